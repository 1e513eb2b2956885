import type { Column, GridChart, Panel } from '../dashboards/dashboard.js';
import { formatColumn } from './format-figure.js';
import { type Html, html } from './html.js';
import type { PanelContent } from './panel-content.js';
import type { Row } from './read-rows.js';
import { swatch } from './swatch.js';

/** A table of one value, each cell tinted by it: what stands out, stands out. */
export function renderGrid(panel: Panel, grid: GridChart, { rows, currency }: PanelContent): Html {
  const columnOf = (name: string) => panel.columns.find((column) => column.name === name)!;
  const renderCell = cellRenderer(grid, columnOf(grid.value), rows, currency);
  const downs = distinct(rows, grid.down);
  const acrosses = distinct(rows, grid.across);
  const cellsOf = (down: Row) =>
    acrosses.map((across) =>
      renderCell(
        rows.find((row) => row[grid.down] === down[grid.down] && row[grid.across] === across[grid.across]),
      ),
    );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${panel.title}">
<table class="grid">
<caption>${panel.title}</caption>
<thead>${renderHeadings(columnOf(grid.down), columnOf(grid.across), acrosses)}</thead>
<tbody>${downs.map((down) => html`<tr><th scope="row">${String(down[grid.down])}</th>${cellsOf(down)}</tr>\n`)}</tbody>
</table>
</div>`;
}

/** The first row of each value, in the order they come. */
const distinct = (rows: readonly Row[], name: string): Row[] =>
  rows.filter((row, i) => rows.findIndex((other) => other[name] === row[name]) === i);

/** Segments speak for themselves; other headings across stand below a title of their own. */
function renderHeadings(down: Column, across: Column, acrosses: readonly Row[]): Html {
  const areSegments = across.format === 'segment';
  const title = html`<tr><td></td><th scope="colgroup" colspan="${acrosses.length}">${across.title}</th></tr>`;
  const headings = acrosses.map(
    (row) => html`<th scope="col">${areSegments && swatch(row)}${String(row[across.name])}</th>`,
  );
  return html`${!areSegments && title}<tr><th scope="col">${down.title}</th>${headings}</tr>`;
}

function cellRenderer(grid: GridChart, column: Column, rows: readonly Row[], currency: string | null) {
  const is = (row: Row, mark: string | undefined) => mark !== undefined && row[mark] === true;
  const write = formatColumn(
    rows.map((row) => row[grid.value]!),
    column.format,
    currency,
  );
  const clear = rows.filter((row) => !is(row, grid.dimmed)).map((row) => row[grid.value]);
  const tintOf = tinting(grid, column, clear);
  return (row: Row | undefined): Html => {
    if (!row) return html`<td></td>`;
    const value = row[grid.value]!;
    const note = grid.note && html` title="${String(row[grid.note] ?? '')}"`;
    if (is(row, grid.chosen)) {
      return html`<td class="chosen" style="${tintOf(value)}"${note}><strong>${write(value)}<span class="aside">, chosen</span></strong></td>`;
    }
    return html`<td class="${is(row, grid.dimmed) ? 'dimmed' : ''}" style="${tintOf(value)}"${note}>${write(value)}</td>`;
  };
}

function tinting({ signed }: GridChart, { format }: Column, clear: readonly unknown[]) {
  if (signed) return tintOfSign;
  return format === 'times' ? tintOfRatio : tintWithin(clear);
}

const tint = (share: number) =>
  `--tint:var(--${share < 0 ? 'below' : 'above'});--strength:${(100 * Math.min(1, Math.abs(share))).toFixed(0)}%`;

/** Above and below 1 alike, by the logarithm; eightfold, or an eighth, is as strong as a tint gets. */
const tintOfRatio = (value: unknown) =>
  typeof value === 'number' ? tint(Math.log(Math.max(value, Number.MIN_VALUE)) / Math.log(8)) : '';

/** Above and below 0 alike. */
const tintOfSign = (value: unknown) => (typeof value === 'number' ? tint(value) : '');

/** From the least to the most of some values. */
function tintWithin(values: readonly unknown[]) {
  const numbers = values.filter((value) => typeof value === 'number');
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  return (value: unknown) =>
    typeof value === 'number' && most > least ? tint(Math.max(0, (value - least) / (most - least))) : '';
}
