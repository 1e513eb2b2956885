import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from './database.js';
import { openDiskStore } from './disk-store.js';
import type { DuckdbOptions } from './duckdb-engine.js';
import type { ObjectStore } from './object-store.js';
import type { PgliteOptions } from './pglite-database.js';
import type { StepIo } from './step-io.js';

export interface LocalIoOptions {
  readonly database?: Omit<PgliteOptions, 'store'> & {
    /** Done once, with the database that was just opened. */
    readonly onOpen?: (database: Database, store: ObjectStore) => Promise<void>;
  };
  /** The database's folder in `home` (default `postgres`). */
  readonly databaseFolder?: string;
  /** Where engines spill to (default `<home>/temp`, which a run sweeps). */
  readonly tempRoot?: string;
  /** What DuckDB may take of the machine. */
  readonly engine?: Pick<DuckdbOptions, 'memoryLimitMb' | 'threads'>;
}

export interface LocalIo extends StepIo {
  /**
   * Makes the query that an engine runs fail, and lets no engine begin another, nor a run be committed: to be called
   * before the process or thread ends early, because DuckDB aborts the process when that happens during a query.
   */
  interrupt(): void;
  close(): Promise<void>;
}

/**
 * A step's world on one machine: objects in `<home>/store`, PostgreSQL in `<home>/postgres`.
 * The database is opened when it is first asked for.
 */
export function openLocalIo(
  home: string,
  progress: StepIo['progress'] = () => {},
  {
    database = {},
    engine = {},
    databaseFolder = 'postgres',
    tempRoot = join(home, 'temp'),
  }: LocalIoOptions = {},
): LocalIo {
  const disk = openDiskStore(join(home, 'store'));
  let opened: Promise<Database> | undefined;
  const interruption = new AbortController();
  const store: ObjectStore = {
    ...disk,
    // What commits a run.
    async writeIf(key, body, expectedVersion) {
      interruption.signal.throwIfAborted();
      return disk.writeIf(key, body, expectedVersion);
    },
  };
  return {
    store,
    progress,
    async withEngine(work) {
      // Loading DuckDB takes as long as a small step; a command or a worker that asks nothing does not wait for it.
      const { withDuckdb } = await import('./duckdb-engine.js');
      await mkdir(tempRoot, { recursive: true });
      return withDuckdb(work, { ...engine, tempRoot, signal: interruption.signal });
    },
    database() {
      // Who held it when it was first asked for may have let go of it since.
      opened ??= openDatabase(join(home, databaseFolder), store, database).catch((error) => {
        opened = undefined;
        throw error;
      });
      return opened;
    },
    interrupt() {
      interruption.abort();
    },
    async close() {
      await (await opened?.catch(() => undefined))?.close();
    },
  };
}

/** Loaded when it is needed: most steps, and every worker, never touch the database. */
async function openDatabase(
  folder: string,
  store: StepIo['store'],
  { onOpen, ...options }: NonNullable<LocalIoOptions['database']>,
): Promise<Database> {
  const { openLocalDatabase } = await import('./local-database.js');
  const database = await openLocalDatabase(folder, { store, ...options });
  try {
    await onOpen?.(database, store);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
