import { randomBytes } from 'node:crypto';
import type { Database } from './database.js';
import { quotedName } from './quoted-name.js';
import type { Login } from './read-login.js';
import { scramVerifier } from './scram-verifier.js';

/**
 * Makes a login, or gives it the password that it has now where it is there already. It may nothing by itself. Can be
 * repeated at any time, also after it was interrupted.
 */
export async function makeLogin(database: Database, { user, password }: Login): Promise<void> {
  const [found] = await database.query('select 1 as found from pg_roles where rolname = :user', { user });
  if (!found) await database.query(`create role ${quotedName(user)}`);
  const verifier = scramVerifier(password, { salt: randomBytes(16) });
  await database.query(`alter role ${quotedName(user)} login connection limit 50 password '${verifier}'`);
}
