import type { Panel } from '../dashboards/dashboard.js';
import { formatFigure } from './format-figure.js';
import { type Html, html } from './html.js';
import { type PanelContent, shownRows } from './panel-content.js';
import { renderTable } from './render-table.js';

/** A panel's table: to be searched where the panel says so, lengthened where it is long, and downloaded. */
export function renderFigures(panel: Panel, content: PanelContent): Html {
  const { chart, name } = panel;
  const shown = shownRows(panel, content.rows);
  const isSearched = chart.kind === 'table' && chart.search !== undefined;
  return html`<div class="figures" data-figures="${name}">${isSearched && renderSearch(panel)}
${renderTable(panel, content.rows, content.currency, shown)}
<p class="actions"><button type="button" class="more"${shown >= content.rows.length && html` hidden`}>Show more</button>${renderDownload(panel, content)}</p></div>`;
}

const renderSearch = ({ name, columns, chart }: Panel) => {
  const titles = columns
    .filter((column) => chart.kind === 'table' && chart.search!.includes(column.name))
    .map(({ title }) => title.toLowerCase());
  return html`<div class="search"><label for="${name}-search">Search</label>
<input id="${name}-search" type="search" autocomplete="off" spellcheck="false" placeholder="${titles.join(', ')}">
<output for="${name}-search"></output></div>
<div class="customer" hidden></div>`;
};

function renderDownload({ name }: Panel, { rows, total, download }: PanelContent): Html {
  if (download !== undefined)
    return html`<a class="download" href="${download}" download>Download as CSV</a>`;
  const part = rows.length < total && `, the first ${formatFigure(rows.length, 'count', null)}`;
  return html`<button type="button" class="download" data-file="${name}.csv">Download as CSV${part}</button>`;
}
