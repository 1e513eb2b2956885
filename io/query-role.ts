import type { Database, Queryable, Transaction } from './database.js';

/**
 * In an embedded PostgreSQL every session is the superuser's, who may have files written. Whoever only asks does so as
 * this role, which reads everything and can do nothing else: no files, no programs, no large objects. It cannot become
 * another role: a statement is one statement, and what would run more within it (blocks of plpgsql, `set_config`, the
 * view that calls it) is nobody's but the superuser's.
 */
const role = 'insiders_query';

const makeRole = [
  `create role ${role}`,
  `grant pg_read_all_data to ${role}`,
  'revoke usage on language plpgsql from public',
  'revoke execute on function set_config(text, text, boolean) from public',
  'revoke update on pg_settings from public',
];

/** Makes the role where it is not there yet. */
export async function makeQueryRole(database: Database): Promise<void> {
  const [found] = await database.query('select 1 from pg_roles where rolname = :role', { role });
  if (found) return;
  await database.transaction(async (transaction) => {
    for (const statement of makeRole) await transaction.query(statement);
  });
}

/** Runs one statement that somebody else has written, which may read and nothing else. */
export const queryOnly = <Row extends object>(database: Database, statement: string): Promise<Row[]> =>
  asReader(database, (transaction) => transaction.query<Row>(statement));

/** The same for no more than its first rows: the others are not made. What is no query is refused. */
export const queryFirst = <Row extends object>(
  database: Database,
  statement: string,
  mostRows: number,
): Promise<Row[]> =>
  asReader(database, async (transaction) => {
    await transaction.query(`declare asked no scroll cursor for ${statement}`);
    return transaction.query<Row>(`fetch ${mostRows} from asked`);
  });

const asReader = <T>(database: Database, work: (transaction: Transaction) => Promise<T>): Promise<T> =>
  database.transaction(async (transaction) => {
    await transaction.query('set transaction read only');
    await transaction.query(`set local role ${role}`);
    return work(transaction);
  });

/** From here on whatever is asked of the database only reads, until it is closed. */
export async function onlyRead(database: Queryable): Promise<void> {
  await database.query('set default_transaction_read_only = on');
  await database.query(`set role ${role}`);
}
