/**
 * A dashboard is data: Metabase and the page are both made from it. Another panel is one entry here and one
 * view of the same name in `sql/postgres/views/`.
 */
export interface Dashboard {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly panels: readonly Panel[];
}

export interface Panel {
  /** Its view's name. Every view has `run_id` and `dataset`. */
  readonly name: string;
  /** The question it answers. */
  readonly title: string;
  /** How to read it, and what its words mean. */
  readonly description: string;
  /** The answer, told from one row; the title stands in where no row matches. */
  readonly finding?: Finding;
  readonly columns: readonly Column[];
  readonly chart: Chart;
  readonly place: Place;
  /** `order by`, made of the view's columns, complete enough that rows have one order only. */
  readonly order: string;
  /**
   * Rows drawn, or of a table shown, at most; where there are more, the page says so. A table's download has all of
   * them, up to 2,000, or 5,000 of one that is searched; `insiders view` has no bound.
   */
  readonly limit?: number;
  /** What it means that there are no rows. */
  readonly empty?: string;
}

/**
 * A sentence with a figure for each `{column}`, or `{column:format}` where the panel does not list the column.
 * The figures are those of the first row in which `where` is true. `one` is the sentence where the first figure is 1.
 */
export interface Finding {
  readonly text: string;
  readonly one?: string;
  readonly where?: string;
}

export interface Column {
  readonly name: string;
  readonly title: string;
  readonly format: Format;
  /** Drawn in its cell as a bar, the largest value filling it. */
  readonly bar?: boolean;
}

/**
 * `measure` is a figure whose row says its `unit`. `money` is in the run's currency; `percent` of a share 0..1; `times` of a ratio to everybody, where 1 is the
 * same; `score` -1..1; `segment` a segment's name beside its colour, which needs `segment_id` and `is_insiders`.
 */
export const formats = [
  'text',
  'segment',
  'count',
  'number',
  'measure',
  'money',
  'percent',
  'times',
  'score',
  'days',
  'date',
  'flag',
] as const;
export type Format = (typeof formats)[number];

/**
 * How a panel is drawn. Under every drawing the page has the panel's columns as a table, for those who want the
 * figures or cannot see the picture; so all that is plotted is listed among the panel's columns, with its title and
 * format. What only marks a row (`marked`, `chosen`, `dimmed`, `note`) need not be listed.
 */
export type Chart =
  | Cards
  | Table
  | BarChart
  | LineChart
  | ScatterChart
  | GridChart
  | BoxChart
  | HistogramChart
  | TreeChart
  | FlowChart
  | CalendarChart
  | BubbleChart
  | WaterfallChart;

/** The columns of the only row, side by side. */
export interface Cards {
  readonly kind: 'cards';
}

/**
 * `search`: columns in which a customer can be looked up; the first of them names the customer. `link`: a column that
 * names the panel to which the first cell of the row leads.
 */
export interface Table {
  readonly kind: 'table';
  readonly search?: readonly string[];
  readonly link?: string;
}

/**
 * Small drawings side by side, one for each value of a column, in the order of the rows. They share one scale of
 * figures, unless these are `measure`s of different units.
 */
interface Faceted {
  readonly facet?: string;
}

/**
 * A group of bars per row, a bar per value; with `split`, a row per bar: one `values` column, and a series for each
 * value of the split column. Bars lie, so that names have room; `upright` where categories are short or in time.
 * `stacked` puts the bars of a group on top of one another: parts of a whole. Of a split chart one series may be a
 * `line` over the bars, to compare them with: the one of that name, whose rows have `where` true.
 */
export interface BarChart extends Faceted {
  readonly kind: 'bar';
  readonly category: string;
  readonly values: readonly string[];
  readonly split?: string;
  readonly stacked?: boolean;
  readonly upright?: boolean;
  readonly line?: { readonly name: string; readonly where: string };
}

/**
 * A line per value, or with `split` one `values` column and a line for each value of the split column. `x` is a date,
 * a number, or words in the order of the rows. `low` and `high` bound an interval around a single `values` column and
 * may be null where there is none. `marked` is a boolean column: the place on `x` where it is true stands out, such as
 * the size that was elected.
 */
export interface LineChart extends Faceted {
  readonly kind: 'line';
  readonly x: string;
  readonly values: readonly string[];
  readonly split?: string;
  readonly low?: string;
  readonly high?: string;
  readonly marked?: string;
  /** What is said of that place; `chosen` where nothing else is. */
  readonly markedAs?: string;
}

/**
 * One point per row, coloured by segment; needs `segment`, `segment_id` and `is_insiders`. `key` finds the row again
 * in the table that can be searched. `xTitle` and `yTitle` are columns that say what the axes are; without them the
 * axes are not drawn.
 */
export interface ScatterChart extends Faceted {
  readonly kind: 'scatter';
  readonly x: string;
  readonly y: string;
  readonly key: string;
  readonly xTitle?: string;
  readonly yTitle?: string;
}

/**
 * A heat map: a cell per row, `down` by `across`, tinted by `value` from the least to the most. In format `times` by
 * how far from 1; with `signed` by how far from 0, -1 and 1 being strongest (correlations). `chosen` marks the winner,
 * `dimmed` what was ruled out, `note` says why. For retention, migration, correlation, candidates.
 */
export interface GridChart {
  readonly kind: 'grid';
  readonly down: string;
  readonly across: string;
  readonly value: string;
  readonly signed?: boolean;
  readonly chosen?: string;
  readonly dimmed?: string;
  readonly note?: string;
}

/** A box per row: five numbers, least first. Which points the ends stand for is for the description to say. */
export interface BoxChart extends Faceted {
  readonly kind: 'box';
  readonly category: string;
  /** Lower end, lower quartile, median, upper quartile, upper end. */
  readonly five: readonly [string, string, string, string, string];
}

/** A bar per row between two edges; rows are in the order of the edges and each begins where the one before ends. */
export interface HistogramChart extends Faceted {
  readonly kind: 'histogram';
  readonly from: string;
  readonly to: string;
  readonly value: string;
}

/**
 * A dendrogram: a row per merge, two legs at `left` and `right` that end at `leftHeight` and `rightHeight`, and a bar
 * across at `height`.
 */
export interface TreeChart {
  readonly kind: 'tree';
  readonly left: string;
  readonly right: string;
  readonly leftHeight: string;
  readonly rightHeight: string;
  readonly height: string;
}

/**
 * A Sankey diagram of two columns of segments: a row per stream from `from` to `to`, as wide as `value`. Needs
 * `from_position` and `to_position`, the segments' ids, by which they are ordered and coloured, `from_is_insiders` and
 * `to_is_insiders`, and names that no segment of the other side has: `from_node` and `to_node`.
 */
export interface FlowChart {
  readonly kind: 'flow';
  readonly from: string;
  readonly to: string;
  readonly value: string;
}

/** A square per day, tinted by `value`: weeks across, weekdays down, a strip for each year. */
export interface CalendarChart {
  readonly kind: 'calendar';
  readonly day: string;
  readonly value: string;
}

/**
 * A circle per row, as large as `size`; `x` in steps of powers of ten. `name` is written beside those of which
 * `labelled` is true. `base` is a column with one value: a line across `y` to compare with.
 */
export interface BubbleChart {
  readonly kind: 'bubble';
  readonly x: string;
  readonly y: string;
  readonly size: string;
  readonly name: string;
  readonly labelled: string;
  readonly base: string;
}

/**
 * A bar per row in the order of the rows, each beginning where the one before ends; where `total` is true it stands on
 * the ground, and what the others add up to is as high.
 */
export interface WaterfallChart extends Faceted {
  readonly kind: 'waterfall';
  readonly category: string;
  readonly value: string;
  readonly total: string;
}

/** On a grid of 24 columns, from 0. */
export interface Place {
  readonly row: number;
  readonly column: number;
  readonly width: number;
  readonly height: number;
}

export const gridColumns = 24;

/** Narrows every panel whose view has its column. */
export interface Filter {
  readonly name: string;
  readonly title: string;
  readonly column: string;
  readonly kind: 'word' | 'date';
}
