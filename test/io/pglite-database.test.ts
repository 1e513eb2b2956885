import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDiskStore } from '../../io/disk-store.js';
import { openPglite } from '../../io/pglite-database.js';
import { describeDatabase } from './database.contract.js';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'insiders-pglite-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

describeDatabase('PGlite', async () => {
  const store = openDiskStore(join(home, 'store'));
  return { store, database: await openPglite(join(home, 'postgres'), { store }) };
});
