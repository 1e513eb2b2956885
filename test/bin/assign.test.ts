import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '../../core/random/random.js';
import { sampleShop } from '../../core/sample/sample-shop.js';

/** The command line as it is installed: `npm test` builds it first. */
const program = join(__dirname, '../../dist/insiders.js');
const folder = mkdtempSync(join(tmpdir(), 'insiders-assign-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const insiders = (...words: string[]) =>
  spawnSync(process.execPath, [program, ...words], { cwd: folder, encoding: 'utf8', timeout: 120_000 });
const write = (name: string, content: string) => {
  writeFileSync(join(folder, name), content);
  return name;
};
/** Lines of a list by the customer's id, which comes first. */
const readList = (name: string) => {
  const [, ...lines] = readFileSync(join(folder, 'insiders-out', name), 'utf8')
    .trim()
    .split('\n');
  return new Map(lines.map((line) => [line.split(',', 1)[0]!, line]));
};

const orders = write('orders.csv', [...sampleShop({ customers: 150, random: createRandom(3) })].join(''));
// A model that gives the customers it was fitted to exactly the segments that it found.
const rules = write('rules.yaml', 'segmentation: { spaces: [scaled], models: [kmeans] }\n');
const first = insiders('run', orders, '--rules', rules);
const { runId } = JSON.parse(readFileSync(join(folder, 'insiders-out', 'run.json'), 'utf8'));
const model = join(folder, 'insiders-out/data/store/runs', runId, 'profile/model.json');
const features = ['gross_revenue', 'recency_days', 'invoices'];

/** Both lists name the segment, one before and one after what else they tell. */
function expectSegmentsOfTheRun(): void {
  const known = readList('customers.csv');
  const assigned = readList('assigned.csv');
  expect([...assigned.keys()].sort()).toEqual([...known.keys()].sort());
  for (const [id, line] of assigned) {
    const [, segment] = /^[^,]+,\d+,(.*)$/.exec(line)!;
    expect(known.get(id)).toMatch(`${id},${segment},`);
  }
}

test('a run keeps its model', () => {
  expect(first.status).toBe(0);
  expect(JSON.parse(readFileSync(model, 'utf8'))).toMatchObject({
    formatVersion: 3,
    runId,
    dataset: 'orders',
  });
});

test('the orders of the customers it knows give them their segments', () => {
  const { stdout, stderr, status } = insiders('assign', orders);
  expect([stderr, status]).toEqual(['', 0]);
  expect(stdout).toContain(`of run ${runId}`);
  expectSegmentsOfTheRun();
});

test('so does a table with their features, and leaves the dataset as it was', () => {
  const { stderr, status } = insiders('assign', join('insiders-out', 'customers.csv'), '--run', runId);
  expect([stderr, status]).toEqual(['', 0]);
  expectSegmentsOfTheRun();
  expect(existsSync(join(folder, 'insiders-out/data/store/lake/new-customers'))).toBe(false);
});

test('columns may come in any order, unknown values are empty, and a formula is defused', () => {
  const table = write(
    'table.csv',
    `invoices,customer_id,recency_days,gross_revenue\n2,=1+1,,120.5\n1,b,3,80\n`,
  );
  expect(insiders('assign', table).status).toBe(0);
  expect([...readList('assigned.csv').keys()]).toEqual(["'=1+1", 'b']);
});

test.each([
  [
    'columns that are missing are named',
    ['assign', write('few.csv', 'gross_revenue,recency_days\n1,2\n')],
    'few.csv: the table of customers lacks customer_id, invoices',
  ],
  [
    'a cell that is no number is shown with its place',
    ['assign', write('words.csv', `customer_id,${features}\na,1,2,3\nb,1,many,3\nc,1,few,3\n`)],
    "words.csv, line 3, column recency_days: 'many' is no number; there are 2 such cells",
  ],
  ['a file that is neither', ['assign', write('neither.csv', 'x,y\n1,2\n')], 'neither.csv'],
  ['no such run', ['assign', orders, '--run', 'shop-1'], "no model of a run 'shop-1'"],
  ['no results', ['assign', orders, '--out', 'nowhere'], "no results in 'nowhere'"],
])('%s', (_, words, message) => {
  const { stderr, status } = insiders(...words);
  expect(stderr).toContain(message);
  expect(status).toBe(3);
});

test('a damaged model assigns nobody', () => {
  const document = JSON.parse(readFileSync(model, 'utf8'));
  document.segments[0].name = 'Other';
  writeFileSync(model, JSON.stringify(document));
  const { stderr, status } = insiders('assign', orders);
  expect(stderr).toContain('the model is damaged: its document has another checksum than was stored');
  expect(status).toBe(3);
});
