import type { Panel } from '../../dashboards/dashboard.js';
import { unpackRows } from '../pack-rows.js';
import type { Row } from '../read-rows.js';
import { drawBars } from './draw-bars.js';
import { drawBoxes } from './draw-boxes.js';
import { drawHistogram } from './draw-histogram.js';
import { drawLines } from './draw-lines.js';
import { drawMap, type PointMap } from './draw-map.js';
import { drawTree } from './draw-tree.js';
import type { Drawing } from './drawing.js';
import { openFigures } from './open-figures.js';
import { openSearch } from './open-search.js';
import { openSections } from './open-sections.js';
import type { ReportData } from './report-data.js';
import { whenSeen } from './when-seen.js';

/** Brings the page in the document to life. */
export function openPage(): void {
  const data: ReportData = JSON.parse(document.getElementById('data')!.textContent!);
  const panels = data.panels.map(({ panel, rows }) => ({ panel, rows: unpackRows(rows) }));
  const { reveal } = openSections();
  const maps: (() => PointMap)[] = [];
  const searches: ((key: string) => void)[] = [];

  const known = (key: string) =>
    panels
      .filter(({ panel }) => panel.chart.kind === 'table')
      .map(({ panel, rows }) => [panel, rows.find((row) => row.customer_id === key)] as const)
      .filter((found): found is [Panel, Row] => found[1] !== undefined);
  const showOnMap = (key: string) => maps.some((map) => map().show(key));
  const showInTable = (key: string) => {
    for (const find of searches) find(key);
  };

  for (const { panel, rows } of panels) {
    for (const drawing of drawingsOf(panel, rows, data.currency)) {
      const map = openDrawing(drawing, showInTable, reveal);
      if (map) maps.push(map);
    }
    const box = document.querySelector<HTMLElement>(`[data-figures="${panel.name}"]`);
    if (!box) continue;
    const drawing = { box, panel, rows, allRows: rows, currency: data.currency };
    const figures = openFigures(drawing);
    if (panel.chart.kind !== 'table' || !panel.chart.search) continue;
    const { find } = openSearch(drawing, panel.chart, figures, { known, showOnMap });
    searches.push((key) => {
      reveal(box);
      find(key);
    });
  }
}

/** The pictures of a panel: one, or one for each value of its facet. */
function drawingsOf(panel: Panel, rows: readonly Row[], currency: string | null): Drawing[] {
  const facet = 'facet' in panel.chart ? panel.chart.facet : undefined;
  const boxes = [...document.querySelectorAll<HTMLElement>(`[data-panel="${panel.name}"]`)];
  return boxes.map((box) => ({
    box,
    panel,
    rows: facet === undefined ? rows : rows.filter((row) => String(row[facet]) === box.dataset.facet),
    allRows: rows,
    currency,
  }));
}

/** Draws when it is seen; of a map of customers gives the map, so that one of them can be shown there. */
function openDrawing(
  drawing: Drawing,
  onPick: (key: string) => void,
  reveal: (element: Element) => void,
): (() => PointMap) | undefined {
  const { box, panel } = drawing;
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
    case 'tree':
      whenSeen(box, () => drawTree(drawing, chart));
      break;
    case 'scatter': {
      const draw = whenSeen(box, () => drawMap(drawing, chart, onPick));
      // Small multiples are of a sample: whom they show is chance.
      if (chart.facet !== undefined) return undefined;
      return () => {
        reveal(box);
        return draw();
      };
    }
  }
  return undefined;
}
