import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDiskStore } from '../../io/disk-store.js';
import { addPublished, previousRun } from '../../io/published-runs.js';

test('a run is compared with the one published before it, however often either is published again', async () => {
  const home = await mkdtemp(join(tmpdir(), 'insiders-published-'));
  const store = openDiskStore(home);
  expect(await previousRun(store, 'shop', 'a')).toBeNull();
  for (const run of ['a', 'b', 'a', 'b', 'c', 'a']) await addPublished(store, 'shop', run);
  expect(await previousRun(store, 'shop', 'a')).toBeNull();
  expect(await previousRun(store, 'shop', 'b')).toBe('a');
  expect(await previousRun(store, 'shop', 'c')).toBe('b');
  expect(await previousRun(store, 'shop', 'new')).toBe('c');
  expect(await previousRun(store, 'other', 'new')).toBeNull();
  await rm(home, { recursive: true });
});
