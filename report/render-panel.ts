import type { Panel } from '../dashboards/dashboard.js';
import { formatFigure } from './format-figure.js';
import { type Html, html } from './html.js';
import { type PanelContent, shownRows } from './panel-content.js';
import { renderDrawing } from './render-drawing.js';
import { renderFigures } from './render-figures.js';
import { renderFinding } from './render-finding.js';
import { renderGrid } from './render-grid.js';

/**
 * A panel under the sentence that is its finding, or else under its question.
 * @param alike titles of other panels that would say no more than the refusal of this one
 */
export function renderPanel(panel: Panel, content: PanelContent, alike: readonly string[] = []): Html {
  const { name, title, description, chart, place, empty } = panel;
  const { rows, refusal, currency } = content;
  const finding = renderFinding(panel, rows, currency);
  const style = `--column:${place.column + 1};--width:${place.width}`;
  return html`<section class="panel ${chart.kind}" id="${name}" style="${style}" aria-labelledby="${name}-title">
<h3 id="${name}-title">${finding ?? title}</h3>
<p class="question">${finding && html`<q>${title}</q> `}${description}${limited(panel, content)}${content.isUntouched && ' Of the whole run, whatever is chosen above.'}</p>
${rows.length === 0 ? html`<p class="empty">${refusal ?? empty ?? 'Nothing to show.'}${alike.length > 0 && ` So there is no answer either to: ${alike.join(' ')}`}</p>` : renderChart(panel, content)}
</section>
`;
}

function limited(panel: Panel, { rows, total }: PanelContent): string | undefined {
  const isSearched = panel.chart.kind === 'table' && panel.chart.search !== undefined;
  const shown = isSearched ? rows.length : shownRows(panel, rows);
  if (shown >= total) return undefined;
  return ` Shown: ${formatFigure(shown, 'count', null)} of ${formatFigure(total, 'count', null)}.`;
}

function renderChart(panel: Panel, content: PanelContent): Html {
  const { chart } = panel;
  switch (chart.kind) {
    case 'cards':
      return renderCards(panel, content);
    case 'table':
      return renderFigures(panel, content);
    case 'grid':
      return html`${renderGrid(panel, chart, content)}
${foldedFigures(panel, content)}`;
    case 'scatter':
      return renderDrawing(panel, chart, content);
    default:
      return html`${renderDrawing(panel, chart, content)}
${foldedFigures(panel, content)}`;
  }
}

/** What is not known leaves no gap where something else is. */
const renderCards = ({ columns }: Panel, { rows: [row], currency }: PanelContent) =>
  html`<dl>${columns
    .filter(({ name }) => row![name] !== null)
    .map(
      ({ name, title, format }) =>
        html`<div><dt>${title}</dt><dd>${formatFigure(row![name]!, format, currency)}</dd></div>`,
    )}</dl>`;

const foldedFigures = (panel: Panel, content: PanelContent) =>
  html`<details><summary>The figures</summary>${renderFigures(panel, content)}</details>`;
