import type { Filter, Panel } from '../dashboards/dashboard.js';
import { shownColumns } from './shown-columns.js';

/**
 * The panel's rows of the newest run. A filter stands bare: Metabase writes the whole condition there, with the
 * column as `"public"."view"."column"`, hence the schema and no alias.
 */
export const panelSql = (panel: Panel, filters: readonly Filter[]): string =>
  [
    `select ${shownColumns(panel)
      .map(({ name }) => `"${name}"`)
      .join(', ')}`,
    `from "public"."${panel.name}"`,
    'where is_current',
    ...filters.map(({ name }) => `  [[and {{${name}}}]]`),
    `order by ${panel.order}`,
    ...(panel.limit === undefined ? [] : [`limit ${panel.limit}`]),
  ].join('\n');
