import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../io/database.js';
import { openDiskStore } from '../../io/disk-store.js';
import { openPglite } from '../../io/pglite-database.js';
import { describeDatabase } from './database.contract.js';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'insiders-pglite-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

describe('PGlite', () => {
  let database: Database;
  afterAll(() => database.close());

  describeDatabase(async () => {
    const store = openDiskStore(join(home, 'store'));
    database = await openPglite(join(home, 'postgres'), { store });
    return { store, database };
  });

  test('a header that names other columns is refused', async () => {
    const store = openDiskStore(join(home, 'store'));
    await store.write('swapped.csv', 'b,a\n1,2\n');
    await database.query('create table swapped (a int, b int)');
    const load = database.transaction((transaction) =>
      transaction.importCsv('swapped', ['a', 'b'], 'swapped.csv'),
    );
    await expect(load).rejects.toThrow(/header/);
  });
});

describe('an embedded database', () => {
  const store = { read: () => Promise.reject(new Error('nothing is read here')) };

  test('begins with a copy of the prepared folder, keeps its rows, and lets go of its folder when closed', async () => {
    const prepared = join(home, 'postgres');
    const folder = join(home, 'copied', 'postgres');
    const first = await openPglite(folder, { store, prepared });
    await first.query('create table kept as select 1 as a');
    expect(await first.query('select name from imported where id = 3')).toEqual([{ name: '' }]);
    await first.close();

    const again = await openPglite(folder, { store, waitSeconds: 0 });
    expect(await again.query('select a from kept')).toEqual([{ a: 1 }]);
    await again.close();
    // The file that the kernel locks stays; nobody is named as its owner.
    expect(await readdir(`${folder}.lock`)).toEqual(['held']);
  });

  test('refuses a folder that is open already, at once where no waiting is wanted', async () => {
    const folder = join(home, 'twice', 'postgres');
    const first = await openPglite(folder, { store, prepared: join(home, 'postgres') });
    await expect(openPglite(folder, { store, waitSeconds: 0 })).rejects.toMatchObject({
      name: 'FolderInUse',
    });
    await first.close();
  });
});
