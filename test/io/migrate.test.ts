import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../io/database.js';
import { openDiskStore } from '../../io/disk-store.js';
import { migrate } from '../../io/migrate.js';
import { migrations } from '../../sql/postgres/migrations.js';
import { views } from '../../sql/postgres/views.js';
import { openTestDatabase } from './open-test-database.js';

let home: string;
let database: Database;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'insiders-migrate-'));
  database = await openTestDatabase(home, openDiskStore(join(home, 'store')));
});
afterAll(async () => {
  await database.close();
  await rm(home, { recursive: true, force: true });
});

const names = migrations.map(({ name }) => name);
const with2 = [
  ...migrations,
  { name: '999_note', text: 'create table note (a int); insert into note values (1);' },
];
const appliedNames = async () =>
  (await database.query('select name from applied_migrations order by number')).map(({ name }) => name);

test('migrating again does nothing', async () => {
  const before = await database.query('select * from applied_migrations');
  await migrate(database, { migrations, views });
  expect(await database.query('select * from applied_migrations')).toEqual(before);
});

test('a migration that fails leaves nothing of itself', async () => {
  const broken = [
    ...migrations,
    { name: '002_broken', text: 'create table half (a int); select * from nowhere;' },
  ];
  await expect(migrate(database, { migrations: broken, views })).rejects.toThrow(/nowhere/);
  expect(await database.query(`select to_regclass('half')::text as half`)).toEqual([{ half: null }]);
  expect(await appliedNames()).toEqual(names);
});

test('a view can lose, gain and rename columns, and views on it follow', async () => {
  const narrow = { name: 'narrow', text: 'create view narrow as select 1 as a, 2 as b;' };
  const upon = { name: 'upon', text: 'create view upon as select * from narrow;' };
  await migrate(database, { migrations, views: [...views, narrow, upon] });
  expect(await database.query('select * from upon')).toEqual([{ a: 1, b: 2 }]);
  const changed = { name: 'narrow', text: `create or replace view narrow as select 'x' as b;` };
  await migrate(database, { migrations, views: [...views, changed, upon] });
  expect(await database.query('select * from upon')).toEqual([{ b: 'x' }]);
  await migrate(database, { migrations, views });
  expect(await database.query(`select to_regclass('narrow')::text as narrow`)).toEqual([{ narrow: null }]);
});

test('views that cannot be made leave those of before', async () => {
  const wrong = [{ name: 'wrong', text: 'create view wrong as select * from nowhere;' }];
  await expect(migrate(database, { migrations, views: wrong })).rejects.toThrow(/nowhere/);
  expect(await database.query('select * from current_runs')).toEqual([]);
});

test('a later migration is applied once, by whoever comes first', async () => {
  await Promise.all([
    migrate(database, { migrations: with2, views }),
    migrate(database, { migrations: with2, views }),
  ]);
  expect(await appliedNames()).toEqual([...names, '999_note']);
  expect(await database.query('select a from note')).toEqual([{ a: 1 }]);
});

test('a database that has more migrations than the files is refused', async () => {
  const refused = migrate(database, { migrations, views });
  await expect(refused).rejects.toMatchObject({ name: 'DatabaseIsNewer' });
  await expect(refused).rejects.toThrow(
    `migration ${names.length + 1} of this database, '999_note', is not among`,
  );
});

test('a migration changed after it was applied is refused', async () => {
  const changed = [...migrations, { name: '999_note', text: 'select 1;' }];
  const refused = migrate(database, { migrations: changed, views });
  await expect(refused).rejects.toMatchObject({ name: 'MigrationMismatch' });
  await expect(refused).rejects.toThrow(
    `migration ${names.length + 1} of this database, '999_note', has another text`,
  );
});
