import { copyFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { PGlite, type Transaction as PgliteTransaction, types } from '@electric-sql/pglite';
import type { Database, Queryable, SqlValue, Transaction } from './database.js';
import { damagedDatabase, startTrouble, troubleOf } from './database-trouble.js';
import { type FolderLockOptions, lockFolder } from './folder-lock.js';
import { numberedValues } from './numbered-values.js';
import type { ObjectStore } from './object-store.js';
import { quotedName } from './quoted-name.js';

export interface PgliteOptions extends FolderLockOptions {
  /** Where `importCsv` finds its objects. */
  readonly store: Pick<ObjectStore, 'read'>;
  /** A closed database folder to begin with: copying it takes a tenth of the time of making one. */
  readonly prepared?: string;
}

/**
 * PostgreSQL in this process, in a folder of its own. The first start takes up to some seconds, so begin it before
 * the database is needed.
 *
 * @throws UserError `FolderInUse`, `DamagedDatabase`
 */
export async function openPglite(
  folder: string,
  { store, prepared, ...lockOptions }: PgliteOptions,
): Promise<Database> {
  await mkdir(dirname(folder), { recursive: true });
  const lock = await lockFolder(folder, lockOptions);
  try {
    if (!(await exists(folder))) await createFolder(folder, prepared);
    const pglite = await startExisting(folder);
    return pgliteDatabase(pglite, { store, folder }, async () => {
      await pglite.close();
      await lock.release();
    });
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function startExisting(folder: string): Promise<PGlite> {
  // Without it PGlite makes an empty database in place of what is there.
  if (!(await exists(join(folder, 'PG_VERSION')))) throw damagedDatabase(folder, 'PG_VERSION is missing');
  return start(folder).catch(async (error) => {
    throw await startTrouble(error, folder);
  });
}

/** The folder appears whole or not at all, whenever this is interrupted. */
async function createFolder(folder: string, prepared: string | undefined): Promise<void> {
  const unfinished = `${folder}.new`;
  await rm(unfinished, { recursive: true, force: true });
  if (prepared !== undefined && (await exists(prepared))) await copyFolder(prepared, unfinished);
  else await (await start(unfinished)).close();
  await rename(unfinished, folder);
}

/** What keeps a folder in a package that would otherwise be empty. */
const keeper = '.keep';

/** Without the looks that `cp` takes at each file, which for hundreds of small ones last longer than the copying. */
async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyFolder(source, target);
    else if (entry.name !== keeper) copyFileSync(source, target);
  }
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

const asText = (text: string) => text;

/**
 * Of a function's WebAssembly so many bytes are run before V8 compiles it with its slow, optimising compiler. With the
 * usual ones a run's few seconds of PostgreSQL spend more time on being compiled than that saves.
 */
const tieringBudget = { usual: 1_800_000, postgres: 200_000_000 };

/** What is compiled meanwhile has the same budget: it is the process's, and given to a module when that is made. */
async function start(folder: string): Promise<PGlite> {
  setFlagsFromString(`--wasm-tiering-budget=${tieringBudget.postgres}`);
  try {
    return await create(folder);
  } finally {
    setFlagsFromString(`--wasm-tiering-budget=${tieringBudget.usual}`);
  }
}

async function create(folder: string): Promise<PGlite> {
  const pglite = await PGlite.create(folder, {
    parsers: {
      [types.INT8]: Number,
      [types.NUMERIC]: Number,
      [types.DATE]: asText,
      [types.TIMESTAMP]: asText,
      [types.TIMESTAMPTZ]: asText,
    },
  });
  await pglite.exec(`set timezone to 'UTC'`);
  return pglite;
}

interface Place {
  readonly store: PgliteOptions['store'];
  readonly folder: string;
}

function pgliteDatabase(pglite: PGlite, place: Place, close: () => Promise<void>): Database {
  let closing: Promise<void> | undefined;
  const inWords = (error: unknown) => {
    throw troubleOf(error, place.folder);
  };
  return {
    ...queryable(pglite, inWords),
    transaction: (work) =>
      pglite.transaction((open) => work(pgliteTransaction(open, place, inWords))).catch(inWords),
    close() {
      closing ??= close();
      return closing;
    },
  };
}

type InWords = (error: unknown) => never;

function queryable(connection: PGlite | PgliteTransaction, inWords: InWords): Queryable {
  return {
    async query<Row extends object>(sql: string, named = {}) {
      const { sql: numbered, values } = numberedValues(sql, named);
      const paramTypes = values.map(typeOf);
      const { rows } = await connection.query<Row>(numbered, [...values], { paramTypes }).catch(inWords);
      return rows;
    },
  };
}

/** As the Data API types them: what holds here without a cast holds there. 0 leaves it to PostgreSQL. */
function typeOf(value: SqlValue): number {
  if (value === null) return 0;
  if (typeof value === 'boolean') return types.BOOL;
  if (typeof value === 'string') return types.TEXT;
  return Number.isSafeInteger(value) ? types.INT8 : types.FLOAT8;
}

function pgliteTransaction(open: PgliteTransaction, { store }: Place, inWords: InWords): Transaction {
  return {
    ...queryable(open, inWords),
    async importCsv(table, columns, key) {
      const blob = new Blob([await store.read(key)]);
      const target = `${quotedName(table)} (${columns.map(quotedName).join(', ')})`;
      const copy = `copy ${target} from '/dev/blob' with (format csv, header match)`;
      const { rowCount } = await open.query(copy, [], { blob });
      return rowCount!;
    },
  };
}
