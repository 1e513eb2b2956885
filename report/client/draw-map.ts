import type { ScatterChart } from '../../dashboards/dashboard.js';
import type { Row } from '../read-rows.js';
import { groupRows } from '../series.js';
import { colourOf } from '../swatch.js';
import { axisLabel, type Drawing, labelledGrid, rowTip, tooltip } from './drawing.js';
import { colour, openChart, textStyle } from './open-chart.js';

export interface PointMap {
  /** Marks the point of this key; false where it is not on the map. */
  show(key: string): boolean;
}

/** Points coloured by segment, the Insiders on top; the legend's buttons take segments off and put them back. */
export function drawMap(
  drawing: Drawing,
  { x, y, key, xTitle, yTitle }: ScatterChart,
  onPick: (key: string) => void,
): PointMap {
  const { box, rows } = drawing;
  const hidden = new Set<number>();
  let picked: Row | undefined;
  const at = (row: Row) => [Number(row[x]), Number(row[y])];
  const chart = openChart(box);
  const bySegment = groupBySegment(rows);

  const draw = () => {
    const groups = bySegment.map((points) => ({
      ...pointStyle(points[0]!),
      data: hidden.has(Number(points[0]!.segment_id)) ? [] : points.map((row) => ({ value: at(row), row })),
    }));
    chart.setOption({
      series: [...groups, { ...pickedStyle, data: picked ? [{ value: at(picked), row: picked }] : [] }],
    });
  };
  chart.setOption({
    animation: false,
    textStyle,
    grid:
      xTitle === undefined
        ? { left: 4, right: 4, top: 4, bottom: 4 }
        : { ...labelledGrid, left: 24, bottom: 24 },
    xAxis: { ...axisOf(xTitle, rows), ...extent(rows, x) },
    yAxis: { ...axisOf(yTitle, rows), ...extent(rows, y) },
    tooltip: {
      ...tooltip,
      formatter: ({ data }: { data: { row: Row } }) => rowTip(drawing, data.row),
    },
  });
  draw();
  chart.on('click', ({ data }) => onPick(String((data as unknown as { row: Row }).row[key])));
  for (const button of box.parentElement!.querySelectorAll<HTMLButtonElement>('.legend button')) {
    button.addEventListener('click', () => {
      const segmentId = Number(button.dataset.segment);
      if (!hidden.delete(segmentId)) hidden.add(segmentId);
      button.setAttribute('aria-pressed', String(!hidden.has(segmentId)));
      draw();
    });
  }
  return {
    show(wanted) {
      picked = rows.find((row) => row[key] === wanted);
      draw();
      if (!picked) return false;
      chart.dispatchAction({ type: 'showTip', seriesIndex: bySegment.length, dataIndex: 0 });
      return true;
    },
  };
}

/** Each segment's rows, those of no segment first and the Insiders' last, so that they are drawn above all others. */
function groupBySegment(rows: readonly Row[]): Row[][] {
  const rank = ([row]: Row[]) =>
    row!.is_insiders === true ? 0 : Number(row!.segment_id) || Number.POSITIVE_INFINITY;
  return groupRows(rows, 'segment_id').sort((a, b) => rank(b) - rank(a));
}

/** An axis that is named where its name means something, without figures: shapes are what is looked at. */
function axisOf(title: string | undefined, rows: readonly Row[]) {
  if (title === undefined) return { type: 'value' as const, show: false };
  return {
    type: 'value' as const,
    name: String(rows[0]![title]),
    nameLocation: 'middle' as const,
    nameGap: 8,
    nameTextStyle: axisLabel,
    axisLine: { show: true, onZero: false, lineStyle: { color: colour('line') } },
    axisTick: { show: false },
    axisLabel: { show: false },
    splitLine: { show: false },
  };
}

/** The range of the points with a margin, whether or not their segments are shown. */
function extent(rows: readonly Row[], name: string) {
  const values = rows.map((row) => Number(row[name]));
  const [min, max] = [Math.min(...values), Math.max(...values)];
  const margin = (max - min || 1) * 0.02;
  return { min: min - margin, max: max + margin };
}

const pointStyle = (row: Row) => ({
  type: 'scatter' as const,
  symbol: row.is_insiders === true ? 'diamond' : 'circle',
  symbolSize: row.is_insiders === true ? 8 : 5,
  itemStyle: { color: colour(colourOf(row)), opacity: row.is_insiders === true ? 0.9 : 0.55 },
  emphasis: { scale: 1.8, itemStyle: { color: colour(colourOf(row)), opacity: 1 } },
});

const pickedStyle = {
  type: 'scatter' as const,
  symbol: 'circle',
  symbolSize: 18,
  itemStyle: { color: 'transparent', borderColor: colour('ink'), borderWidth: 2 },
  emphasis: { disabled: true },
  z: 5,
};
