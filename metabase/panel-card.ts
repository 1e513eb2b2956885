import type { Filter, Panel } from '../dashboards/dashboard.js';
import { type CardContent, withMark } from './card.js';
import { chartSettings } from './chart-settings.js';
import { columnSettings } from './column-settings.js';
import { displayOf } from './display-of.js';
import { nativeQuery } from './native-query.js';
import { panelSql } from './panel-sql.js';
import { shownColumns } from './shown-columns.js';
import type { View } from './view.js';

export interface CardContext {
  readonly databaseId: number;
  readonly filters: readonly Filter[];
  /** ISO 4217; sums of money are plain numbers where it is not given. */
  readonly currency: string | undefined;
}

/** How a filter asks for its value, as Metabase names it. */
export const widgets = { word: 'string/=', date: 'date/all-options' } as const;

/** A panel as a card: SQL over its view, drawn as the panel says. */
export function panelCard(
  panel: Panel,
  view: View,
  { databaseId, filters, currency }: CardContext,
): CardContent {
  const narrowing = viewFilters(view, filters);
  const tags = narrowing.map(({ name, title, column, kind }) => ({
    name,
    title,
    widget: widgets[kind],
    fieldId: view.fields[column]!.id,
  }));
  const shown = shownColumns(panel);
  const content = {
    type: 'question',
    name: panel.title,
    description: panel.description,
    display: displayOf(panel.chart),
    visualization_settings: {
      ...chartSettings(panel, shown),
      column_settings: columnSettings(shown, currency),
    },
    dataset_query: nativeQuery(databaseId, panelSql(panel, narrowing), tags),
  };
  return withMark(content, panel.name);
}

/** The filters that narrow a view: those whose column it has. */
export const viewFilters = (view: View, filters: readonly Filter[]): Filter[] =>
  filters.filter(({ column }) => view.fields[column]);
