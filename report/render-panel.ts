import type { Panel } from '../dashboards/dashboard.js';
import { formatFigure } from './format-figure.js';
import { type Html, html } from './html.js';
import type { Row } from './read-rows.js';
import { renderFinding } from './render-finding.js';
import { renderGrid } from './render-grid.js';
import { renderTable } from './render-table.js';
import { swatch } from './swatch.js';

export interface PanelRows {
  readonly rows: readonly Row[];
  /** Rows the view has for the run; more than `rows` where the panel has a limit. */
  readonly total: number;
}

/** Rows of a searchable table that are shown before anybody searches. */
export const shownAtFirst = 15;

/** A panel under the sentence that is its finding, or else under its question. */
export function renderPanel(panel: Panel, { rows, total }: PanelRows, currency: string | null): Html {
  const { chart, place } = panel;
  const finding = renderFinding(panel, rows, currency);
  const style = `--column:${place.column + 1};--width:${place.width}`;
  return html`<section class="panel ${chart.kind}" id="${panel.name}" style="${style}" aria-labelledby="${panel.name}-title">
<h3 id="${panel.name}-title">${finding ?? panel.title}</h3>
<p class="question">${finding && html`<q>${panel.title}</q> `}${panel.description}${limited(rows.length, total)}</p>
${rows.length === 0 ? html`<p class="empty">${panel.empty ?? 'Nothing to show.'}</p>` : renderChart(panel, rows, currency)}
</section>
`;
}

const limited = (shown: number, total: number) =>
  shown < total && ` Shown: ${formatFigure(shown, 'count', null)} of ${formatFigure(total, 'count', null)}.`;

function renderChart(panel: Panel, rows: readonly Row[], currency: string | null): Html {
  const { chart } = panel;
  switch (chart.kind) {
    case 'cards':
      return renderCards(panel, rows[0]!, currency);
    case 'table':
      return chart.search ? renderSearch(panel, rows, currency) : renderTable(panel, rows, currency);
    case 'bar':
      return html`${renderKeys(panel, chart.values)}
${drawing(panel)}
${renderFigures(panel, rows, currency)}`;
    case 'scatter':
      return html`${renderLegend(rows)}
${drawing(panel)}`;
    case 'grid':
      return html`${renderGrid(panel, chart, rows, currency)}
${renderFigures(panel, rows, currency)}`;
  }
}

const renderCards = (panel: Panel, row: Row, currency: string | null) =>
  html`<dl>${panel.columns.map(
    ({ name, title, format }) =>
      html`<div><dt>${title}</dt><dd>${formatFigure(row[name]!, format, currency)}</dd></div>`,
  )}</dl>`;

/** Where the browser draws. Whoever cannot see it has the figures in a table. */
const drawing = (panel: Panel) =>
  html`<div class="drawing" data-panel="${panel.name}" role="img" aria-label="${panel.title} ${panel.description}" style="--height:${panel.place.height}"></div>`;

const renderFigures = (panel: Panel, rows: readonly Row[], currency: string | null) =>
  html`<details><summary>The figures</summary>${renderTable(panel, rows, currency)}</details>`;

const renderKeys = ({ columns }: Panel, values: readonly string[]) =>
  html`<ul class="legend">${values.map(
    (name, i) =>
      html`<li><i class="swatch series-${i + 1}"></i>${columns.find((column) => column.name === name)!.title}</li>`,
  )}</ul>`;

/** A button per segment, in the order of their value, that takes its points off the map. */
function renderLegend(rows: readonly Row[]): Html {
  const segments = new Map(rows.map((row) => [Number(row.segment_id), row]));
  const ordered = [...segments].sort(([a], [b]) => a - b).map(([, row]) => row);
  return html`<ul class="legend">${ordered.map(
    (row) =>
      html`<li><button type="button" aria-pressed="true" data-segment="${Number(row.segment_id)}">${swatch(row)}${String(row.segment)}</button></li>`,
  )}</ul>`;
}

const renderSearch = (panel: Panel, rows: readonly Row[], currency: string | null) =>
  html`<div class="search" data-panel="${panel.name}">
<label>Search <input type="search" autocomplete="off" spellcheck="false" placeholder="Customer, segment or country"></label>
<output></output>
${renderTable(panel, rows, currency, shownAtFirst)}
<button type="button" class="more" hidden>Show more</button>
</div>`;
