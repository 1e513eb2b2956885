import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '../../core/random/random.js';
import { sampleShop } from '../../core/sample/sample-shop.js';
import { openLocalIo } from '../../io/local-io.js';

/** The command line as it is installed: `npm test` builds it first. */
const program = join(__dirname, '../../dist/insiders.js');
const folder = mkdtempSync(join(tmpdir(), 'insiders-odd-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Line = Readonly<Record<'invoice' | 'date' | 'price' | 'customer' | 'country' | 'rest', string>>;

/** The lines of a sample shop that have all that is asked of them. */
const lines: Line[] = [...sampleShop({ customers: 350, random: createRandom(3) })]
  .join('')
  .split('\n')
  .slice(1)
  .flatMap((line) => {
    const [invoice, code, description, quantity, date, price, customer, country] = line.split(',');
    const isWhole = country !== undefined && customer !== '' && /^\d{4}-/.test(date!) && Number(price) > 0;
    const rest = [code, description, quantity].join(',');
    return isWhole
      ? [{ invoice: invoice!, date: date!, price: price!, customer: customer!, country, rest }]
      : [];
  });

const csvOf = (some: readonly Line[]) =>
  [
    'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country',
    ...some.map((line) =>
      [line.invoice, line.rest, line.date, line.price, line.customer, line.country].join(','),
    ),
  ].join('\n');

const firstInvoice = new Map<string, string>();
for (const { customer, invoice, rest } of lines) {
  if (!firstInvoice.has(customer) && !rest.includes(',-')) firstInvoice.set(customer, invoice);
}

interface Told {
  readonly sentences: readonly string[];
  readonly reasons: ReadonlyMap<string, string>;
  readonly hypotheses: readonly string[];
  readonly panels: Readonly<Record<string, number>>;
  /** Rows of a list. */
  readonly lists: Readonly<Record<string, number>>;
}

const asked = [
  'segment_profiles',
  'insiders_members',
  'rfm_names',
  'rfm_scores',
  'how_large',
  'segment_to_do',
];
const always = ['comparison', 'movers_named', 'segment_migration', 'features_drifted'];

/** Runs a shop and reads what it tells; every run has to succeed. */
async function tell(name: string, shop: readonly Line[], currency = 'null'): Promise<Told> {
  const [orders, rules, out] = [`${name}.csv`, `${name}.yaml`, `out-${name}`];
  writeFileSync(join(folder, orders), csvOf(shop));
  writeFileSync(
    join(folder, rules),
    `currency: ${currency}\nsegmentation: { spaces: [scaled], models: [kmeans], kTo: 6, resamples: 3 }\n`,
  );
  const words = ['run', orders, '--rules', rules, '--out', out];
  const run = spawnSync(process.execPath, [program, ...words], { cwd: folder, encoding: 'utf8' });
  expect([run.stderr, run.status]).toEqual(['', 0]);
  const io = openLocalIo(join(folder, out, 'data'));
  try {
    const database = await io.database();
    const texts = async (query: string) =>
      (await database.query<{ text: string }>(query)).map(({ text }) => text);
    const refused = await database.query<{ topic: string; reason: string }>(
      'select topic, reason from not_answered',
    );
    const panels: Record<string, number> = {};
    for (const view of asked) {
      const [row] = await database.query<{ rows: number }>(`select count(*)::int as rows from ${view}`);
      panels[view] = row!.rows;
    }
    const rowsOf = (file: string) =>
      readFileSync(join(folder, out, file), 'utf8')
        .trim()
        .split('\n').length - 1;
    return {
      lists: Object.fromEntries(
        ['insiders.csv', 'top-by-value.csv', 'rejects.csv'].map((file) => [file, rowsOf(file)]),
      ),
      panels,
      sentences: await texts('select sentence as text from nine_questions order by position'),
      hypotheses: await texts('select sentence as text from hypotheses_tested order by position'),
      reasons: new Map(
        refused.filter(({ topic }) => !always.includes(topic)).map(({ topic, reason }) => [topic, reason]),
      ),
    };
  } finally {
    await io.close();
  }
}

/** Whatever is asked has an answer or one sentence of why not, in words; the rest is there. */
function expectAnswers({ sentences, reasons, hypotheses, panels }: Told) {
  expect(sentences).toHaveLength(17);
  expect(hypotheses).toHaveLength(8);
  for (const text of [...sentences, ...reasons.values(), ...hypotheses]) {
    expect(text).not.toMatch(/NaN|null|undefined|Infinity|_|\b0\.\d{3,}/);
    expect(text).toMatch(/^[A-Z0-9][\s\S]*\.$/);
  }
  for (const reason of reasons.values())
    expect(reason.match(/[.;:!?](?=\s|$)/g)!.length).toBeLessThanOrEqual(3);
  // A panel without rows says why.
  for (const view of asked) expect([view, panels[view]! > 0 !== reasons.has(view)]).toEqual([view, true]);
}

const forecasts = [
  ...['customers_forecast', 'forecast_models_fitted', 'forecast_track_record', 'season_index'],
  ...['forecast_mixed', 'forecast_reliable'],
  'segment_forecasts',
];
const guarantees = ['guarantee_compared', 'insiders_guarantee'];
const topics = ({ reasons }: Told) => [...reasons.keys()].sort();
const returns = ['customers_returning', 'products_returned'];

test('one country: nothing that is asked needs two', async () => {
  const usual = await tell('usual', lines);
  const french = await tell(
    'country',
    lines.map((line) => ({ ...line, country: 'France' })),
  );
  expectAnswers(french);
  expect(topics(french)).toEqual(topics(usual));
  expect(french.sentences).toEqual(usual.sentences);
}, 120_000);

test('one month of data: what comes after it cannot be said', async () => {
  const told = await tell(
    'month',
    lines.filter(({ date }) => date.startsWith('2025-11')),
  );
  expectAnswers(told);
  expect(topics(told)).toEqual(
    expect.arrayContaining([
      ...forecasts,
      ...guarantees,
      'cohort_retention',
      'campaign_profit',
      'about_to_leave',
    ]),
  );
  expect(told.sentences[4]).toMatch(
    /^(Nobody was chosen\. )?Nothing can be said about the next 3(, 6 and 12)? months\. /,
  );
}, 60_000);

test('one purchase per customer: who comes again, who leaves and what an election is worth cannot be said', async () => {
  const told = await tell(
    'once',
    lines.filter(({ customer, invoice }) => firstInvoice.get(customer) === invoice),
  );
  expectAnswers(told);
  expect(topics(told)).toEqual(
    expect.arrayContaining([...forecasts, ...guarantees, ...returns, 'about_to_leave', 'test_plan']),
  );
  expect(told.reasons.get('insiders_guarantee')).toBe(
    'Nobody has ordered twice, so that nothing comes after an election.',
  );
  expect(told.sentences[0]).toBe(
    'Nobody was chosen. Everybody ordered once, so that nobody has come back yet.',
  );
  expect(told.sentences[7]).toMatch(/^The promise is not proven\. Nobody was chosen\. /);
  expect(told.lists).toMatchObject({ 'insiders.csv': 0, 'top-by-value.csv': 35 });
  expect(told.sentences[4]).toBe(
    'Nobody was chosen. Nothing can be said about the next 3, 6 and 12 months. The orders hold 0 repeat orders; at least 50 are needed to tell when customers come again.',
  );
}, 60_000);

test('all prices equal: what a piece costs tells nobody apart', async () => {
  const told = await tell(
    'prices',
    lines.map((line) => ({ ...line, price: '2.50' })),
  );
  expectAnswers(told);
  expect(told.hypotheses[5]).toBe('Every piece was sold at the same price.');
}, 60_000);

test('an order dated in the future: what its date makes empty is refused by its name', async () => {
  // Next year is the last that is read.
  const year = new Date().getUTCFullYear() + 1;
  const told = await tell('future', [
    ...lines,
    { ...lines[900]!, invoice: '999999', date: `${year}-08-13 10:00` },
    { ...lines[900]!, invoice: '999998', date: `${year + 5}-08-13 10:00` },
  ]);
  expectAnswers(told);
  expect(told.lists['rejects.csv']).toBe(1);
  expect(topics(told)).toEqual(expect.arrayContaining([...forecasts, ...guarantees]));
  for (const topic of [...forecasts, ...guarantees]) {
    expect(told.reasons.get(topic)).toMatch(
      new RegExp(`^After 31 December 2025 .* before 13 August ${year}: a date seems wrong`),
    );
  }
}, 60_000);

test('a currency without decimals: money is whole, in its own sign', async () => {
  const told = await tell(
    'yen',
    lines.map((line) => ({ ...line, price: String(Math.round(Number(line.price) * 150)) })),
    'JPY',
  );
  expectAnswers(told);
  expect(told.sentences[3]).toMatch(/% of revenue, ¥[\d,]+\.$/);
  for (const text of [...told.sentences, ...told.hypotheses]) expect(text).not.toMatch(/¥[\d,]*\.\d/);
}, 60_000);
