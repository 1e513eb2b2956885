// node dist/prepare-database.mjs FOLDER: puts an empty, migrated database there, for a quick first start.
import { cp } from 'node:fs/promises';
import { preparedDatabase } from '../io/prepared-database.js';
import { migrations } from '../sql/postgres/migrations.js';
import { views } from '../sql/postgres/views.js';

const prepared = await preparedDatabase('.cache', { migrations, views });
await cp(prepared, process.argv[2]!, { recursive: true });
