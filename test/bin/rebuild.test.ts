import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { smallDataset } from './small-dataset.js';

const shop = smallDataset();
afterAll(() => shop.remove());
const data = (...parts: string[]) => join(shop.folder, 'out/data', ...parts);
const rowsNow = async () => (await shop.stateOf('out')).rows;
const query = 'select run_id, publication, status from current_runs';
const asked = () => shop.insiders('sql', query, '--json', '--out', 'out');

beforeAll(async () => {
  for (const file of ['a.csv', 'b.csv']) expect(shop.run('out', file).status).toBe(0);
}, 60_000);

const tableFiles = () =>
  readdirSync(data('postgres/base'))
    .flatMap((base) =>
      readdirSync(data('postgres/base', base)).map((name) => data('postgres/base', base, name)),
    )
    .filter((path) => /\/1[6-9]\d{3}$/.test(path) && statSync(path).size > 0);
const overwriteTables = (content: Uint8Array) => {
  for (const path of tableFiles()) writeFileSync(path, content);
};
const removeAll = () => {
  for (const name of readdirSync(data('postgres'))) rmSync(data('postgres', name), { recursive: true });
};

/** What can happen to the files of a database. */
const damages: readonly [string, () => void][] = [
  ['the version overwritten', () => writeFileSync(data('postgres/PG_VERSION'), 'x\n')],
  ['the version gone', () => rmSync(data('postgres/PG_VERSION'))],
  ['the control file empty', () => truncateSync(data('postgres/global/pg_control'))],
  ['the log gone', () => rmSync(data('postgres/pg_wal'), { recursive: true })],
  ['tables cut off', () => overwriteTables(Buffer.alloc(0))],
  ['tables overwritten', () => overwriteTables(Buffer.alloc(8192, 7))],
  ['nothing in it', removeAll],
  ['the folder gone', () => rmSync(data('postgres'), { recursive: true })],
];

test.each(damages)('a database with %s is told of with what to do', (_, damage) => {
  cpSync(data('postgres'), data('kept'), { recursive: true });
  damage();
  const { status, stderr } = asked();
  rmSync(data('postgres'), { recursive: true, force: true });
  cpSync(data('kept'), data('postgres'), { recursive: true });
  rmSync(data('kept'), { recursive: true });
  expect([status, stderr]).toEqual([
    3,
    expect.stringMatching(/database in .* is damaged: .*\n.*insiders rebuild/),
  ]);
});

test('rebuild makes the same rows of the files and runs, and the next run finds them', async () => {
  const before = await rowsNow();
  const answer = asked();
  expect(answer.status).toBe(0);
  rmSync(data('postgres/global'), { recursive: true });
  const run = shop.run('out', 'c.csv');
  expect([run.status, run.stderr]).toEqual([3, expect.stringContaining('insiders rebuild')]);
  const { status, stdout, stderr } = shop.insiders('rebuild', '--out', 'out');
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain('2 of 2 runs are in the database again');
  expect(await rowsNow()).toEqual(before);
  expect(asked().stdout).toBe(answer.stdout);
  expect(readdirSync(data()).sort()).toEqual(['postgres', 'postgres.lock', 'run.lock', 'store', 'temp']);
  // What was refused has left no trace.
  expect(existsSync(data('temp')) && readdirSync(data('temp'))).toEqual([]);
  expect(readFileSync(data('store/lake/shop/manifest.json'), 'utf8')).not.toContain('c.csv');
}, 60_000);

test('a run that cannot be loaded is named, and the others are there', () => {
  const [first] = JSON.parse(readFileSync(data('store/lake/shop/manifest.json'), 'utf8')).runs;
  rmSync(data('store/runs', first.runId, 'profile'), { recursive: true });
  const { status, stderr } = shop.insiders('rebuild', '--out', 'out');
  expect([status, stderr]).toEqual([3, expect.stringContaining(first.runId)]);
  const { stdout, stderr: note } = asked();
  expect(JSON.parse(stdout)).toHaveLength(1);
  expect(note).toContain('missing in the database: 1 published run');
}, 60_000);
