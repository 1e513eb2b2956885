import type { Panel } from '../dashboards/dashboard.js';
import { findingFigures, findingParts } from '../dashboards/finding-parts.js';
import { formatAbove, measureFormat } from './format-figure.js';
import { type Html, html } from './html.js';
import type { Row } from './read-rows.js';

/** The panel's answer as a sentence, or undefined where no row gives one. */
export function renderFinding(panel: Panel, rows: readonly Row[], currency: string | null): Html | undefined {
  const { finding } = panel;
  const row = rows.find((candidate) => !finding?.where || candidate[finding.where] === true);
  if (!finding || !row) return undefined;
  const formatOf = (column: string) => panel.columns.find(({ name }) => name === column)?.format;
  const [first] = findingFigures(finding);
  const isOne = finding.one !== undefined && first !== undefined && Number(row[first.column]) === 1;
  const parts = findingParts(isOne ? finding.one : finding.text).map((part) => {
    if (typeof part === 'string') return part;
    const named = part.format ?? formatOf(part.column) ?? 'text';
    const format = named === 'measure' ? measureFormat(row.unit) : named;
    const column = rows.map((each) => each[part.column]!);
    const text = formatAbove(column, row[part.column]!, format, currency);
    return format === 'text' ? text : html`<b>${text}</b>`;
  });
  return html`${parts}`;
}
