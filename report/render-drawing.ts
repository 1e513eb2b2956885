import type {
  BarChart,
  BoxChart,
  BubbleChart,
  CalendarChart,
  Chart,
  FlowChart,
  HistogramChart,
  LineChart,
  Panel,
  ScatterChart,
  TreeChart,
  WaterfallChart,
} from '../dashboards/dashboard.js';
import { type Html, html } from './html.js';
import type { PanelContent } from './panel-content.js';
import type { Row } from './read-rows.js';
import { dashOf, groupRows, seriesOf } from './series.js';
import { swatch } from './swatch.js';

/** Charts that are pictures rather than tables. */
export type DrawnChart =
  | BarChart
  | LineChart
  | ScatterChart
  | BoxChart
  | HistogramChart
  | TreeChart
  | FlowChart
  | CalendarChart
  | BubbleChart
  | WaterfallChart;

export const isDrawn = (chart: Chart): chart is DrawnChart =>
  ['bar', 'line', 'scatter', 'box', 'histogram', 'tree', 'flow', 'calendar', 'bubble', 'waterfall'].includes(
    chart.kind,
  );

/** What the browser draws, under the key to its colours. */
export function renderDrawing(panel: Panel, chart: DrawnChart, { rows }: PanelContent): Html {
  const facet = 'facet' in chart ? chart.facet : undefined;
  return html`${renderLegend(panel, chart, rows)}
${facet === undefined ? drawing(panel) : renderFacets(panel, facet, rows, chart.kind === 'waterfall')}`;
}

const drawing = (panel: Panel, facet?: string): Html =>
  html`<div class="drawing" data-panel="${panel.name}"${facet !== undefined && html` data-facet="${facet}"`} role="img" aria-label="${facet !== undefined && `${facet}. `}${panel.title} ${panel.description}" style="--height:${panel.place.height}"></div>`;

/** @param areWide with names beside the bars */
const renderFacets = (panel: Panel, facet: string, rows: readonly Row[], areWide: boolean): Html =>
  html`<div class="facets${areWide && ' wide'}">${groupRows(rows, facet).map(([row]) => {
    const name = String(row![facet]);
    return html`<figure><figcaption>${name}</figcaption>${drawing(panel, name)}</figure>`;
  })}</div>`;

function renderLegend(panel: Panel, chart: DrawnChart, rows: readonly Row[]): Html | undefined {
  if (chart.kind === 'scatter') return renderSegmentKeys(rows);
  if (chart.kind !== 'bar' && chart.kind !== 'line') return undefined;
  // Small multiples of the series themselves are named each.
  if (chart.split !== undefined && chart.split === chart.facet) return undefined;
  const series = seriesOf(panel, chart, rows);
  if (series.length < 2) return undefined;
  return html`<ul class="legend">${series.map(
    ({ title, colour, isLine }, i) =>
      html`<li><i class="${chart.kind === 'line' ? `stroke ${dashOf(i)}` : isLine ? 'stroke dashed' : 'swatch square'} ${colour}"></i>${title}</li>`,
  )}</ul>`;
}

/** A button per segment, in the order of their value, that takes its points off the map. */
function renderSegmentKeys(rows: readonly Row[]): Html {
  const segments = new Map(rows.map((row) => [Number(row.segment_id), row]));
  const ordered = [...segments].sort(([a], [b]) => a - b).map(([, row]) => row);
  return html`<ul class="legend">${ordered.map(
    (row) =>
      html`<li><button type="button" aria-pressed="true" data-segment="${Number(row.segment_id)}">${swatch(row)}${String(row.segment)}</button></li>`,
  )}</ul>`;
}
