import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lakeVersion } from '../../../core/orders/order-line.js';
import { defaultRules } from '../../../core/rules/rules.js';
import { lakeKey, manifestKey, publishedKey, runKey, uploadKey } from '../../../core/runs/keys.js';
import type { Plan } from '../../../core/runs/plan.js';
import { type LocalIo, openLocalIo } from '../../../io/local-io.js';
import { readJson } from '../../../io/read-json.js';
import { setAside } from '../../../io/set-aside.js';
import { plan } from '../../../lambdas/plan/plan.js';

let home: string;
let io: LocalIo;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'insiders-plan-'));
  io = openLocalIo(home);
});
afterEach(() => rmSync(home, { recursive: true }));

const startedAt = '2026-01-01T00:00:00.000Z';
const drop = async (name: string, content: string) => {
  const key = uploadKey('shop', name);
  await io.store.write(key, content);
  return key;
};
const planned = (more: object = {}) => plan({ dataset: 'shop', startedAt, ...more }, io);
const commit = (...uploadIds: string[]) =>
  io.store.write(
    manifestKey('shop'),
    JSON.stringify({ version: 2, uploads: uploadIds.map((uploadId) => ({ uploadId })), runs: [] }),
  );
const refuse = (uploadId: string) =>
  setAside(io.store, 'shop', { uploadId, file: 'x', runId: 'r', error: 'NoRows', message: 'none' });

test('more new files than may pass from state to state are an error that says what to do', async () => {
  const objects = Array.from({ length: 3000 }, (_, i) => ({
    key: `uploads/shop/orders-of-the-day-${i}.csv`,
    size: 1,
    version: `${i}`.padStart(16, '0'),
    modifiedAt: new Date(0),
  }));
  Object.assign(io.store, { list: async () => objects });
  const refused = { name: 'TooManyFiles', remedy: expect.stringContaining('Join them') };
  await expect(planned()).rejects.toMatchObject(refused);
  objects.length = 1000;
  expect((await planned()).files).toHaveLength(1000);
});

test('plans every upload that is not in the dataset yet, in order of arrival', async () => {
  await drop('b.csv', 'first');
  await new Promise((resolve) => setTimeout(resolve, 20));
  await drop('a.csv', 'second');
  const both = await planned();
  expect(both.files.map(({ key }) => key)).toEqual(['uploads/shop/b.csv', 'uploads/shop/a.csv']);
  await commit(both.files[0]!.uploadId);
  expect((await planned()).files.map(({ key }) => key)).toEqual(['uploads/shop/a.csv']);
});

test('the same bytes under two names are one upload', async () => {
  await drop('a.csv', 'same');
  await drop('copy of a.csv', 'same');
  expect((await planned()).files).toHaveLength(1);
});

test('folders, empty, hidden and unfinished objects are no uploads', async () => {
  for (const name of ['empty.csv', '.hidden.csv', '~lock.csv', '_SUCCESS', 'x.csv.tmp', 'x.part']) {
    await drop(name, name === 'empty.csv' ? '' : name);
  }
  await expect(planned()).rejects.toMatchObject({ name: 'NothingToRead' });
});

test('a file that is named is read again, though the dataset has it, and keeps its place', async () => {
  const key = await drop('a.csv', 'one');
  const { uploadId } = (await planned()).files[0]!;
  await commit('0123456789abcdef', uploadId);
  const again = await planned({ files: [key] });
  expect(again.files).toHaveLength(1);
  const { uploads } = await readJson<Plan>(io.store, runKey(again.runId, 'plan', 'plan.json'));
  expect(uploads).toEqual(['0123456789abcdef', uploadId]);
});

test('a file that was refused is not planned by itself, and by its name it is', async () => {
  const bad = await drop('bad.csv', 'bad');
  const good = await drop('good.csv', 'good');
  const { files } = await planned();
  await refuse(files.find(({ key }) => key === bad)!.uploadId);
  expect((await planned()).files.map(({ key }) => key)).toEqual([good]);
  expect((await planned({ files: [bad] })).files.map(({ key }) => key)).toEqual([bad]);
});

test('a refused file is planned again once it was dropped again, or has changed', async () => {
  await drop('bad.csv', 'bad');
  await refuse((await planned()).files[0]!.uploadId);
  await expect(planned()).rejects.toMatchObject({ name: 'NothingToRead' });
  await new Promise((resolve) => setTimeout(resolve, 20));
  await drop('bad.csv', 'bad');
  expect((await planned()).files).toHaveLength(1);
  await refuse((await planned()).files[0]!.uploadId);
  await drop('bad.csv', 'mended');
  expect((await planned()).files).toHaveLength(1);
});

test('read by other rules a file has another identity, so that what was read of it before stays', async () => {
  const key = await drop('a.csv', 'one');
  const { uploadId } = (await planned()).files[0]!;
  await commit(uploadId, '0123456789abcdef');
  const other = await planned({ files: [key], rules: { reading: { dateOrder: 'mdy' } } });
  const [file] = other.files;
  expect(file!.uploadId).not.toBe(uploadId);
  expect(file!.uploadId.slice(0, 16)).toBe(uploadId.slice(0, 16));
  const { uploads } = await readJson<Plan>(io.store, runKey(other.runId, 'plan', 'plan.json'));
  expect(uploads).toEqual([file!.uploadId, '0123456789abcdef']);
});

test('the manifest of an earlier version is read with its list of runs', async () => {
  await io.store.write(manifestKey('shop'), JSON.stringify({ version: 1, uploads: [{ uploadId: 'u1' }] }));
  await io.store.write(publishedKey('shop'), JSON.stringify({ version: 1, runs: ['r1', 'r2'] }));
  const { runId } = await planned();
  const stored = await readJson<Plan>(io.store, runKey(runId, 'plan', 'plan.json'));
  expect(stored).toMatchObject({ uploads: ['u1'], previousRunId: 'r2' });
});

test('a manifest of a later version is refused by name', async () => {
  await io.store.write(manifestKey('shop'), JSON.stringify({ version: 3, uploads: [] }));
  await expect(planned()).rejects.toMatchObject({ name: 'FolderIsNewer' });
});

test('the identity of a run is its rules and its uploads in order, not when it started', async () => {
  const [a, b] = [await drop('a.csv', 'one'), await drop('b.csv', 'two')];
  const first = await planned({ files: [a, b] });
  expect(first.runId).toMatch(/^shop-[0-9a-f]{10}$/);
  expect((await planned({ files: [a, b], startedAt: '2027-05-05T00:00:00.000Z' })).runId).toBe(first.runId);
  expect((await planned({ files: [a, b], rules: { seed: 42 } })).runId).toBe(first.runId);
  expect((await planned({ files: [b, a] })).runId).not.toBe(first.runId);
  expect((await planned({ files: [a, b], rules: { seed: 1 } })).runId).not.toBe(first.runId);
});

test('stores the complete rules: those given, those of the dataset, or the defaults', async () => {
  const key = await drop('a.csv', 'one');
  const rulesOf = async (more: object) =>
    (
      await readJson<Plan>(
        io.store,
        runKey((await planned({ files: [key], ...more })).runId, 'plan', 'plan.json'),
      )
    ).rules;
  expect(await rulesOf({})).toEqual(defaultRules);
  await io.store.write('rules/shop.yaml', 'currency: GBP');
  expect((await rulesOf({})).currency).toBe('GBP');
  expect((await rulesOf({ rules: { currency: 'EUR' } })).currency).toBe('EUR');
});

test('the scaled features are made even where no model looks at them', async () => {
  await drop('a.csv', 'one');
  const { spaces, candidates } = await planned({
    rules: { segmentation: { spaces: ['pca'], models: ['kmeans'] } },
  });
  expect(spaces.map(({ space }) => space)).toEqual(['scaled', 'pca']);
  expect(candidates.map(({ space, model }) => [space, model])).toEqual([['pca', 'kmeans']]);
});

test.each(['', 'Shop', '../up', 'a b', 'x'.repeat(41), '-x'])(
  'refuses %j as the name of a dataset',
  async (dataset) => {
    await expect(plan({ dataset, startedAt }, io)).rejects.toMatchObject({ name: 'InvalidDataset' });
  },
);

test('an upload that is not there, wrong rules and an unknown rule are refused by name', async () => {
  await expect(planned({ files: ['uploads/shop/x.csv'] })).rejects.toMatchObject({ name: 'UploadNotFound' });
  await drop('a.csv', 'one');
  await expect(planned({ rules: { sead: 1 } })).rejects.toMatchObject({ name: 'InvalidRules' });
});

test('an upload whose lines lie in an earlier lake is read again, where its file is still there', async () => {
  await drop('a.csv', 'first');
  await drop('b.csv', 'second');
  const { files } = await planned();
  const [a, b] = files.map(({ uploadId }) => `${uploadId.slice(0, 16)}-00000000`);
  for (const [i, uploadId] of [a!, b!].entries())
    await io.store.write(lakeKey('shop', uploadId, 'json'), JSON.stringify({ key: files[i]!.key }));
  const uploads = [
    { uploadId: a, lake: lakeVersion },
    { uploadId: b, lake: lakeVersion - 1 },
    { uploadId: '0123456789abcdef-00000000' },
  ];
  await io.store.write(manifestKey('shop'), JSON.stringify({ version: 2, uploads, runs: [] }));
  const again = await planned();
  expect(again.files.map(({ key }) => key)).toEqual(['uploads/shop/b.csv']);
  const { uploads: counted } = await readJson<Plan>(io.store, runKey(again.runId, 'plan', 'plan.json'));
  expect(counted).toEqual([a, files[1]!.uploadId, '0123456789abcdef-00000000']);
});
