import type { PGlite } from '@electric-sql/pglite';
import type { Login } from '../../io/read-login.js';
import { DataApiError } from './data-api-error.js';
import { isPassword } from './scram-check.js';

/** As on Aurora the master user owns the database and makes roles and databases, but is no superuser. */
export const master = 'insiders';

export async function makeMaster(pglite: PGlite): Promise<void> {
  await pglite.exec(`
    create role ${master} login createrole createdb;
    alter database postgres owner to ${master};
    -- Aurora lets its master user set it, too.
    grant set on parameter session_replication_role to ${master};`);
}

/** From here on statements run as this user. @throws DataApiError where PostgreSQL would not let it in */
export async function signIn(pglite: PGlite, login: Login | undefined): Promise<void> {
  await signOut(pglite);
  if (login) await checkLogin(pglite, login);
  await pglite.exec(`set session authorization "${login?.user ?? master}"`);
}

/** Statements run as the superuser again, whom no secret signs in. (`reset` does nothing in an embedded PostgreSQL.) */
export const signOut = (pglite: PGlite) => pglite.exec('set session authorization postgres');

async function checkLogin(pglite: PGlite, { user, password }: Login): Promise<void> {
  const { rows } = await pglite.query<{ verifier: string; mayConnect: boolean }>(
    `select rolpassword as verifier, has_database_privilege(oid, current_database(), 'connect') as "mayConnect"
    from pg_authid where rolcanlogin and rolname = $1`,
    [user],
  );
  const refuse = (reason: string) => new DataApiError('BadRequestException', `FATAL: ${reason}`);
  if (!rows[0] || !isPassword(password, rows[0].verifier)) {
    throw refuse(`password authentication failed for user "${user}"`);
  }
  if (!rows[0].mayConnect) throw refuse('permission denied for database "postgres"');
}
