import type { Column, Panel } from '../dashboards/dashboard.js';
import { formatColumn, formatFigure, measureFormat, unknown } from './format-figure.js';
import { type Html, html } from './html.js';
import type { Row } from './read-rows.js';
import { swatch } from './swatch.js';

interface Reach {
  readonly below: number;
  readonly above: number;
}

/** A column as it is shown: how its figures are written, and the one that fills its bar. */
interface ShownColumn {
  readonly column: Column;
  /** How its cells are set: figures to the right, words to the left, sentences within a measure. */
  readonly setting: string;
  readonly write: (row: Row) => string;
  /** Where the column is drawn as bars: how far they reach, on either side of 0. */
  readonly reach: Reach | null;
  /** Each cell is a button for its customer's card. */
  readonly opensCard: boolean;
  /** The column that names the panel to which each cell leads. */
  readonly link: string | undefined;
}

/** The columns of a table that hold anything at all, given every row it may ever show. */
export const showColumns = (
  { columns, chart }: Panel,
  rows: readonly Row[],
  currency: string | null,
): ShownColumn[] =>
  columns
    .filter(({ name }) => rows.some((row) => row[name] !== null))
    .map((column) => ({
      column,
      setting: settingOf(column, rows),
      write: writerOf(column, rows, currency),
      reach: column.bar ? reachOf(rows.map((row) => Number(row[column.name]))) : null,
      opensCard: chart.kind === 'table' && chart.search?.[0] === column.name,
      link: chart.kind === 'table' ? chart.link : undefined,
    }));

const reachOf = (values: readonly number[]): Reach => ({
  below: Math.max(0, ...values.map((value) => -value)),
  above: Math.max(0, ...values),
});

function writerOf({ name, format }: Column, rows: readonly Row[], currency: string | null) {
  if (format === 'measure') {
    return (row: Row) => formatFigure(row[name]!, measureFormat(row.unit), currency);
  }
  const values = rows.map((row) => row[name]!);
  const write = formatColumn(values, format, currency);
  return (row: Row) => write(row[name]!);
}

/** The panel's rows as a table that scrolls within its own box. */
export function renderTable(
  panel: Panel,
  rows: readonly Row[],
  currency: string | null,
  shown = rows.length,
): Html {
  const columns = showColumns(panel, rows, currency);
  const headings = columns.map(
    ({ column, setting }) => html`<th scope="col" class="${setting}">${column.title}</th>`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${panel.title}">
<table>
<caption>${panel.title}</caption>
<thead><tr>${headings}</tr></thead>
<tbody>${renderRows(columns, rows.slice(0, shown))}</tbody>
</table>
</div>`;
}

export const renderRows = (columns: readonly ShownColumn[], rows: readonly Row[]): Html =>
  html`${rows.map((row) => html`<tr>${columns.map((column, i) => renderCell(column, row, i === 0))}</tr>\n`)}`;

function renderCell(shown: ShownColumn, row: Row, isFirst: boolean): Html {
  const value = renderValue(shown, row);
  const panel = isFirst && shown.link !== undefined ? row[shown.link] : undefined;
  const content = shown.opensCard
    ? html`<button type="button">${value}</button>`
    : panel
      ? html`<a href="#${String(panel)}">${value}</a>`
      : value;
  return isFirst
    ? html`<th scope="row" class="${shown.setting}">${content}</th>`
    : html`<td class="${shown.setting}">${content}</td>`;
}

function renderValue({ column, write, reach }: ShownColumn, row: Row): Html | string {
  const text = write(row);
  const value = row[column.name];
  if (text === unknown || value === false) return html`<span class="unknown">${text}</span>`;
  if (column.format === 'segment') return html`${swatch(row)}${text}`;
  if (!reach || reach.below + reach.above === 0) return text;
  return renderMeter(Number(value), reach, text);
}

/** A bar from 0, to the left where the value is below it. */
function renderMeter(value: number, { below, above }: Reach, text: string): Html {
  const share = (part: number) => `${((100 * part) / (below + above)).toFixed(1)}%`;
  const kind = value < 0 ? 'meter negative' : 'meter';
  const start = below === 0 ? '' : `;--start:${share(below + Math.min(0, value))}`;
  return html`<span class="${kind}" style="--width:${share(Math.abs(value))}${start}">${text}</span>`;
}

/** Longer texts than this are broken into lines. */
const longestLine = 32;

function settingOf({ name, format }: Column, rows: readonly Row[]): string {
  if (!['text', 'segment', 'flag'].includes(format)) return 'figure';
  return rows.some((row) => String(row[name]).length > longestLine) ? 'prose' : 'words';
}
