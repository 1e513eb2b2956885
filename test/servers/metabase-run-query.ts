import type { Database } from '../../io/database.js';
import type { StoredDatabase, StoredQuery, StoredTag } from './metabase-state.js';

/** A filter's value, as a dashboard sends it. */
export interface QueryParameter {
  readonly type: string;
  readonly target: readonly ['dimension', readonly ['template-tag', string]];
  readonly value: string | readonly string[] | null;
}

/** Rows that Metabase gives of a table at most. */
const mostRows = 2000;

/** Runs a card's SQL with its filters as the role that Metabase has; a failure is an answer, too. */
export async function runQuery(
  query: StoredQuery,
  parameters: readonly QueryParameter[],
  database: StoredDatabase,
  postgres: Database,
): Promise<object> {
  try {
    const sql = substitute(query, parameters, database);
    const rows = await postgres.transaction(async (transaction) => {
      await transaction.query('set local role insiders_reader');
      return transaction.query(sql);
    });
    const cols = Object.keys(rows[0] ?? {}).map((name) => ({ name }));
    const data = { rows: rows.slice(0, mostRows).map((row) => Object.values(row)), cols };
    return { status: 'completed', row_count: data.rows.length, data };
  } catch (error) {
    return { status: 'failed', error: `ERROR: ${(error as Error).message}`, row_count: 0 };
  }
}

/** A `[[…]]` part stands only where all of its filters have a value; a bare filter without one is true. */
function substitute(
  { sql, tags }: StoredQuery,
  parameters: readonly QueryParameter[],
  database: StoredDatabase,
): string {
  const conditions = new Map<string, string>();
  for (const { type, target, value } of parameters) {
    const tag = tags.find(({ name }) => name === target[1][1]);
    if (!tag) throw new Error(`there is no template tag ${target[1][1]}`);
    if (type !== tag['widget-type']) throw new Error(`${type} is no value for ${tag['widget-type']}`);
    if (value !== null && value.length > 0)
      conditions.set(tag.name, conditionOf(tag, [value].flat(), database));
  }
  return sql
    .replaceAll(/\[\[(.*?)\]\]/gs, (_, part: string) =>
      [...part.matchAll(/\{\{(\w+)\}\}/g)].every(([, name]) => conditions.has(name!)) ? part : '',
    )
    .replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => conditions.get(name) ?? '1 = 1');
}

function conditionOf(tag: StoredTag, values: string[], database: StoredDatabase): string {
  const table = database.tables.find(({ fields }) => fields.some(({ id }) => id === tag.fieldId))!;
  const field = table.fields.find(({ id }) => id === tag.fieldId)!;
  const column = `"public"."${table.name}"."${field.name}"`;
  if (tag['widget-type'] === 'string/=') return `${column} in (${values.map(literal).join(', ')})`;
  const [from, to = from] = values[0]!.split('~');
  const parts = [from && `${column} >= date ${literal(from)}`, to && `${column} <= date ${literal(to)}`];
  return `(${parts.filter(Boolean).join(' and ')})`;
}

const literal = (value: string) => `'${value.replaceAll("'", "''")}'`;
