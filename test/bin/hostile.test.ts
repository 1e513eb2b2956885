import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createRandom } from '../../core/random/random.js';
import { workbookOf, zipOf } from '../io/reading/zip-of.js';
import { smallDataset } from './small-dataset.js';

/** Whatever the file, a run of it ends in bounded time and memory, with an answer or a clear no. */
const most = { mb: 1500, processorSeconds: 20 };

const shop = smallDataset();
afterAll(() => shop.remove());
const program = join(__dirname, '../../dist/insiders.js');
const fixtures = join(__dirname, '../fixtures/hostile');

/**
 * Written by the process itself at its end: an abort leaves nothing. Its greatest size is Linux's own account where there is
 * one, since the other begins with the size of whoever started it.
 */
const meterSource = `
import { readFileSync, writeFileSync } from 'node:fs';
process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  let kb = maxRSS;
  try {
    kb = Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
  } catch {}
  writeFileSync('meter.json', JSON.stringify({ mb: Math.round(kb / 1024), processorSeconds: (userCPUTime + systemCPUTime) / 1e6 }));
});
`;
const meter = `data:text/javascript,${encodeURIComponent(meterSource)}`;

interface Used {
  readonly mb: number;
  readonly processorSeconds: number;
}

function runOf(file: string) {
  rmSync(join(shop.folder, 'meter.json'), { force: true });
  rmSync(join(shop.folder, 'out'), { recursive: true, force: true });
  const words = ['run', file, '--dataset', 'shop', '--rules', 'rules.yaml', '--out', 'out'];
  const { status, stderr } = spawnSync(process.execPath, ['--import', meter, program, ...words], {
    cwd: shop.folder,
    encoding: 'utf8',
    timeout: 120_000,
  });
  expect([file, status, existsSync(join(shop.folder, 'meter.json'))]).toEqual([
    file,
    expect.any(Number),
    true,
  ]);
  const used = JSON.parse(readFileSync(join(shop.folder, 'meter.json'), 'utf8')) as Used;
  return { status, stderr, ...used };
}

function expectBounded(file: string): void {
  const { status, stderr, mb, processorSeconds } = runOf(file);
  if (process.env.INSIDERS_METER) console.info(file, status, `${mb} MB`, `${processorSeconds.toFixed(1)} s`);
  expect([status, stderr]).toEqual([
    status === 0 ? 0 : 3,
    status === 0 ? '' : expect.stringMatching(/^error: .+\n {7}.+\n$/s),
  ]);
  expect(stderr).not.toMatch(/defect/);
  expect(mb).toBeLessThan(most.mb);
  expect(processorSeconds).toBeLessThan(most.processorSeconds);
}

const files = readdirSync(fixtures).filter((file) => file !== 'README.md');

test.each(files)(
  '%s',
  (file) => {
    copyFileSync(join(fixtures, file), join(shop.folder, file));
    expectBounded(file);
  },
  130_000,
);

const head = 'CustomerID,InvoiceDate,Quantity,UnitPrice,Description\n';
const line = 'A,2020-01-01,1,5,thing\n';
const rowOf = (cells: string) => `<row>${cells}</row>`;
const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const sheet = [
  rowOf(['CustomerID', 'InvoiceDate', 'Quantity', 'UnitPrice'].map(text).join('')),
  ...Array.from({ length: 90 }, (_, i) =>
    rowOf(`${text(`C${i % 30}`)}${text('2020-01-01')}<c><v>1</v></c><c><v>5</v></c>`),
  ),
].join('');

const made: readonly (readonly [kind: string, file: string, content: () => string | Uint8Array])[] = [
  [
    'a workbook of twenty million texts',
    'texts.xlsx',
    () => workbookOf({ s: sheet }, { texts: `<sst>${'<si><t/></si>'.repeat(20_000_000)}</sst>` }),
  ],
  [
    'a row of number 300,000,000',
    'row.xlsx',
    () => workbookOf({ s: `${sheet}<row r="300000000"><c><v>1</v></c></row>` }),
  ],
  [
    'entities within entities',
    'entities.xlsx',
    () => {
      const nested = Array.from(
        { length: 12 },
        (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`,
      ).join('');
      return zipOf({
        '_rels/.rels': `<!DOCTYPE x [<!ENTITY e0 "x">${nested}]><Relationships>&e12;</Relationships>`,
        'xl/workbook.xml': '<workbook/>',
      });
    },
  ],
  ['a gigabyte that packs to a megabyte', 'bomb.csv.gz', () => gzipSync(Buffer.alloc(1 << 30, head + line))],
  [
    'a field of 500 MB',
    'field.csv.gz',
    () => gzipSync(Buffer.concat([Buffer.from(`${head}A,2020-01-01,1,5,"`), Buffer.alloc(500 << 20, 'x')])),
  ],
  ['nothing but zeros', 'zeros.csv', () => Buffer.alloc(200 << 20)],
  ['nothing but quotes', 'quotes.csv', () => head + '"'.repeat(20_000_000)],
  ['nothing but delimiters', 'commas.csv', () => head + ','.repeat(20_000_000)],
  ['nothing but line ends', 'lines.csv', () => head + '\n'.repeat(50_000_000)],
  [
    'a quote that never closes',
    'open.csv',
    () => `${head + line.repeat(40)}A,2020-01-01,1,5,"${line.repeat(1_000_000)}`,
  ],
  ['JSON nested without end', 'deep.json', () => '['.repeat(20_000_000)],
  ['objects nested without end', 'deeper.json', () => '{"a":'.repeat(5_000_000)],
  ['empty objects by the million', 'empty.json', () => `[${'{},'.repeat(40_000_000)}{}]`],
  ['a JSON text of 100 MB', 'long.json', () => `[{"customer":"${'x'.repeat(100 << 20)}"}]`],
  ['bytes by chance', 'chance.csv', () => byChance(5_000_000)],
  [
    'bytes by chance that call themselves Parquet',
    'chance.parquet',
    () => `PAR1${byChance(100_000).toString('latin1')}PAR1`,
  ],
  [
    'bytes by chance that call themselves a workbook',
    'chance.xlsx',
    () => Buffer.concat([Buffer.from('PK\x03\x04'), byChance(100_000)]),
  ],
  [
    'a customer for every line',
    'customers.csv',
    () => head + Array.from({ length: 200_000 }, (_, i) => line.replace('A', `C${i}`)).join(''),
  ],
  [
    'numbers at the edge of what can be counted',
    'edge.csv',
    () =>
      head +
      Array.from(
        { length: 300 },
        (_, i) =>
          `C${i % 40},2020-01-${10 + (i % 20)},${i % 3 ? 1 : 999_999_999},${i % 5 ? 5 : 99_999_999},x\n`,
      ).join(''),
  ],
];

test.each(made)(
  '%s',
  (_, file, content) => {
    writeFileSync(join(shop.folder, file), content());
    expectBounded(file);
    rmSync(join(shop.folder, file));
  },
  130_000,
);

function byChance(n: number): Buffer {
  const random = createRandom('bytes');
  return Buffer.from(Array.from({ length: n }, () => Math.floor(256 * random())));
}
