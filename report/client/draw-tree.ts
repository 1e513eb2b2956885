import type { TreeChart } from '../../dashboards/dashboard.js';
import type { Row } from '../read-rows.js';
import { type Drawing, figureAxis, labelledGrid, rowTip, tooltip } from './drawing.js';
import { colour, openChart, textStyle } from './open-chart.js';

/** Legs and bars, one line for each merge; a point on the bar tells its figures. */
export function drawTree(drawing: Drawing, chart: TreeChart): void {
  const { box, rows } = drawing;
  const at = (row: Row, name: string) => Number(row[name]);
  openChart(box).setOption({
    animation: false,
    textStyle,
    grid: labelledGrid,
    xAxis: { type: 'value', show: false, min: -0.5, max: rows.length + 0.5 },
    yAxis: figureAxis(drawing, chart.height),
    tooltip: {
      ...tooltip,
      formatter: ({ data }: { data: { row: Row } }) => rowTip(drawing, data.row),
    },
    series: [
      ...rows.map((row) => ({
        type: 'line',
        silent: true,
        symbol: 'none',
        data: [
          [at(row, chart.left), at(row, chart.leftHeight)],
          [at(row, chart.left), at(row, chart.height)],
          [at(row, chart.right), at(row, chart.height)],
          [at(row, chart.right), at(row, chart.rightHeight)],
        ],
        lineStyle: { color: colour('series-2'), width: 1.5 },
      })),
      {
        type: 'scatter',
        symbolSize: 7,
        itemStyle: { color: colour('series-3') },
        cursor: 'default',
        data: rows.map((row) => ({
          value: [(at(row, chart.left) + at(row, chart.right)) / 2, at(row, chart.height)],
          row,
        })),
      },
    ],
  });
}
