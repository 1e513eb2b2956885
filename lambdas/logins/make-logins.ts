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
  await database.query(`alter role ${quotedName(reader.user)} set default_transaction_read_only = on`);
  await database.query(`alter role ${quotedName(reader.user)} set statement_timeout = '5min'`);
}

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
