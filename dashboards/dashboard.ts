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
  /** Rows shown at most; where there are more, the page says so. */
  readonly limit?: number;
  /** What it means that there are no rows. */
  readonly empty?: string;
}

/**
 * A sentence with a figure for each `{column}`, or `{column:format}` where the panel does not list the column.
 * The figures are those of the first row in which `where` is true.
 */
export interface Finding {
  readonly text: string;
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

export type Chart =
  /** The columns of the only row, side by side. */
  | { readonly kind: 'cards' }
  /** `search`: columns in which a customer can be looked up. */
  | { readonly kind: 'table'; readonly search?: readonly string[] }
  /** One group of bars per row. */
  | { readonly kind: 'bar'; readonly category: string; readonly values: readonly string[] }
  /** One point per row, coloured by segment; `key` finds the row again in the table that can be searched. */
  | { readonly kind: 'scatter'; readonly x: string; readonly y: string; readonly key: string }
  /** A cell per row; `chosen` marks the winner, `dimmed` what was ruled out, `note` says why. */
  | {
      readonly kind: 'grid';
      readonly down: string;
      readonly across: string;
      readonly value: string;
      readonly chosen?: string;
      readonly dimmed?: string;
      readonly note?: string;
    };

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
