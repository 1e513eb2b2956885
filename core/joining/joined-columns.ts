import { singular } from './table-names.js';

/** Names that say little beside those of other tables. */
const generic =
  /^(id|name|date|time|status|state|type|title|code|number|created|updated|created_?at|updated_?at|description|note|total|amount|value)$/i;

/** A table as it takes part in a join. */
export interface JoinedTable {
  readonly name: string;
  readonly headers: readonly string[];
  /** The column that others find it by: they have it already. Null for the lines. */
  readonly key: string | null;
}

/** A column of the result. */
export interface JoinedColumn {
  /** Position of its table. */
  readonly table: number;
  readonly column: string;
  readonly as: string;
}

/**
 * The columns of joined tables, each key once. A name that says little beside those of other tables, or is taken,
 * gets its table's before it: `customer_name`.
 */
export function joinedColumns(tables: readonly JoinedTable[]): JoinedColumn[] {
  const taken = new Set<string>();
  return tables.flatMap(({ name, headers, key }, table) =>
    headers
      .filter((header) => header !== key)
      .map((column) => {
        const isPlain = key === null ? !/^id$/i.test(column) : !generic.test(column);
        const long = `${singular(name)}_${column}`;
        let as = isPlain && !taken.has(column.toLowerCase()) ? column : long;
        for (let i = 2; taken.has(as.toLowerCase()); i++) as = `${long}_${i}`;
        taken.add(as.toLowerCase());
        return { table, column, as };
      }),
  );
}
