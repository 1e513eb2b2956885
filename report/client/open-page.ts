import type { Panel } from '../../dashboards/dashboard.js';
import { unpackRows } from '../pack-rows.js';
import type { Row } from '../read-rows.js';
import { drawBars } from './draw-bars.js';
import { drawBoxes } from './draw-boxes.js';
import { drawBubbles } from './draw-bubbles.js';
import { drawCalendar } from './draw-calendar.js';
import { drawFlow } from './draw-flow.js';
import { drawHistogram } from './draw-histogram.js';
import { drawLines } from './draw-lines.js';
import { drawMap, type PointMap } from './draw-map.js';
import { drawTree } from './draw-tree.js';
import { drawWaterfall } from './draw-waterfall.js';
import type { Drawing } from './drawing.js';
import { once } from './once.js';
import { openFigures } from './open-figures.js';
import { openSearch } from './open-search.js';
import { openSections } from './open-sections.js';
import type { ReportData } from './report-data.js';
import { whenSeen } from './when-seen.js';

/** A panel whose rows are unpacked when they are first asked for. */
interface HeldPanel {
  readonly panel: Panel;
  readonly rows: () => readonly Row[];
}

/** Brings the page in the document to life, each part of it when it is looked at. */
export function openPage(): void {
  const { panels, currency }: ReportData = JSON.parse(document.getElementById('data')!.textContent!);
  const held: HeldPanel[] = panels.map(({ panel, rows }) => ({ panel, rows: once(() => unpackRows(rows)) }));
  const { reveal } = openSections();
  const maps: ((key: string) => boolean)[] = [];
  const searches: ((key: string) => void)[] = [];
  const customers = {
    known: (key: string) => knownRows(held, key),
    showOnMap: (key: string) => maps.some((show) => show(key)),
  };
  const showInTable = (key: string) => {
    for (const find of searches) find(key);
  };

  for (const { panel, rows } of held) {
    const { chart } = panel;
    const facet = 'facet' in chart ? chart.facet : undefined;
    for (const box of document.querySelectorAll<HTMLElement>(`[data-panel="${panel.name}"]`)) {
      const ownRows = () =>
        facet === undefined ? rows() : rows().filter((row) => String(row[facet]) === box.dataset.facet);
      const draw = whenSeen(box, () =>
        drawChart({ box, panel, rows: ownRows(), allRows: rows(), currency }, showInTable),
      );
      // Small multiples are of a sample: whom they show is chance.
      if (chart.kind !== 'scatter' || facet !== undefined) continue;
      maps.push((key) => {
        reveal(box);
        return draw()!.show(key);
      });
    }
    const box = document.querySelector<HTMLElement>(`[data-figures="${panel.name}"]`);
    if (!box) continue;
    const open = whenSeen(box, () => {
      const drawing = { box, panel, rows: rows(), allRows: rows(), currency };
      const figures = openFigures(drawing);
      return chart.kind === 'table' && chart.search
        ? openSearch(drawing, chart, figures, customers)
        : undefined;
    });
    if (chart.kind !== 'table' || !chart.search) continue;
    searches.push((key) => {
      reveal(box);
      open()!.find(key);
    });
  }
}

/** A row of each table that tells of the customer. */
const knownRows = (held: readonly HeldPanel[], key: string): (readonly [Panel, Row])[] =>
  held
    .filter(({ panel }) => panel.chart.kind === 'table')
    .flatMap(({ panel, rows }) => {
      const row = rows().find((candidate) => candidate.customer_id === key);
      return row ? [[panel, row] as const] : [];
    });

/** Draws a chart; of a scatter gives what can show one of its points. */
function drawChart(drawing: Drawing, onPick: (key: string) => void): PointMap | undefined {
  const { chart } = drawing.panel;
  switch (chart.kind) {
    case 'bar':
      drawBars(drawing, chart);
      return undefined;
    case 'line':
      drawLines(drawing, chart);
      return undefined;
    case 'box':
      drawBoxes(drawing, chart);
      return undefined;
    case 'histogram':
      drawHistogram(drawing, chart);
      return undefined;
    case 'tree':
      drawTree(drawing, chart);
      return undefined;
    case 'flow':
      drawFlow(drawing, chart);
      return undefined;
    case 'calendar':
      drawCalendar(drawing, chart);
      return undefined;
    case 'bubble':
      drawBubbles(drawing, chart);
      return undefined;
    case 'waterfall':
      drawWaterfall(drawing, chart);
      return undefined;
    case 'scatter':
      return drawMap(drawing, chart, onPick);
    default:
      throw new Error(`${drawing.panel.name}: a ${chart.kind} is no picture`);
  }
}
