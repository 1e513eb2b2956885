import type { CustomerPart } from '../../core/features/customer-parts.js';
import { interleave } from '../../core/matrix/interleave.js';
import type { Matrix } from '../../core/matrix/matrix.js';
import type { Engine } from '../engine.js';
import { parquetTable } from '../parquet.js';

/** `customers.parquet`, read so that no more of it than was asked for is in memory. Row i is customer i. */
export interface CustomerTable {
  count(): Promise<number>;
  /** Float64Array (nRows × nFeatures), row-major, NaN where unknown; of the rows given, rising, or of all. */
  features(names: readonly string[], rows: Int32Array | CustomerPart | 'all'): Promise<Matrix>;
  /** Rows with the greatest and the least values of each feature, so many of each; some more than once. */
  extremes(names: readonly string[], count: number): Promise<number[]>;
  /** Float64Array (nCustomers), NaN where unknown. */
  column(name: string): Promise<Float64Array>;
  ids(part: CustomerPart): Promise<string[]>;
}

export function customerTable(engine: Engine, path: string): CustomerTable {
  const table = parquetTable(path, ', file_row_number = true');
  return {
    async count() {
      const [row] = await engine.query<{ customers: number }>(`select count(*) as customers from ${table}`);
      return row!.customers;
    },
    async features(names, rows) {
      const selected = names.map((name) => `${name}::double as ${name}`).join(', ');
      const [where, values] = whereRows(rows);
      const columns = await engine.columns(
        `select ${selected} from ${table} ${where} order by file_row_number`,
        values,
      );
      return interleave(columns, names);
    },
    async extremes(names, count) {
      const ends = names.flatMap((name) =>
        ['asc', 'desc'].map(
          (order) =>
            `(select file_row_number as row from ${table} where ${name} is not null order by ${name} ${order}, file_row_number limit ${count})`,
        ),
      );
      const rows = await engine.query<{ row: number }>(ends.join(' union all '));
      return rows.map(({ row }) => row);
    },
    async column(name) {
      const columns = await engine.columns(`select ${name}::double as ${name} from ${table}`);
      return columns[name]!;
    },
    async ids(part) {
      const [where] = whereRows(part);
      const rows = await engine.query<{ customer_id: string }>(
        `select customer_id from ${table} ${where} order by file_row_number`,
      );
      return rows.map(({ customer_id }) => customer_id);
    },
  };
}

function whereRows(rows: Int32Array | CustomerPart | 'all'): [where: string, values: string[]] {
  if (rows === 'all') return ['', []];
  if (rows instanceof Int32Array) {
    const listed = `select unnest(from_json($1, '["bigint"]'))`;
    return [`where file_row_number in (${listed})`, [JSON.stringify(Array.from(rows))]];
  }
  return [`where file_row_number >= ${rows.from} and file_row_number < ${rows.to}`, []];
}
