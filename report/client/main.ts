import { unpackRows } from '../pack-rows.js';
import { drawBars } from './draw-bars.js';
import { drawMap, type PointMap } from './draw-map.js';
import { markCurrentSection } from './mark-current-section.js';
import { openSearch, type Search } from './open-search.js';
import type { ReportData } from './report-data.js';

const data: ReportData = JSON.parse(document.getElementById('data')!.textContent!);
const maps: PointMap[] = [];
const searches: Search[] = [];

const pickOnMap = (key: string) => maps.some((map) => map.show(key));
const pickInTable = (key: string) => {
  for (const search of searches) search.find(key);
};

for (const { panel, rows: packed } of data.panels) {
  const rows = unpackRows(packed);
  const box = document.querySelector<HTMLElement>(`[data-panel="${panel.name}"]`);
  if (!box) continue;
  const { chart } = panel;
  if (chart.kind === 'bar') drawBars(box, panel, chart, rows, data.currency);
  if (chart.kind === 'scatter') maps.push(drawMap(box, panel, chart, rows, data.currency, pickInTable));
  if (chart.kind === 'table') searches.push(openSearch(box, panel, rows, data.currency, pickOnMap));
}
markCurrentSection();
