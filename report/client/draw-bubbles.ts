import type { BubbleChart } from '../../dashboards/dashboard.js';
import { formatFigure } from '../format-figure.js';
import type { Row } from '../read-rows.js';
import { columnOf, type Drawing, figureAxis, labelledGrid, rowTip, tooltip } from './drawing.js';
import { colour, openChart, textStyle } from './open-chart.js';

/** Circles whose areas are as their sizes, the largest below, so that no small one is hidden. */
export function drawBubbles(drawing: Drawing, { x, y, size, name, labelled, base }: BubbleChart): void {
  const { box, panel, rows, currency } = drawing;
  const most = Math.max(...rows.map((row) => Number(row[size])));
  const titleOf = (column: string) => columnOf(panel, column).title;
  const axisName = {
    nameLocation: 'middle' as const,
    nameTextStyle: { ...textStyle, color: colour('soft') },
  };
  // The first are the largest; on a phone few names have room.
  const named = new Set(
    rows.filter((row) => row[labelled] === true).slice(0, box.clientWidth < 560 ? 3 : undefined),
  );
  const middle = Math.sqrt(rangeOf(rows.map((row) => Number(row[x]))).reduce((a, b) => a * b));
  const baseline = Number(rows[0]![base]);
  openChart(box).setOption({
    animation: false,
    textStyle,
    grid: { ...labelledGrid, left: 28, bottom: 26, top: 20, right: 24 },
    xAxis: {
      ...wholeAxis(drawing, x),
      type: 'log',
      logBase: 2,
      ...powersOfTwo(rows.map((row) => Number(row[x]))),
      name: titleOf(x),
      nameGap: 28,
      ...axisName,
    },
    yAxis: { ...figureAxis(drawing, y), name: titleOf(y), nameGap: 44, ...axisName },
    tooltip: { ...tooltip, formatter: ({ data }: { data: { row: Row } }) => rowTip(drawing, data.row) },
    series: [
      {
        type: 'scatter',
        data: rows.map((row) => ({
          value: [Number(row[x]), Number(row[y])],
          row,
          label: { position: Number(row[x]) > middle ? 'left' : 'right' },
        })),
        symbolSize: (_: unknown, { data }: { data: { row: Row } }) =>
          6 + 38 * Math.sqrt(Math.max(0, Number(data.row[size])) / most),
        // A colour that lets through, so that what is written is not faint as well.
        itemStyle: { color: `color-mix(in srgb, ${colour('series-3')} 45%, transparent)` },
        label: {
          ...textStyle,
          fontSize: 12,
          show: true,
          width: 150,
          overflow: 'truncate',
          formatter: ({ data }: { data: { row: Row } }) =>
            named.has(data.row) ? String(data.row[name]) : '',
        },
        labelLayout: { hideOverlap: true },
        emphasis: { disabled: true },
        cursor: 'default',
        markLine: {
          silent: true,
          symbol: 'none',
          animation: false,
          data: [{ yAxis: baseline }],
          lineStyle: { color: colour('insiders'), width: 1.5, type: 'dashed' },
          label: {
            ...textStyle,
            color: colour('insiders'),
            position: 'insideStartTop',
            formatter: `all products: ${formatFigure(baseline, 'percent', currency)}`,
          },
        },
      },
    ],
  });
}

const rangeOf = (values: readonly number[]) => [Math.min(...values), Math.max(...values)] as const;

/** The ends of an axis that is marked at 1, 2, 4, 8 and so on. */
function powersOfTwo(values: readonly number[]) {
  const [least, most] = rangeOf(values);
  return { min: 2 ** Math.floor(Math.log2(0.9 * least)), max: 2 ** Math.ceil(Math.log2(1.1 * most)) };
}

/** Its marks are written in full: 1,024 shortened to 1.02k would be no rounder. */
function wholeAxis(drawing: Drawing, name: string) {
  const axis = figureAxis(drawing, name);
  return {
    ...axis,
    axisLabel: { ...axis.axisLabel, formatter: (value: number) => formatFigure(value, 'count', null) },
  };
}
