import type { Panel } from '../dashboards/dashboard.js';
import { formatFigure } from './format-figure.js';
import { type Html, html } from './html.js';
import type { Row } from './read-rows.js';
import { renderDrawing, renderFigures } from './render-drawing.js';
import { renderFinding } from './render-finding.js';
import { renderGrid } from './render-grid.js';
import { renderTable } from './render-table.js';

export interface PanelRows {
  readonly rows: readonly Row[];
  /** Rows the view has for the run; more than `rows` where the panel has a limit. */
  readonly total: number;
  /** Why the run could not answer. */
  readonly refusal?: string | undefined;
}

/** Rows of a searchable table that are shown before anybody searches. */
export const shownAtFirst = 15;

/** A panel under the sentence that is its finding, or else under its question. */
export function renderPanel(
  panel: Panel,
  { rows, total, refusal }: PanelRows,
  currency: string | null,
): Html {
  const { chart, place } = panel;
  const finding = renderFinding(panel, rows, currency);
  const style = `--column:${place.column + 1};--width:${place.width}`;
  return html`<section class="panel ${chart.kind}" id="${panel.name}" style="${style}" aria-labelledby="${panel.name}-title">
<h3 id="${panel.name}-title">${finding ?? panel.title}</h3>
<p class="question">${finding && html`<q>${panel.title}</q> `}${panel.description}${limited(rows.length, total)}</p>
${rows.length === 0 ? html`<p class="empty">${refusal ?? panel.empty ?? 'Nothing to show.'}</p>` : renderChart(panel, rows, currency)}
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
    case 'grid':
      return html`${renderGrid(panel, chart, rows, currency)}
${renderFigures(panel, rows, currency)}`;
    default:
      return renderDrawing(panel, chart, rows, currency);
  }
}

const renderCards = (panel: Panel, row: Row, currency: string | null) =>
  html`<dl>${panel.columns.map(
    ({ name, title, format }) =>
      html`<div><dt>${title}</dt><dd>${formatFigure(row[name]!, format, currency)}</dd></div>`,
  )}</dl>`;

const renderSearch = (panel: Panel, rows: readonly Row[], currency: string | null) =>
  html`<div class="search" data-panel="${panel.name}">
<label>Search <input type="search" autocomplete="off" spellcheck="false" placeholder="Customer, segment or country"></label>
<output></output>
${renderTable(panel, rows, currency, shownAtFirst)}
<button type="button" class="more" hidden>Show more</button>
</div>`;
