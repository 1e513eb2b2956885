import type { BarChart, LineChart, Panel } from '../dashboards/dashboard.js';
import type { Row } from './read-rows.js';
import { colourOf } from './swatch.js';

/** What one key of a legend stands for: a line, or the bars of one colour. */
export interface Series {
  readonly title: string;
  /** A colour of the style sheet. */
  readonly colour: string;
  /** The column with its figures. */
  readonly value: string;
  readonly rows: readonly Row[];
  /** Drawn as a line over bars. */
  readonly isLine?: boolean;
}

/** One series per value, or per word of the column that splits the rows, in the order of the rows. */
export function seriesOf({ columns }: Panel, chart: BarChart | LineChart, rows: readonly Row[]): Series[] {
  const { split, values } = chart;
  // The first colour is too faint for a line, and for bars that have no other beside them.
  const first = chart.kind === 'line' || (split === undefined && values.length === 1) ? 2 : 1;
  const columnOf = (name: string) => columns.find((column) => column.name === name)!;
  if (split === undefined) {
    return values.map((value, i) => ({
      title: columnOf(value).title,
      colour: seriesColour(first + i),
      value,
      rows,
    }));
  }
  const areSegments = columnOf(split).format === 'segment';
  const isLine = ([row]: readonly Row[]) =>
    chart.kind === 'bar' && chart.line !== undefined && row![chart.line.where] === true;
  return groupRows(rows, split).map((group, i) => ({
    title: String(group[0]![split]),
    colour: isLine(group) ? 'line-over' : areSegments ? colourOf(group[0]!) : seriesColour(first + i),
    value: values[0]!,
    rows: group,
    isLine: isLine(group),
  }));
}

/** Colours in the style sheet; after the last they begin again. */
const nColours = 6;
const seriesColour = (i: number) => `series-${((i - 1) % nColours) + 1}`;

/** Rows of the same value together, groups in the order in which they first come. */
export function groupRows(rows: readonly Row[], column: string): Row[][] {
  const groups = new Map<unknown, Row[]>();
  for (const row of rows) {
    const group = groups.get(row[column]);
    if (group) group.push(row);
    else groups.set(row[column], [row]);
  }
  return [...groups.values()];
}

/** How a line is stroked, by its place: what colours tell apart is told apart without them. */
export const dashOf = (i: number): 'solid' | 'dashed' | 'dotted' =>
  (['solid', 'dashed', 'dotted'] as const)[i % 3]!;
