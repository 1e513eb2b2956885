import type { Database } from '../../io/database.js';
import { makeLogin } from '../../io/make-login.js';
import type { Login } from '../../io/read-login.js';
import rights from '../../sql/postgres/rights-api.sql';

/** Makes the login of those who ask over HTTP, `insiders_api`, with the password that it has now: it only reads. */
export async function makeApiLogin(database: Database, login: Login): Promise<void> {
  await makeLogin(database, login);
  await database.query(rights);
}
