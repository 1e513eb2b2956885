import type { Database } from '../../io/database.js';
import { makeLogin } from '../../io/make-login.js';
import { quotedName } from '../../io/quoted-name.js';
import type { Login } from '../../io/read-login.js';

export interface Logins {
  /** Owns Metabase's own database, which has the same name, and nothing else. */
  readonly application: Login;
  /** Reads what `insiders_reader` may read. */
  readonly reader: Login;
}

/**
 * Makes the two logins of Metabase, with the passwords that they have now, and Metabase's own database. What is there
 * already is left; can be repeated at any time, also after it was interrupted. Who may enter the database of the orders
 * is decided where that is made.
 */
export async function makeLogins(database: Database, { application, reader }: Logins): Promise<void> {
  for (const login of [application, reader]) await makeLogin(database, login);
  await makeDatabase(database, application.user);
  await database.query(`grant insiders_reader to ${quotedName(reader.user)}`);
  for (const [login, settings] of [
    [application, ofApplication],
    [reader, ofReader],
  ] as const) {
    for (const [name, value] of Object.entries(settings))
      await database.query(`alter role ${quotedName(login.user)} set ${name} = '${value}'`);
  }
}

/**
 * Metabase locks its database while it migrates it, for as long as its session lasts (metabase/metabase 53158). Of a task
 * that is gone without a word PostgreSQL hears after 60 + 3 x 10 s, and lets the next one in.
 */
const ofApplication = {
  tcp_keepalives_idle: '60s',
  tcp_keepalives_interval: '10s',
  tcp_keepalives_count: '3',
} as const;

/**
 * A connection that nobody uses ends, so that it keeps no database awake: Metabase ends its own after five minutes, since
 * its pool may be empty (metabase/metabase 62514), and tries each before it uses it.
 */
const ofReader = {
  default_transaction_read_only: 'on',
  statement_timeout: '5min',
  idle_session_timeout: '10min',
} as const;

/** PostgreSQL lets only a member of a role give something to it. */
async function makeDatabase(database: Database, owner: string): Promise<void> {
  const [found] = await database.query('select 1 as found from pg_database where datname = :owner', {
    owner,
  });
  await database.query(`grant ${quotedName(owner)} to current_user`);
  if (!found) await database.query(`create database ${quotedName(owner)} owner ${quotedName(owner)}`);
  // By itself PostgreSQL lets every login into every database.
  await database.query(`revoke connect, temporary on database ${quotedName(owner)} from public`);
}
