import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { headline, showAnswer } from '../../bin/terminal/show-answer.js';
import { readRunDocument, type StoredRunDocument } from '../../core/runs/read-run-document.js';
import { runInsiders } from './run-insiders.js';

const fixtures = 'test/fixtures/earlier';
const folder = mkdtempSync(join(tmpdir(), 'insiders-earlier-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const insiders = (words: string) => runInsiders(words.split(' '), { cwd: folder, env: {} });
/** @returns what `insiders sql` gives, as a table */
const ask = async (out: string, sql: string) => {
  const { stdout, status } = await runInsiders(['sql', sql, '--out', out], { cwd: folder, env: {} });
  expect(status).toBe(0);
  return stdout;
};
const totals = `select count(*) as customers, sum(gross_revenue) as revenue, sum(invoices) as invoices
  from customers where run_id in (select run_id from current_runs)`;

/** A folder of results as that version left it, without its database. */
function unpack(version: string): string {
  const data = join(folder, version, 'data');
  mkdirSync(data, { recursive: true });
  execFileSync('tar', ['-xzf', `${fixtures}/${version}.tar.gz`, '-C', data]);
  return join(data, 'store');
}
const runIn = (store: string) => {
  const [runId] = execFileSync('ls', [join(store, 'runs')], { encoding: 'utf8' }).split('\n');
  const file = join(store, 'runs', runId!, 'publish/run.json');
  return { runId: runId!, document: JSON.parse(readFileSync(file, 'utf8')) as StoredRunDocument };
};

let truth: string;
beforeAll(async () => {
  writeFileSync(join(folder, 'later.csv'), gunzipSync(readFileSync(`${fixtures}/later-orders.csv.gz`)));
  // The same two files, read by this version alone.
  const store = unpack('2026-11-22');
  writeFileSync(join(folder, 'first.csv'), readFileSync(join(store, 'uploads/shop/small-jan.csv')));
  rmSync(join(folder, '2026-11-22'), { recursive: true });
  for (const file of ['first.csv', 'later.csv']) {
    expect((await insiders(`run ${file} --dataset shop --out today`)).status).toBe(0);
  }
  truth = await ask('today', totals);
}, 180_000);

describe.each([
  ['2026-11-22', /there is no model of a run/],
  ['2026-11-30', /the model has format version 1; this program reads version \d/],
])('what the version of %s has left', (version, refusal) => {
  let store: string;
  beforeAll(() => {
    store = unpack(version);
  });

  test('is a run.json that is told without a gap', () => {
    const { document } = runIn(store);
    const told = showAnswer(readRunDocument(document), 'out', { today: '2026-12-01' });
    expect(told).not.toMatch(/undefined|NaN|null/);
    expect(told).toContain('Promise: not measured by the version that made this run.');
    expect(told).toContain(headline(readRunDocument(document)));
  });

  test('is a model that is refused by name', async () => {
    const { runId } = runIn(store);
    const { stderr, status } = await insiders(`assign later.csv --out ${version} --run ${runId}`);
    expect(status).toBe(3);
    expect(stderr).toMatch(refusal);
  });

  // The first version did not list its runs: there is nothing to bring back, only files to read.
  test('is a run whose rows are not made again where a file of it is gone, and that is named', async () => {
    const { runId } = runIn(store);
    const { stdout, stderr, status } = await insiders(`rebuild --out ${version}`);
    if (version === '2026-11-22')
      return expect([stdout, status]).toEqual(['0 of 0 runs are in the database again\n', 0]);
    expect(status).toBe(3);
    expect(stderr).toMatch(new RegExp(`could not be loaded: ${runId} .*\\n.*another version of the program`));
  });

  test('is files that count: later ones come to them, and it is as if this version had read them all', async () => {
    const { stdout, stderr, status } = await insiders(`run later.csv --dataset shop --out ${version}`);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(stdout).toContain('Insiders');
    expect(await ask(version, totals)).toBe(truth);
    const listed = await insiders(`uploads --out ${version} --json`);
    expect(JSON.parse(listed.stdout)).toMatchObject([
      { file: 'small-jan.csv', state: 'counted' },
      { file: 'later.csv', state: 'counted' },
    ]);
    expect((await insiders(`assign later.csv --out ${version}`)).status).toBe(0);
  }, 180_000);
});

test('a document that says more than its reader knows keeps it', () => {
  const document = runIn(unpack('2026-11-30')).document;
  expect(readRunDocument({ ...document, currency: 'EUR', notes: ['So.'] })).toMatchObject({
    currency: 'EUR',
    notes: ['So.'],
  });
});
