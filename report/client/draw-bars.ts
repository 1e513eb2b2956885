import type { BarChart } from '../../dashboards/dashboard.js';
import type { Cell } from '../format-figure.js';
import type { Row } from '../read-rows.js';
import { groupRows, type Series, seriesOf } from '../series.js';
import {
  axisLabel,
  columnOf,
  type Drawing,
  figureAxis,
  figureWriter,
  labelledGrid,
  rowTip,
  tooltip,
  wordAxis,
} from './drawing.js';
import { colour, openChart, textStyle } from './open-chart.js';

/** Groups of bars, lying with the first row on top or standing with it on the left. */
export function drawBars(drawing: Drawing, chart: BarChart): void {
  const { box, panel, rows } = drawing;
  const { category, stacked = false, upright = false } = chart;
  const groups = groupRows(rows, category);
  const names = groups.map(([row]) => String(row![category]));
  const [value] = chart.values;
  const isLabelled = !stacked && !upright;
  const words = {
    ...wordAxis(names),
    inverse: !upright,
    ...(upright && names.length > namedAtMost ? { axisLabel: { show: false } } : {}),
    ...(upright && names.length > brokenFrom && names.length <= namedAtMost ? wordPerLine : {}),
    ...(upright ? {} : { axisLine: { show: false }, axisLabel: { ...textStyle, ...brokenLines } }),
  };
  const ticks = figureAxis(drawing, value!);
  const figures = isLabelled ? { ...ticks, show: false } : ticks;
  const series = seriesOf(panel, chart, rows);
  openChart(box).setOption({
    animation: false,
    textStyle,
    grid: isLabelled ? { ...labelledGrid, left: 0, right: 56, top: 0, bottom: 0 } : labelledGrid,
    xAxis: upright ? words : figures,
    yAxis: upright ? figures : words,
    tooltip: {
      ...tooltip,
      formatter: ({ data }: { data: { row: Row } }) => rowTip(drawing, data.row),
    },
    series: series.map((one, i) =>
      one.isLine
        ? lineOver(one, groups)
        : {
            type: 'bar',
            ...(stacked ? { stack: 'all' } : {}),
            barMaxWidth: stacked || upright ? 36 : 18,
            barGap: '15%',
            barCategoryGap: upright ? '28%' : '38%',
            data: groups.map((group) =>
              barOf(one, i, group, series.length, columnOf(panel, category).format),
            ),
            label: {
              ...textStyle,
              show: isLabelled,
              position: 'right',
              formatter: labelWriter(figureWriter(drawing, one.value)),
            },
            emphasis: { disabled: true },
            cursor: 'default',
          },
    ),
  });
}

/** What the bars are compared with: a dashed line over them, broken where there is nothing to compare with. */
const lineOver = ({ rows, value, colour: name }: Series, groups: readonly (readonly Row[])[]) => ({
  type: 'line',
  z: 5,
  data: groups.map((group) => {
    const row = group.find((candidate) => rows.includes(candidate));
    return row ? { value: Number(row[value]), row } : null;
  }),
  symbol: 'circle',
  symbolSize: 5,
  lineStyle: { color: colour(name), width: 2, type: 'dashed' },
  itemStyle: { color: colour(name) },
  emphasis: { disabled: true },
  cursor: 'default',
});

/** More bars than this, standing, are a shape rather than so many names. */
const namedAtMost = 40;

/** Names of so many bars stand a word to the line, so that each has room. */
const brokenFrom = 8;
const wordPerLine = {
  axisLabel: {
    ...axisLabel,
    lineHeight: 16,
    hideOverlap: true,
    interval: 0,
    formatter: (name: string) => name.replaceAll(' ', '\n'),
  },
};

const brokenLines = { width: 132, overflow: 'break' as const, lineHeight: 17, margin: 14 };

const labelWriter =
  (write: (value: Cell) => string) =>
  ({ value }: { value: unknown }) =>
    write(Number(value));

/** The series' bar of one group; none where the group has no such row. */
function barOf(series: Series, i: number, group: readonly Row[], nSeries: number, format: string) {
  const row = group.find((candidate) => series.rows.includes(candidate));
  if (!row || row[series.value] === null) return null;
  // Two shades are enough to set the Insiders apart within a chart of segments.
  const isOurs = format === 'segment' && row.is_insiders === true && nSeries <= 2;
  return {
    value: Number(row[series.value]),
    row,
    itemStyle: { color: colour(isOurs ? `insiders-${i + 3 - nSeries}` : series.colour) },
  };
}
