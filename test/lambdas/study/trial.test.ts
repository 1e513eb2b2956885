import { runKey } from '../../../core/runs/keys.js';
import type { Plan } from '../../../core/runs/plan.js';
import { readJson } from '../../../io/read-json.js';
import { completeRules } from '../../../io/rules-file.js';
import { type OrderLake, openOrderLake } from '../clean/order-lake.js';
import { runStudy, type StudyRows, writeMembers } from './run-study.js';
import { labelled, linesWithin, yearOfOrders } from './year-of-orders.js';

/** Every tenth of 600 customers orders often: sixty Insiders to be tested. */
const lines = yearOfOrders({ nCustomers: 600, days: 500 });
const planned = '2020-11-01';

let lake: OrderLake;
let arms: Map<string, string>;

/** Plans a test on what is known by 1 November 2020, as the run shop-0. */
beforeAll(async () => {
  lake = await openOrderLake();
  const { store } = lake.io;
  const known = linesWithin(lines, '2019-01-01', planned);
  await lake.upload('u1', known);
  await lake.clean(['u1'], { asOf: planned });
  await writeMembers(lake, labelled(known));
  const { tables } = await runStudy(lake, 'experiment');
  arms = new Map(tables.experiment_arms!.map(({ customer_id, arm }) => [customer_id!, arm!]));
  for (const { key } of await store.list('runs/shop-1/')) {
    await store.write(key.replaceAll('shop-1', 'shop-0'), await store.read(key));
  }
  const copied = runKey('shop-0', 'study', 'experiment.json');
  const document = new TextDecoder().decode(await store.read(copied));
  await store.write(copied, document.replaceAll('shop-1', 'shop-0'));
});

afterAll(() => lake.close());

interface Later {
  readonly until: string;
  readonly lift?: number;
  readonly rules?: object;
  readonly before?: readonly string[];
  /** Customers of the plan who never come back. */
  readonly without?: readonly string[];
}

/** The later run: what the campaign's arm spends from the next day on is multiplied. */
async function readLater({
  until,
  lift = 1,
  rules = {},
  before = ['shop-0'],
  without = [],
}: Later): Promise<StudyRows> {
  const bought = linesWithin(lines, '2019-01-01', until)
    .filter(
      ({ customer_id, ordered_at }) => ordered_at!.slice(0, 10) <= planned || !without.includes(customer_id!),
    )
    .map((line) =>
      line.ordered_at!.slice(0, 10) > planned && arms.get(line.customer_id!) === 'campaign'
        ? { ...line, unit_price: Math.round(100 * line.unit_price! * lift) / 100 }
        : line,
    );
  await lake.upload('u2', bought);
  await lake.clean(['u2'], { ...rules, asOf: until });
  const key = runKey('shop-1', 'plan', 'plan.json');
  const plan = await readJson<Plan>(lake.io.store, key);
  const complete = completeRules({ ...rules, asOf: until });
  await lake.io.store.write(key, JSON.stringify({ ...plan, rules: complete, publishedBefore: before }));
  await writeMembers(lake, labelled(bought));
  return runStudy(lake, 'trial');
}

const verdictOf = ({ tables }: StudyRows) =>
  tables.test_readings!.find(({ is_decisive }) => is_decisive === 'true')!;

test('a campaign that doubles what is spent is found at the planned end, and read until then only', async () => {
  const read = await readLater({ until: '2021-03-01', lift: 2, rules: { experiment: { plan: 'shop-0' } } });
  const verdict = verdictOf(read);
  expect(verdict).toMatchObject({
    ...{ plan_run_id: 'shop-0', is_campaign: 'true', verdict: 'works', is_over: 'true' },
    ...{ started_on: '2020-11-02', ends_on: '2021-01-31', read_until: '2021-01-31', days: '91' },
  });
  expect(verdict.sentence).toMatch(/^It worked: the campaign of 2 November 2020 raised/);
  expect(Number(verdict.campaign_customers) + Number(verdict.holdout_customers)).toBe(60);
  expect(Number(verdict.variance_taken)).toBeGreaterThan(0);
  // By hand: the mean of everybody who was given an arm, whether they came back or not.
  const spent = linesWithin(lines, planned, '2021-01-31').filter(
    ({ customer_id }) => arms.get(customer_id!) === 'holdout',
  );
  const money = spent.reduce((sum, { quantity, unit_price }) => sum + quantity! * unit_price!, 0);
  const revenue = read.tables.test_readings!.find(({ measure }) => measure === 'revenue')!;
  expect(Number(revenue.holdout)).toBeCloseTo(money / 30, 6);
  expect(read.document.refusals).toEqual([]);
});

test('a look before the end says keep on until when, unless even the interval of all looks is clear', async () => {
  const rules = { experiment: { plan: 'shop-0', started: '2020-11-02' } };
  const early = verdictOf(await readLater({ until: '2020-11-20', rules }));
  expect(early).toMatchObject({
    verdict: 'keep on',
    is_over: 'false',
    days_read: '19',
    read_until: '2020-11-20',
  });
  expect(early.sentence).toMatch(/^Keep on until 31 January 2021:/);
});

test('without a campaign it is a test of nothing and says so; customers who never came back count as nothing', async () => {
  const gone = [...arms.keys()].slice(0, 6);
  const read = await readLater({ until: '2021-03-01', without: gone });
  expect(verdictOf(read)).toMatchObject({ is_campaign: 'false', verdict: 'arms alike' });
  expect(verdictOf(read).sentence).toMatch(
    /^No campaign is named in the rules, so the arms of shop-0 are a test of nothing/,
  );
  const repurchase = read.tables.test_readings!.find(({ measure }) => measure === 'repurchase')!;
  const customers = Number(repurchase.campaign_customers) + Number(repurchase.holdout_customers);
  expect(customers).toBe(60);
  expect((Number(repurchase.campaign) + Number(repurchase.holdout)) / 2).toBeLessThanOrEqual(54 / 60 + 1e-9);
});

test.each([
  ['the first run', { until: '2021-03-01', before: [] }, /^This is the first published run/],
  [
    'a plan that is not there',
    { until: '2021-03-01', rules: { experiment: { plan: 'shop-9' } } },
    /shop-9, which is no run/,
  ],
  ['files that are gone', { until: '2021-03-01', before: ['shop-8'] }, /files of the run shop-8/],
  [
    'arms drawn after the campaign began',
    { until: '2021-03-01', rules: { experiment: { plan: 'shop-0', started: '2020-10-01' } } },
    /only of arms that were drawn before/,
  ],
  [
    'a campaign yet to come',
    { until: '2021-03-01', rules: { experiment: { plan: 'shop-0', started: '2021-06-01' } } },
    /begins on 2021-06-01/,
  ],
] as const)('%s: refused in a sentence', async (_, later, reason) => {
  const { document, tables } = await readLater(later);
  expect(document.refusals.map(({ topic }) => topic)).toEqual(['test_verdict', 'test_measures']);
  expect(document.refusals[0]!.reason).toMatch(reason);
  expect(tables.test_readings).toEqual([]);
});
