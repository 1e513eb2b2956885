import { axisColumns, markColumns, plottedColumns } from './chart-columns.js';
import {
  type Dashboard,
  type Filter,
  type Format,
  formats,
  gridColumns,
  type LineChart,
  type Panel,
  type Place,
} from './dashboard.js';
import { findingFigures } from './finding-parts.js';
import { formatColumns } from './format-columns.js';

/** View name -> column name -> PostgreSQL type, as in `information_schema.columns.data_type`. */
export type ViewColumns = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * What is wrong with the dashboards, a sentence each: a view or column that is not there, a chart that cannot be
 * drawn, places that overlap. Empty when all is well.
 */
export function checkDashboards(
  dashboards: readonly Dashboard[],
  filters: readonly Filter[],
  views: ViewColumns,
): string[] {
  const panels = dashboards.flatMap((dashboard) => dashboard.panels);
  return [
    ...repeats(dashboards.map(({ name }) => name)).map((name) => `two dashboards are named ${name}`),
    ...repeats(panels.map(({ name }) => name)).map((name) => `two panels are named ${name}`),
    ...repeats([
      ...new Set(dashboards.map(({ name }) => name)),
      ...new Set(panels.map(({ name }) => name)),
    ]).map((name) => `a dashboard and a panel are named ${name}`),
    ...panels.flatMap((panel) =>
      checkPanel(panel, views[panel.name]).map((text) => `${panel.name}: ${text}`),
    ),
    ...dashboards.flatMap((dashboard) => checkPlaces(dashboard.panels)),
    ...filters
      .filter(({ column }) => !panels.some(({ name }) => views[name]?.[column]))
      .map(({ name, column }) => `filter ${name}: no view has a column ${column}`),
  ];
}

function checkPanel(panel: Panel, types: Readonly<Record<string, string>> | undefined): string[] {
  if (!types) return ['there is no such view'];
  const missing = [...namedColumns(panel)].filter((column) => !types[column]);
  const shown = new Set(panel.columns.map(({ name }) => name));
  const unshown = plottedColumns(panel.chart).filter((column) => !shown.has(column));
  return [
    ...missing.map((column) => `the view has no column ${column}`),
    ...repeats(panel.columns.map(({ name }) => name)).map((column) => `the column ${column} is listed twice`),
    ...unshown.map((column) => `the ${panel.chart.kind} plots ${column}, which is not among its columns`),
    ...misformatted(panel, types),
    ...undrawable(panel, types),
  ];
}

/** Every column of the view that the panel speaks of. */
function namedColumns({ columns, chart, finding, order }: Panel): Set<string> {
  const sorted = order.split(',').map((term) => term.trim().split(' ')[0]!);
  return new Set([
    'run_id',
    'dataset',
    ...columns.map(({ name }) => name),
    ...formatColumns(columns),
    ...plottedColumns(chart),
    ...markColumns(chart),
    ...(finding ? findingFigures(finding).map(({ column }) => column) : []),
    ...(finding?.where ? [finding.where] : []),
    ...sorted,
  ]);
}

const numeric = /^(smallint|integer|bigint|numeric|double precision|real)$/;
const dated = /^(date|timestamp)/;
const numericFormats: readonly Format[] = [
  'count',
  'number',
  'measure',
  'money',
  'percent',
  'times',
  'score',
  'days',
];

/** Formats and axes that the column's type cannot bear. */
function misformatted(panel: Panel, types: Readonly<Record<string, string>>): string[] {
  const figures = [
    ...panel.columns.map(({ name, format }) => ({ column: name, format })),
    ...(panel.finding ? findingFigures(panel.finding).filter(({ format }) => format) : []),
  ] as { column: string; format: Format }[];
  return [
    ...figures
      .filter(({ column, format }) => types[column] && !canShow(format, types[column]))
      .map(({ column, format }) => `${column} is ${types[column]} and cannot be shown as ${format}`),
    ...axisColumns(panel.chart)
      .filter((column) => types[column] && !numeric.test(types[column]))
      .map((column) => `${column} is ${types[column]} and cannot be an axis of a ${panel.chart.kind}`),
  ];
}

function canShow(format: Format, type: string): boolean {
  if (numericFormats.includes(format)) return numeric.test(type);
  if (format === 'date') return dated.test(type);
  return format === 'flag' ? type === 'boolean' : formats.includes(format);
}

/** Charts that are made of sound columns and still cannot be drawn. */
function undrawable({ chart, columns }: Panel, types: Readonly<Record<string, string>>): string[] {
  if (chart.kind !== 'line' && chart.kind !== 'bar') return [];
  const formatsUsed = new Set(
    axisColumns(chart).map((name) => columns.find((column) => column.name === name)?.format),
  );
  return [
    ...(formatsUsed.size > 1 ? [`the ${chart.kind} has figures of several formats on one axis`] : []),
    ...(chart.split !== undefined && chart.values.length !== 1
      ? [`the ${chart.kind} is split by ${chart.split} and can have one value only`]
      : []),
    ...(chart.kind === 'bar' && chart.line !== undefined && chart.split === undefined
      ? ['the bar has a line, which is a series, and is not split']
      : []),
    ...(chart.kind === 'line' ? undrawableLine(chart, types) : []),
  ];
}

function undrawableLine(
  { low, high, values, marked }: LineChart,
  types: Readonly<Record<string, string>>,
): string[] {
  const hasInterval = low !== undefined || high !== undefined;
  return [
    ...(hasInterval && (low === undefined || high === undefined || values.length !== 1)
      ? ['an interval needs low, high and one value']
      : []),
    ...(marked !== undefined && types[marked] && types[marked] !== 'boolean'
      ? [`${marked} is ${types[marked]} and cannot mark a place`]
      : []),
  ];
}

function checkPlaces(panels: readonly Panel[]): string[] {
  const outside = panels.filter(({ place: { row, column, width, height } }) => {
    const isWhole = [row, column, width, height].every(Number.isInteger);
    return !isWhole || row < 0 || column < 0 || width < 1 || height < 1 || column + width > gridColumns;
  });
  const pairs = panels.flatMap((one, i) => panels.slice(i + 1).map((other) => [one, other] as const));
  return [
    ...outside.map(({ name }) => `${name}: its place is not on the grid of ${gridColumns} columns`),
    ...pairs
      .filter(([one, other]) => overlaps(one.place, other.place))
      .map(([one, other]) => `${one.name} and ${other.name} overlap`),
  ];
}

const overlaps = (a: Place, b: Place) =>
  a.column < b.column + b.width &&
  b.column < a.column + a.width &&
  a.row < b.row + b.height &&
  b.row < a.row + a.height;

const repeats = (names: readonly string[]) => [
  ...new Set(names.filter((name, i) => names.indexOf(name) !== i)),
];
