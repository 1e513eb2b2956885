import { migrations } from '../sql/postgres/migrations.js';
import { views } from '../sql/postgres/views.js';
import type { Database } from './database.js';
import { migrate } from './migrate.js';
import { openPglite, type PgliteOptions } from './pglite-database.js';
import { makeQueryRole } from './query-role.js';

/** PostgreSQL on one machine, up to date. On AWS the deployment migrates. */
export async function openLocalDatabase(folder: string, options: PgliteOptions): Promise<Database> {
  const database = await openPglite(folder, options);
  try {
    await migrate(database, { migrations, views });
    await makeQueryRole(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
