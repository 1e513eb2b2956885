import type { HistogramChart } from '../../dashboards/dashboard.js';
import type { Row } from '../read-rows.js';
import { type Drawing, figureAxis, labelledGrid, rowTip, tickWriter, tooltip } from './drawing.js';
import { colour, openChart, textStyle } from './open-chart.js';

/** Bars that touch, of equal width whatever their edges, with the edges written below where they meet. */
export function drawHistogram(drawing: Drawing, { from, to, value }: HistogramChart): void {
  const { box, rows } = drawing;
  const edges = [...rows.map((row) => Number(row[from])), Number(rows.at(-1)![to])];
  const write = tickWriter(drawing, from);
  const axis = figureAxis(drawing, value);
  openChart(box).setOption({
    animation: false,
    textStyle,
    grid: labelledGrid,
    xAxis: {
      ...axis,
      axisLabel: {
        ...axis.axisLabel,
        formatter: (place: number) => (Number.isInteger(place) ? write(edges[place]!) : ''),
      },
      min: 0,
      max: rows.length,
      minInterval: 1,
      splitLine: { show: false },
      axisLine: { show: true, lineStyle: { color: colour('line') } },
    },
    yAxis: { ...axis, splitNumber: 3 },
    tooltip: {
      ...tooltip,
      formatter: ({ data }: { data: { row: Row } }) => rowTip(drawing, data.row),
    },
    series: [
      {
        type: 'bar',
        barWidth: '94%',
        data: rows.map((row, i) => ({ value: [i + 0.5, Number(row[value])], row })),
        itemStyle: { color: colour('series-2') },
        emphasis: { itemStyle: { color: colour('series-3') } },
        cursor: 'default',
      },
    ],
  });
}
