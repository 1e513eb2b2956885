import { markColumns, plottedColumns, wordMarks } from '../dashboards/chart-columns.js';
import type { Format, Panel } from '../dashboards/dashboard.js';
import { findingFigures } from '../dashboards/finding-parts.js';
import { formatColumns } from '../dashboards/format-columns.js';
import type { Cell } from './format-figure.js';

/** A row as the database gives it: decimals may be text, dates objects. */
export type DatabaseRow = Readonly<Record<string, unknown>>;
export type Row = Readonly<Record<string, Cell>>;

/** The columns that a panel needs of its rows. */
export function neededColumns({ columns, chart, finding }: Panel): string[] {
  return [
    ...new Set([
      ...columns.map(({ name }) => name),
      ...formatColumns(columns),
      ...plottedColumns(chart),
      ...markColumns(chart),
      ...(finding ? findingFigures(finding).map(({ column }) => column) : []),
      ...(finding?.where ? [finding.where] : []),
    ]),
  ];
}

/** The rows of a panel with the columns it needs, each as the kind of value that its format asks for. */
export function readRows(panel: Panel, rows: readonly DatabaseRow[]): Row[] {
  const figures = panel.finding ? findingFigures(panel.finding) : [];
  const words = new Set([
    'unit',
    ...wordMarks(panel.chart),
    ...panel.columns.filter(({ format }) => isWord(format)).map(({ name }) => name),
    ...figures.filter(({ format }) => format && isWord(format)).map(({ column }) => column),
  ]);
  const names = neededColumns(panel);
  const places = new Set(panel.chart.kind === 'scatter' ? [panel.chart.x, panel.chart.y] : []);
  return rows.map((row) =>
    Object.fromEntries(
      names.map((name) => {
        const cell = readCell(row[name], words.has(name));
        return [name, places.has(name) && typeof cell === 'number' ? drawn(cell) : cell];
      }),
    ),
  );
}

/** Where a point is drawn, nobody sees more digits; thousands of points would carry them. */
const drawn = (place: number) => Number(place.toPrecision(5));

const isWord = (format: Format) => ['text', 'segment', 'date'].includes(format);

function readCell(value: unknown, isText: boolean): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value;
  if (value instanceof Date) return value.toISOString();
  if (isText) return String(value);
  const number = Number(value);
  return Number.isNaN(number) ? null : number;
}
