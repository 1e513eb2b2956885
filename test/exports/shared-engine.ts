import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withDuckdb } from '../../io/duckdb-engine.js';
import type { Engine } from '../../io/engine.js';
import type { StepIo } from '../../io/step-io.js';

/** An engine that many small pieces of work use one after the other. */
export interface SharedEngine {
  readonly withEngine: StepIo['withEngine'];
  close(): Promise<void>;
}

/**
 * Opens DuckDB once, with one thread: to open it and to wake its threads takes longer than to read a small file. Every
 * piece of work gets a catalog of its own, and leaves neither tables nor files nor settings to the next.
 */
export async function openSharedEngine(): Promise<SharedEngine> {
  let close = () => {};
  const closed = new Promise<void>((resolve) => {
    close = resolve;
  });
  let finished: Promise<void> = Promise.resolve();
  const engine = await new Promise<Engine>((resolve, reject) => {
    finished = withDuckdb(
      async (engine) => {
        resolve(engine);
        await closed;
      },
      { threads: 1 },
    );
    finished.catch(reject);
  });
  return {
    withEngine: oneAfterTheOther(engine),
    async close() {
      close();
      await finished;
    },
  };
}

/** For a suite that reads many small files: one engine, and a folder for the files, until its tests are done. */
export function forAllTests(name: string): {
  readonly folder: string;
  readonly withEngine: StepIo['withEngine'];
} {
  const folder = mkdtempSync(join(tmpdir(), `insiders-${name}-`));
  let shared: SharedEngine;
  beforeAll(async () => {
    shared = await openSharedEngine();
  });
  afterAll(async () => {
    await shared.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { folder, withEngine: (work) => shared.withEngine(work) };
}

function oneAfterTheOther(engine: Engine): StepIo['withEngine'] {
  let last: Promise<unknown> = Promise.resolve();
  let n = 0;
  return (work) => {
    const done = last.then(() => inCatalog(engine, `work_${n++}`, work));
    last = done.catch(() => {});
    return done;
  };
}

async function inCatalog<T>(
  engine: Engine,
  catalog: string,
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  const [settings] = await engine.query<{ folder: string; threads: number }>(
    `select current_setting('temp_directory') as folder, current_setting('threads') as threads`,
  );
  const { folder, threads } = settings!;
  await mkdir(folder, { recursive: true });
  await engine.run(`attach ':memory:' as ${catalog}; use ${catalog}`);
  try {
    return await work(engine);
  } finally {
    await engine.run(`use memory; detach ${catalog}; set threads = ${threads}`);
    await dropTemporary(engine);
    for (const file of await readdir(folder)) await rm(join(folder, file), { recursive: true, force: true });
  }
}

/** Temporary tables and views belong to the connection, not to the catalog. */
async function dropTemporary(engine: Engine): Promise<void> {
  const left = await engine.query<{ statement: string }>(
    `select 'drop table if exists temp.main."' || table_name || '"' as statement from duckdb_tables() where temporary
    union all
    select 'drop view if exists temp.main."' || view_name || '"' from duckdb_views() where temporary and not internal`,
  );
  for (const { statement } of left) await engine.run(statement);
}
