import { unpackRows } from '../pack-rows.js';
import { drawBars } from './draw-bars.js';
import { drawBoxes } from './draw-boxes.js';
import { drawHistogram } from './draw-histogram.js';
import { drawLines } from './draw-lines.js';
import { drawMap, type PointMap } from './draw-map.js';
import type { Drawing } from './drawing.js';
import { markCurrentSection } from './mark-current-section.js';
import { openSearch, type Search } from './open-search.js';
import type { ReportData } from './report-data.js';
import { whenSeen } from './when-seen.js';

const data: ReportData = JSON.parse(document.getElementById('data')!.textContent!);
const maps: (() => PointMap)[] = [];
const searches: Search[] = [];

const pickOnMap = (key: string) => maps.some((map) => map().show(key));
const pickInTable = (key: string) => {
  for (const search of searches) search.find(key);
};

for (const { panel, rows: packed } of data.panels) {
  const all = unpackRows(packed);
  const facet = 'facet' in panel.chart ? panel.chart.facet : undefined;
  for (const box of document.querySelectorAll<HTMLElement>(`[data-panel="${panel.name}"]`)) {
    const rows = facet === undefined ? all : all.filter((row) => String(row[facet]) === box.dataset.facet);
    openPanel({ box, panel, rows, currency: data.currency });
  }
}
markCurrentSection();

function openPanel(drawing: Drawing): void {
  const { box, panel, rows, currency } = drawing;
  const { chart } = panel;
  switch (chart.kind) {
    case 'bar':
      whenSeen(box, () => drawBars(drawing, chart));
      break;
    case 'line':
      whenSeen(box, () => drawLines(drawing, chart));
      break;
    case 'box':
      whenSeen(box, () => drawBoxes(drawing, chart));
      break;
    case 'histogram':
      whenSeen(box, () => drawHistogram(drawing, chart));
      break;
    case 'scatter': {
      const draw = whenSeen(box, () => drawMap(drawing, chart, pickInTable));
      // The one map of customers is where a customer is shown; its small multiples are of samples.
      if (chart.facet === undefined) maps.push(draw);
      break;
    }
    case 'table':
      searches.push(openSearch(box, panel, rows, currency, pickOnMap));
  }
}
