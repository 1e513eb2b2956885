import type { Database } from '../../io/database.js';
import { makeLogin } from '../../io/make-login.js';
import type { Login } from '../../io/read-login.js';
import rights from '../../sql/postgres/rights.sql';

/**
 * Makes the login of the steps, `insiders_steps`, with the password that it has now, and says anew what it may do in a
 * database that is up to date.
 */
export async function makeStepsLogin(database: Database, login: Login): Promise<void> {
  await makeLogin(database, login);
  await database.query(rights);
}
