import type { WaterfallChart } from '../../dashboards/dashboard.js';
import type { Row } from '../read-rows.js';
import { type Drawing, figureAxis, labelledGrid, rowTip, tickWriter, tooltip, wordAxis } from './drawing.js';
import { colour, openChart, textStyle } from './open-chart.js';

/** Bars that begin where the one above ends, from one total to the next: lying, so that their names have room. */
export function drawWaterfall(drawing: Drawing, chart: WaterfallChart): void {
  const { box, rows } = drawing;
  const { category, value } = chart;
  const write = tickWriter(drawing, value);
  const bars = barsOf(rows, chart);
  openChart(box).setOption({
    animation: false,
    textStyle,
    grid: { ...labelledGrid, left: 0, right: 72, top: 0, bottom: 0 },
    // The steps may reach higher than any figure, so the scale is that of the picture.
    xAxis: { ...figureAxis(drawing, value), show: false, min: null, max: null, interval: null },
    yAxis: {
      ...wordAxis(rows.map((row) => String(row[category]))),
      inverse: true,
      axisLine: { show: false },
      axisLabel: { ...textStyle, width: 132, overflow: 'break' as const, lineHeight: 15, margin: 10 },
    },
    tooltip: { ...tooltip, formatter: ({ data }: { data: { row: Row } }) => rowTip(drawing, data.row) },
    series: [
      {
        type: 'bar',
        ...stacked,
        data: bars.map(({ from, to }, i) => ({ value: Math.min(from, to), row: rows[i]! })),
        itemStyle: { color: 'transparent' },
        emphasis: { disabled: true },
        cursor: 'default',
      },
      {
        type: 'bar',
        ...stacked,
        data: bars.map(({ from, to, isTotal }, i) => ({
          value: Math.abs(to - from),
          row: rows[i]!,
          itemStyle: { color: colour(colourOf(to - from, isTotal)) },
        })),
        label: {
          ...textStyle,
          show: true,
          position: 'right',
          formatter: ({ dataIndex }: { dataIndex: number }) => {
            const text = write(Number(rows[dataIndex]![value]));
            return bars[dataIndex]!.isTotal || bars[dataIndex]!.to < bars[dataIndex]!.from
              ? text
              : `+${text}`;
          },
        },
        emphasis: { disabled: true },
        cursor: 'default',
      },
    ],
  });
}

/** Below the ground, too, a bar begins where the one before ends. */
const stacked = { stack: 'all', stackStrategy: 'all' as const, barMaxWidth: 22 };

const colourOf = (change: number, isTotal: boolean) =>
  isTotal ? 'series-2' : change < 0 ? 'series-4' : 'series-5';

interface Bar {
  readonly from: number;
  readonly to: number;
  readonly isTotal: boolean;
}

function barsOf(rows: readonly Row[], { value, total }: WaterfallChart): Bar[] {
  let level = 0;
  return rows.map((row) => {
    const isTotal = row[total] === true;
    const from = isTotal ? 0 : level;
    level = from + Number(row[value]);
    return { from, to: level, isTotal };
  });
}
