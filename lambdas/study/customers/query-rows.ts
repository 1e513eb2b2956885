import { camelCase } from '../../../core/csv/camel-case.js';
import type { Engine } from '../../../io/engine.js';

/** A query's rows with their columns in camelCase, as tables of a study have them. */
export async function queryRows<Row extends object>(
  engine: Engine,
  sql: string,
  values?: readonly unknown[],
): Promise<Row[]> {
  const rows = await engine.query(sql, values);
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([column, value]) => [camelCase(column), value])),
  ) as Row[];
}
