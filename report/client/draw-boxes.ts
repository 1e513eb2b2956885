import type { BoxChart } from '../../dashboards/dashboard.js';
import type { Row } from '../read-rows.js';
import { colourOf } from '../swatch.js';
import { type Drawing, figureAxis, labelledGrid, rowTip, tooltip, wordAxis } from './drawing.js';
import { colour, openChart, textStyle } from './open-chart.js';

/** Lying boxes, the first row on top; those of segments in their colours. */
export function drawBoxes(drawing: Drawing, { category, five }: BoxChart): void {
  const { box, rows } = drawing;
  openChart(box).setOption({
    animation: false,
    textStyle,
    grid: labelledGrid,
    xAxis: { ...figureAxis(drawing, five[2]), scale: true, splitNumber: 3 },
    yAxis: {
      ...wordAxis(rows.map((row) => String(row[category]))),
      inverse: true,
      axisLine: { show: false },
      axisLabel: { ...textStyle, width: 132, overflow: 'break', lineHeight: 17, margin: 14 },
    },
    tooltip: {
      ...tooltip,
      formatter: ({ data }: { data: { row: Row } }) => rowTip(drawing, data.row),
    },
    series: [
      {
        type: 'boxplot',
        boxWidth: [6, 16],
        data: rows.map((row) => ({
          value: five.map((name) => Number(row[name])),
          row,
          itemStyle: { color: colour('faint'), borderColor: boxColour(row), borderWidth: 2 },
        })),
        emphasis: { disabled: true },
        cursor: 'default',
      },
    ],
  });
}

const boxColour = (row: Row) => colour(row.segment_id === undefined ? 'series-2' : colourOf(row));
