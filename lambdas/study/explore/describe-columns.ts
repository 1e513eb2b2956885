import type { TableRows } from '../../../core/csv/table-csv.js';
import type { Engine } from '../../../io/engine.js';

const described = [
  ...['invoice_id', 'stock_code', 'description', 'quantity', 'ordered_at', 'unit_price', 'amount'],
  ...['customer_id', 'country'],
];
const numeric = ['quantity', 'unit_price', 'amount'];

/** Every column of the order lines as they were read and of the purchases that were kept, in one pass over each. */
export async function describeColumns(engine: Engine, uploads: readonly string[]): Promise<TableRows> {
  const select = described.map(figuresOf).join(',\n');
  const read = uploads.map((table) => `select ${described.join(', ')} from ${table}`).join(' union all ');
  const [before] = await engine.query<Figures>(`select count(*) as lines, ${select} from (${read})`);
  const [after] = await engine.query<Figures>(`select count(*) as lines, ${select} from purchases`);
  const stages = [
    ['read', before!],
    ['kept', after!],
  ] as const;
  return {
    table: 'column_figures',
    columns: ['position', 'stage', 'column_name', 'lines', ...measures],
    rows: stages.flatMap(([stage, figures]) =>
      described.map((name, index) => ({
        position: index + 1,
        stage,
        columnName: name,
        lines: figures.lines,
        ...measuresOf(figures, name),
      })),
    ),
  };
}

type Figures = Readonly<Record<string, number | null>>;

const measures = [
  ...['missing', 'distinct_values', 'least', 'lower_quartile', 'median', 'mean', 'upper_quartile'],
  ...['most', 'std'],
];

/** Quartiles are values of the column, so that they are the same however the engine splits its work. */
function figuresOf(name: string): string {
  const value = `cast(${name} as double)`;
  // As one aggregate, which sorts the column once.
  const quartile = (place: 1 | 2 | 3) =>
    `cast(quantile_disc(${name}, [0.25, 0.5, 0.75])[${place}] as double)`;
  const figures = numeric.includes(name)
    ? [
        `cast(min(${name}) as double)`,
        quartile(1),
        quartile(2),
        // Sums of exact decimals do not depend on the order of the rows.
        `cast(sum(${name}) as double) / nullif(count(${name}), 0)`,
        quartile(3),
        `cast(max(${name}) as double)`,
        `round(stddev_samp(${value}), 6)`,
      ]
    : Array.from({ length: 7 }, () => 'cast(null as double)');
  return [`count(*) - count(${name})`, `count(distinct ${name})`, ...figures]
    .map((figure, i) => `${figure} as ${name}_${measures[i]}`)
    .join(', ');
}

const measuresOf = (figures: Figures, name: string) => ({
  missing: figures[`${name}_missing`],
  distinctValues: figures[`${name}_distinct_values`],
  least: figures[`${name}_least`],
  lowerQuartile: figures[`${name}_lower_quartile`],
  median: figures[`${name}_median`],
  mean: figures[`${name}_mean`],
  upperQuartile: figures[`${name}_upper_quartile`],
  most: figures[`${name}_most`],
  std: figures[`${name}_std`],
});
