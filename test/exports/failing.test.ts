import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../core/errors/user-error.js';
import { readShop, type Shop } from './read-shop.js';

/** What `README.md` beside the files says is right. */
const folder = join(__dirname, '../fixtures/failing');
const read = (file: string) => readShop([join(folder, file)]);

type Figures = Partial<
  Pick<Shop, 'lines' | 'orders' | 'customers' | 'goods' | 'refunds' | 'returnLines' | 'firstDay' | 'lastDay'>
>;

const figuresOf = (shop: Shop, wanted: Figures): Figures =>
  Object.fromEntries(
    Object.keys(wanted).map((key) => {
      const value = shop[key as keyof Figures];
      return [key, typeof value === 'number' ? Math.round(value * 100) / 100 : value];
    }),
  );

const base = { lines: 820, customers: 240, goods: 39_848.26 };
const period = { firstDay: '2023-01-01', lastDay: '2024-12-30' };

const right: readonly (readonly [file: string, situation: string, figures: Figures])[] = [
  ['00-base.csv', 'the truth that most are made of', { ...base, ...period, refunds: 0 }],
  ['04-email-capitals.csv', 'one person in several spellings of capitals and blanks', base],
  ['08-price-of-the-line.csv', 'a price that is the total of its line', base],
  ['09-discount-column.csv', 'a discount and a net total', { lines: 820, goods: 75_862.37 }],
  ['10-excel-serial-dates.csv', 'serial numbers of Excel', { ...base, ...period }],
  ['10b-epoch-seconds.csv', 'seconds since 1970', { ...base, ...period }],
  ['10e-compact-with-time.csv', 'a compact date with a time', { ...base, ...period }],
  ['11q-german-two-years.csv', 'German months in full', { ...base, ...period }],
  ['11r-spanish-from-february.csv', 'Spanish short months', { lines: 805, goods: 39_232.21 }],
  ['11s-german-short-months.csv', 'German short months', { ...base, ...period }],
  // 1000 + 250.5 + 1234.56 + 12 + 99.9 + 1111111.11 + 7 + 1500 + 2000 + 80 + 45.25 + 3000
  ['12b-czech-nbsp.csv', 'crowns with hard blanks', { lines: 12, customers: 5, goods: 1_120_340.32 }],
  ['12k-zloty.csv', 'zloty with hard blanks', { lines: 12, customers: 5, goods: 1_120_340.32 }],
  ['12r-dutch-dash-shop.csv', 'a dash for no cents', { lines: 820, goods: 39_707.59, returnLines: 0 }],
  ['29-slash-mdy-dot-dmy.csv', 'two orders of day and month by shape', { ...base, ...period }],
  [
    '30-both-negative-returns.csv',
    'returns negative in price and quantity',
    { lines: 820, goods: 79_696.52, returnLines: 82, refunds: 7_888.8 },
  ],
  [
    '31-price-missing-total-there.csv',
    'prices missing where the total is there',
    { lines: 820, goods: 79_696.52 },
  ],
  ['40-mixed-date-cells.xlsx', 'date cells, serials and text in one column', { ...base, ...period }],
  ['42-cover-sheet-first.xlsx', 'a cover sheet before the orders', { ...base, ...period }],
  ['46-date-and-time-apart.xlsx', 'date and time in two columns', { orders: 1214, customers: 240 }],
  ['47-a-sheet-per-year.xlsx', 'a sheet per year', { ...base, ...period }],
];

test.each(right)('%s, %s: read right', async (file, _, figures) => {
  const shop = await read(file);
  expect(figuresOf(shop, figures)).toEqual(figures);
});

test('29-slash-mdy-dot-dmy.csv has on every day what the base has', async () => {
  const [truth, mixed] = [await read('00-base.csv'), await read('29-slash-mdy-dot-dmy.csv')];
  expect(mixed.goodsPerDay).toEqual(truth.goodsPerDay);
});

test.each(readdirSync(join(folder, 'headers')))(
  'headers/%s: usual headers of a language are read',
  async (file) => {
    const shop = await read(`headers/${file}`);
    const figures = {
      lines: 30,
      orders: 30,
      customers: 7,
      goods: 750,
      firstDay: '2024-01-10',
      lastDay: '2024-09-18',
    };
    expect(figuresOf(shop, figures)).toEqual(figures);
  },
);

test('05-guest-ids.csv: guests are known by their e-mail, or the rule that does it is named', async () => {
  const { customers, notes } = await read('05-guest-ids.csv');
  if (customers !== 240) expect(notes).toMatch(/e-?mail/i);
});

test('06-status-cancelled.csv: what was cancelled, failed or paid back is no revenue', async () => {
  const { goods, refunds } = await read('06-status-cancelled.csv');
  expect(goods - refunds).toBeCloseTo(28_297.42, 6);
});

test('07-two-currencies.csv: euros and yen are not added up, and the stop names both with their shares', async () => {
  const error = await refusalOf('07-two-currencies.csv');
  for (const word of [/EUR/, /JPY/, /%/]) expect(error.message).toMatch(word);
});

test('14-scientific-ids.csv: ids that Excel has shortened are refused, or it is said', async () => {
  const outcome = await read('14-scientific-ids.csv').catch((error) => error);
  const said = outcome instanceof UserError ? outcome.message : (outcome as Shop).notes;
  expect(said).toMatch(/E\+11|scientific|shortened/i);
});

test('19-walk-in-customer.csv: somebody who is everybody is nobody, and the receipt says so', async () => {
  const { receipt, customers, ordersThatCount } = await read('19-walk-in-customer.csv');
  const row = receipt.rows.find(({ rule }) => rule === 'anonymous');
  expect(row).toMatchObject({ lines: 476, money: 23_600.02 });
  expect({ customers, ordersThatCount }).toEqual({ customers: 171, ordersThatCount: 820 });
});

async function refusalOf(file: string): Promise<UserError> {
  const outcome = await read(file).catch((error) => error);
  expect(outcome).toBeInstanceOf(UserError);
  return outcome as UserError;
}

/** What the terminal says: these two are judged by the end of a run. `npm test` builds the program first. */
function runProgram(file: string): string {
  const out = mkdtempSync(join(tmpdir(), 'insiders-failing-'));
  try {
    const program = join(__dirname, '../../dist/insiders.js');
    const run = spawnSync(process.execPath, [program, 'run', join(folder, file), '--out', out], {
      encoding: 'utf8',
    });
    expect(run.status).toBe(0);
    const { segments, answers } = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
    return `${run.stdout}\n${JSON.stringify({ segments, answers })}`;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

test('17-everybody-once.csv: who ordered once is not loyal, and nobody is elected for having ordered long ago', () => {
  const said = runProgram('17-everybody-once.csv');
  expect(said).not.toMatch(/Loyal\b/);
  expect(said).not.toMatch(/ordered \d+ days ago or longer/);
});

test('18-one-customer-90-percent.csv: that one customer brings 90 % is said at the top', () => {
  const said = runProgram('18-one-customer-90-percent.csv');
  const top = said
    .slice(said.search(/\d+ Insiders?,|None of \d+/))
    .split('\n')
    .slice(0, 4)
    .join('\n');
  expect(top).toMatch(/(one|a single) customer|WHALE/i);
  expect(top).toMatch(/90 %/);
});
