import type { Chart, Panel } from '../../dashboards/dashboard.js';
import { formatColumn } from '../format-figure.js';
import type { Row } from '../read-rows.js';
import { colour, openChart, textStyle } from './open-chart.js';

type Bars = Extract<Chart, { kind: 'bar' }>;

/** Groups of horizontal bars, the first row on top, each bar with its figure at its end. */
export function drawBars(
  box: HTMLElement,
  panel: Panel,
  { category, values }: Bars,
  rows: readonly Row[],
  currency: string | null,
): void {
  const series = values.map((name, i) => {
    const format = panel.columns.find((column) => column.name === name)!.format;
    const figures = rows.map((row) => Number(row[name]));
    const write = formatColumn(figures, format, currency);
    return {
      type: 'bar' as const,
      barMaxWidth: 18,
      barGap: '15%',
      barCategoryGap: '38%',
      data: rows.map((row, j) => ({ value: figures[j]!, itemStyle: { color: barColour(row, i) } })),
      label: {
        ...textStyle,
        show: true,
        position: 'right' as const,
        formatter: ({ value }: { value: unknown }) => write(Number(value)),
      },
      emphasis: { disabled: true },
      cursor: 'default',
    };
  });
  openChart(box).setOption({
    animation: false,
    textStyle,
    grid: { left: 0, right: 56, top: 0, bottom: 0, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: { type: 'value', show: false, min: 0 },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map((row) => String(row[category])),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...textStyle, width: 132, overflow: 'break', lineHeight: 17, margin: 14 },
    },
    series,
  });
}

const barColour = (row: Row, i: number) =>
  colour(row.is_insiders === true ? `insiders-${i + 1}` : `series-${i + 1}`);
