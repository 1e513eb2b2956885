import { createHash } from 'node:crypto';
import type { Database, Queryable } from '../../io/database.js';
import { migrate } from '../../io/migrate.js';
import { formerTexts } from '../../sql/postgres/former-texts.js';
import { migrations } from '../../sql/postgres/migrations.js';
import { views } from '../../sql/postgres/views.js';
import { loadSmallRun, runId } from '../report/small-run.js';
import { stages } from './stages.js';

type Rows = readonly Record<string, unknown>[];

/** A stage that a database can be found in comes to today's, with what was in it: every one, or those asked for. */
export function describeUpgrades(open: () => Promise<Database>, some = stages): void {
  let database: Database;
  /** Of a database that is made today: what it is made of, and its rows by table. */
  let shape: unknown;
  let rows: Record<string, Rows>;

  beforeAll(async () => {
    database = await open();
    await clear(database);
    await migrate(database, { migrations, views });
    await loadSmallRun(database);
    await database.query(
      `update runs set status = 'succeeded', published_at = '2026-01-01', publication = 1`,
    );
    shape = await shapeOf(database);
    rows = await rowsOf(database);
  }, 120_000);
  afterAll(() => database?.close());

  test('the first texts of migrations are those that are known', () => {
    const firstOf = (name: string) =>
      new Set(
        stages.flatMap((stage) =>
          stage.migrations.filter((one) => one.name === name).map(({ text }) => text),
        ),
      );
    for (const [name, former] of Object.entries(formerTexts)) {
      const today = migrations.find((one) => one.name === name)!.text;
      const texts = [...firstOf(name)].filter((text) => text !== today);
      expect(texts.map((text) => createHash('sha256').update(text).digest('hex'))).toEqual(
        former.map(({ sha256 }) => sha256),
      );
    }
  });

  test.each(
    some.map(
      ({ migrations }) => [migrations.map(({ name }) => name.slice(0, 3)).join(' '), migrations] as const,
    ),
  )(
    'a database with %s, and rows',
    async (_, before) => {
      await clear(database);
      await asOnce(database, before);
      const columns = await columnsOf(database);
      const filled = await fill(database, rows);
      expect(filled).toBeGreaterThan(0.9 * Object.keys(columns).length);
      const rowsBefore = await rowsOf(database);

      await migrate(database, { migrations, views });
      expect(await shapeOf(database)).toEqual(shape);
      const kept = await rowsOf(database);
      const today = await columnsOf(database);
      for (const [table, its] of Object.entries(columns)) {
        const both = its.filter((column) => today[table]!.includes(column));
        expect([table, pick(kept[table]!, both)]).toEqual([table, pick(rowsBefore[table]!, both)]);
      }
      for (const { name } of views) await database.query(`select * from "${name}"`);
      expect(await database.query('select run_id from current_runs')).toEqual([{ run_id: runId }]);
      // What later migrations find for runs that are there.
      const found = await database.query(
        `select (select count(sample_order) from customers) as placed, (select count(*) from silhouette_steps) as steps,
          (select max(publication) from runs) as publication`,
      );
      expect(found).toEqual([{ placed: 12, steps: expect.any(Number), publication: 1 }]);
      expect(Number(found[0]!.steps)).toBeGreaterThan(0);
      const applied = await database.query('select * from applied_migrations');
      await migrate(database, { migrations, views });
      expect(await database.query('select * from applied_migrations')).toEqual(applied);
    },
    60_000,
  );
}

/** What an empty database was told to be, by the program of its day. */
async function asOnce(database: Database, before: (typeof stages)[number]['migrations']): Promise<void> {
  await migrate(database, { migrations: before, views: [] });
}

async function clear(database: Queryable): Promise<void> {
  await database.query('drop schema if exists public cascade');
  await database.query('create schema public');
}

/** Of each table its columns, with type, rules and comment; constraints and indexes. Not the order of the columns. */
const shapeOf = (database: Queryable) =>
  database.query(`
    select * from (
      select format('%s.%s', table_name, column_name) as what,
        format('%s %s %s %s', data_type, is_nullable, column_default,
          col_description(to_regclass(quote_ident(table_name)), ordinal_position::int)) as how
      from information_schema.columns where table_schema = 'public'
      union all
      select conrelid::regclass::text || ' ' || conname, pg_get_constraintdef(oid) from pg_constraint
      where connamespace = 'public'::regnamespace
      union all
      select tablename || ' ' || indexname, indexdef from pg_indexes where schemaname = 'public'
      union all
      select relname, obj_description(oid) from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'v')
    ) as parts
    where what not like 'applied_%'
    order by what collate "C", how collate "C"`);

async function columnsOf(database: Queryable): Promise<Record<string, string[]>> {
  const found = await database.query<{ table: string; columns: string[] }>(
    `select table_name as "table", json_agg(column_name) as columns
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like 'applied_%'
    group by table_name`,
  );
  return Object.fromEntries(found.map(({ table, columns }) => [table, columns]));
}

async function rowsOf(database: Queryable): Promise<Record<string, Rows>> {
  const all: Record<string, Rows> = {};
  for (const table of Object.keys(await columnsOf(database))) {
    const [found] = await database.query<{ rows: Rows }>(
      `select coalesce(json_agg(t order by t::text collate "C"), '[]') as rows from "${table}" as t`,
    );
    all[table] = found!.rows;
  }
  return all;
}

/** What today's rows say in words that the tables did not know then. */
const onceSaid: Readonly<Record<string, object>> = { group_forecasts: { offered: 'model' } };
const checkViolation = '23514';

/** Puts rows into the tables that are there; of a kind that was not known then, none. @returns how many tables had some */
async function fill(database: Queryable, rows: Record<string, Rows>): Promise<number> {
  // Whose rows come first does not matter then.
  await database.query('set session_replication_role = replica');
  const filled = new Set<string>();
  for (const table of Object.keys(await columnsOf(database))) {
    const demanded = await demandedOf(database, table);
    const insert = (row: object) =>
      database
        .query(`insert into "${table}" select (jsonb_populate_record(null::"${table}", :row::jsonb)).*`, {
          row: JSON.stringify(row),
        })
        .then(() => filled.add(table));
    for (const row of rows[table]!) {
      const known = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
      const whole = { ...demanded, ...known };
      await insert(whole)
        .catch(unlessChecked)
        .then((done) => done ?? insert({ ...whole, ...onceSaid[table] }).catch(unlessChecked));
    }
  }
  await database.query('set session_replication_role = default');
  return filled.size;
}

function unlessChecked(error: { readonly code?: string }): undefined {
  if (error.code !== checkViolation) throw error;
}

/** Something for each column that must have a value: today's rows do not have those that went. */
async function demandedOf(database: Queryable, table: string): Promise<Record<string, unknown>> {
  const columns = await database.query<{ name: string; type: string }>(
    `select column_name as name, data_type as type from information_schema.columns
    where table_schema = 'public' and table_name = :table and is_nullable = 'NO'`,
    { table },
  );
  const some = (type: string) =>
    type === 'boolean' ? false : /int|double|numeric/.test(type) ? 0 : '2026-01-01';
  return Object.fromEntries(columns.map(({ name, type }) => [name, some(type)]));
}

/** The columns that were there, of each row, in an order of their own. */
const pick = (rows: Rows, columns: readonly string[]) =>
  rows.map((row) => JSON.stringify(columns.map((name) => row[name]))).sort();
