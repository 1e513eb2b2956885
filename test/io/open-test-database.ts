import { join } from 'node:path';
import type { Database } from '../../io/database.js';
import { openLocalDatabase } from '../../io/local-database.js';
import type { ObjectStore } from '../../io/object-store.js';
import { preparedDatabase } from '../../io/prepared-database.js';
import { migrations } from '../../sql/postgres/migrations.js';
import { views } from '../../sql/postgres/views.js';

/** An empty, migrated database below `home`, copied from one that is made once per change of its files. */
export async function openTestDatabase(home: string, store: Pick<ObjectStore, 'read'>): Promise<Database> {
  const prepared = await preparedDatabase('.cache', { migrations, views });
  return openLocalDatabase(join(home, 'postgres'), { store, prepared });
}
