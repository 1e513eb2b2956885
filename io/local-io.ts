import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from './database.js';
import { openDiskStore } from './disk-store.js';
import { withDuckdb } from './duckdb-engine.js';
import type { StepIo } from './step-io.js';

export interface LocalIo extends StepIo {
  close(): Promise<void>;
}

/**
 * A step's world on one machine: objects in `<home>/store`, PostgreSQL in `<home>/postgres`.
 * The database is opened when it is first asked for.
 */
export function openLocalIo(home: string, progress: StepIo['progress'] = () => {}): LocalIo {
  const store = openDiskStore(join(home, 'store'));
  const tempRoot = join(home, 'temp');
  let opened: Promise<Database> | undefined;
  return {
    store,
    progress,
    async withEngine(work) {
      await mkdir(tempRoot, { recursive: true });
      return withDuckdb(work, { tempRoot });
    },
    database() {
      opened ??= openDatabase(home, store);
      return opened;
    },
    async close() {
      await (await opened)?.close();
    },
  };
}

/** Loaded when it is needed: most steps, and every worker, never touch the database. */
async function openDatabase(home: string, store: StepIo['store']): Promise<Database> {
  const { openPglite } = await import('./pglite-database.js');
  return openPglite(join(home, 'postgres'), { store });
}
