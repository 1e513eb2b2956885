import type { LineChart } from '../../dashboards/dashboard.js';
import { formatFigure, unknown } from '../format-figure.js';
import type { Row } from '../read-rows.js';
import { dashOf, type Series, seriesOf } from '../series.js';
import {
  columnOf,
  type Drawing,
  figureAxis,
  figureWriter,
  labelledGrid,
  tickWriter,
  tipOf,
  tooltip,
  wordAxis,
} from './drawing.js';
import { colour, openChart, textStyle } from './open-chart.js';

/** Few enough points to show each. */
const showsPoints = 16;

/** Lines over dates, numbers or words, each with its interval, and the place on x that stands out. */
export function drawLines(drawing: Drawing, chart: LineChart): void {
  const { box, panel, rows } = drawing;
  const places = [...new Set(rows.map((row) => row[chart.x]!))];
  const kind = axisKind(drawing, chart);
  const series = seriesOf(panel, chart, rows);
  openChart(box).setOption({
    animation: false,
    useUTC: true,
    textStyle,
    grid: { ...labelledGrid, outerBoundsContain: 'all', right: 28, top: chart.marked === undefined ? 8 : 24 },
    xAxis: xAxis(drawing, chart, kind, places.map(String)),
    yAxis: { ...figureAxis(drawing, chart.values[0]!), scale: isFarFromZero(chart, rows) },
    tooltip: {
      ...tooltip,
      trigger: 'axis',
      axisPointer: { type: 'line', lineStyle: { color: colour('nobody'), type: 'solid' } },
      formatter: (points: { value: [unknown, unknown] }[]) =>
        lineTip(drawing, chart, series, kind === 'time' ? points[0]!.value[0] : Number(points[0]!.value[0])),
    },
    series: [
      ...series.flatMap((one) => interval(chart, one, kind)),
      ...series.flatMap((one, i) =>
        stretches(chart, one.rows).map(({ rows: part, isExpected }, at) => ({
          type: 'line',
          data: part.map((row) => [placeOf(row, chart.x, kind), row[one.value]]),
          symbol: 'circle',
          symbolSize: 6,
          showSymbol: places.length <= showsPoints,
          lineStyle: {
            color: colour(one.colour),
            width: one.colour === 'insiders' ? 3 : 2,
            type: isExpected ? 'dashed' : dashOf(i),
          },
          itemStyle: { color: colour(one.colour) },
          emphasis: { disabled: true },
          cursor: 'default',
          ...(i === 0 && at === 0 ? markedLine(chart, rows, kind) : {}),
        })),
      ),
    ],
  });
}

/**
 * A line up to where intervals begin, and from there on what is expected: together one line. Where every point has an
 * interval, or none has, nothing is expected.
 */
function stretches({ low }: LineChart, rows: readonly Row[]) {
  const from = low === undefined ? -1 : rows.findIndex((row) => row[low] !== null);
  if (from <= 0) return [{ rows, isExpected: false }];
  return [
    { rows: rows.slice(0, from), isExpected: false },
    { rows: rows.slice(from - 1), isExpected: true },
  ];
}

type AxisKind = 'time' | 'value' | 'category';

function axisKind({ panel, rows }: Drawing, { x }: LineChart): AxisKind {
  if (columnOf(panel, x).format === 'date') return 'time';
  return rows.every((row) => typeof row[x] === 'number') ? 'value' : 'category';
}

const placeOf = (row: Row, x: string, kind: AxisKind) => (kind === 'value' ? Number(row[x]) : String(row[x]));

function xAxis(drawing: Drawing, { x }: LineChart, kind: AxisKind, words: readonly string[]) {
  const plain = { ...wordAxis(words), boundaryGap: false };
  if (kind === 'category') return plain;
  const { data: _, ...axis } = plain;
  if (kind === 'time')
    return { ...axis, type: 'time', axisLabel: { ...axis.axisLabel, formatter: dateTicks } };
  return {
    ...axis,
    type: 'value',
    name: columnOf(drawing.panel, x).title,
    nameLocation: 'middle',
    nameGap: 26,
    nameTextStyle: axis.axisLabel,
    min: columnOf(drawing.panel, x).format === 'percent' ? 0 : 'dataMin',
    minInterval: columnOf(drawing.panel, x).format === 'count' ? 1 : 0,
    max: 'dataMax',
    splitLine: { show: false },
    axisLabel: { ...axis.axisLabel, formatter: tickWriter(drawing, x) },
  };
}

/** A year where it begins, months between. */
const dateTicks = { year: '{yyyy}', month: '{MMM}', day: '{d} {MMM}' };

/** Where zero is far off, what changes would be a flat line along the top. */
function isFarFromZero({ values, low, high }: LineChart, rows: readonly Row[]): boolean {
  const columns = [...values, low, high].filter((column) => column !== undefined);
  const figures = rows
    .flatMap((row) => columns.map((column) => row[column]))
    .filter((n) => typeof n === 'number');
  return Math.min(...figures) > 0.6 * Math.max(...figures);
}

/** A band between two ends: the lower one unseen, the difference filled above it. */
function interval({ x, low, high }: LineChart, { colour: name, rows }: Series, kind: AxisKind) {
  if (low === undefined || high === undefined) return [];
  const bounded = rows.filter((row) => row[low] !== null && row[high] !== null);
  const band = (data: (row: Row) => number, area: object) => ({
    type: 'line',
    stack: `interval of ${name}`,
    stackStrategy: 'all',
    data: bounded.map((row) => [placeOf(row, x, kind), data(row)]),
    symbol: 'none',
    silent: true,
    tooltip: { show: false },
    lineStyle: { opacity: 0 },
    ...area,
  });
  return [
    band((row) => Number(row[low]), {}),
    band((row) => Number(row[high]) - Number(row[low]), {
      areaStyle: { color: colour(name), opacity: 0.16 },
    }),
  ];
}

function markedLine({ x, marked, markedAs = 'chosen' }: LineChart, rows: readonly Row[], kind: AxisKind) {
  const row = marked === undefined ? undefined : rows.find((candidate) => candidate[marked] === true);
  if (!row) return {};
  return {
    markLine: {
      silent: true,
      symbol: 'none',
      animation: false,
      data: [{ xAxis: placeOf(row, x, kind) }],
      lineStyle: { color: colour('insiders'), width: 2, type: 'solid' },
      label: { ...textStyle, color: colour('insiders'), formatter: markedAs },
    },
  };
}

/** Every series at one place, with its interval. */
function lineTip(drawing: Drawing, chart: LineChart, series: readonly Series[], place: unknown): string {
  const { panel, currency } = drawing;
  const { title, format } = columnOf(panel, chart.x);
  const at = (row: Row) => String(row[chart.x]) === String(place);
  const lines = series.flatMap((one) => {
    const row = one.rows.find(at);
    const write = figureWriter(drawing, one.value);
    if (!row || write(row[one.value]!) === unknown) return [];
    const ends = [chart.low, chart.high].map((end) => (end === undefined ? unknown : write(row[end]!)));
    const between = ends.includes(unknown) ? '' : ` (${ends.join(' to ')})`;
    return [[one.title, `${write(row[one.value]!)}${between}`] as const];
  });
  const row = drawing.rows.find(at);
  return tipOf([[title, formatFigure(row?.[chart.x] ?? null, format, currency)], ...lines]);
}
