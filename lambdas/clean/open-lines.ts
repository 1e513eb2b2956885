import { type OrderLineColumn, orderLineColumns } from '../../core/orders/order-line.js';
import type { Engine } from '../../io/engine.js';
import { parquetTable } from '../../io/parquet.js';

/** What a column is in a lake file that was written before there was one. */
const before: Partial<Record<OrderLineColumn, string>> = { part_no: '0', is_refund: 'false' };

/**
 * Makes the view `order_lines`: every line of the uploads, with `upload_seq`.
 * @param files the uploads' Parquet files in order of arrival
 */
export async function openLines(engine: Engine, files: readonly string[]): Promise<void> {
  const uploads = await Promise.all(
    files.map(async (file, i) => {
      const table = parquetTable(file);
      const there = new Set(
        (await engine.query<{ column_name: string }>(`describe from ${table}`)).map(
          ({ column_name }) => column_name,
        ),
      );
      const columns = Object.entries(orderLineColumns).map(([column, type]) => {
        if (there.has(column)) return `cast(${column} as ${type}) as ${column}`;
        return `cast(${before[column as OrderLineColumn] ?? 'null'} as ${type}) as ${column}`;
      });
      return `select ${i + 1} as upload_seq, ${columns.join(', ')} from ${table}`;
    }),
  );
  await engine.run(`create view uploaded_lines as ${uploads.join(' union all ')}`);
}
