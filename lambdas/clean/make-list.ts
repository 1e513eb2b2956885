import type { Engine } from '../../io/engine.js';

/** A table of one column of text, so that no value is ever part of a statement's text. */
export async function makeList(engine: Engine, table: string, values: readonly string[]): Promise<void> {
  await engine.query(`create table ${table} as select unnest(from_json($1, '["varchar"]'))`, [
    JSON.stringify(values),
  ]);
}
