import type { ChoiceDocument } from '../../core/choice/choice-document.js';
import { numericFeatures } from '../../core/features/features.js';
import { defaultRules } from '../../core/rules/rules.js';
import { runKey } from '../../core/runs/keys.js';
import type { Profile } from '../../core/runs/profile.js';
import { readJson } from '../../io/read-json.js';
import { assign } from '../../lambdas/assign/assign.js';
import { choose } from '../../lambdas/choose/choose.js';
import { cluster } from '../../lambdas/cluster/cluster.js';
import { embed } from '../../lambdas/embed/embed.js';
import { profile } from '../../lambdas/profile/profile.js';
import { openRunFolder, type RunFolder, type RunOptions } from './embed/run-folder.js';
import { writeOrders } from './embed/write-orders.js';

let run: RunFolder;
afterEach(() => run.remove());

const { spaces, models } = defaultRules.segmentation;

/** Customers whose features are expressions in `i`; those not named are 1. */
function customers(n: number, values: Readonly<Record<string, string>>): string {
  const columns = numericFeatures.map(({ name }) => `${values[name] ?? '1.0'} as ${name}`);
  return `select 'c' || i as customer_id, ${columns.join(', ')} from range(${n}) as rows(i)`;
}

/** Every default space and model, up to the profile. */
async function segment(sql: string, options: RunOptions = {}) {
  const segmentation = { kTo: 4, starts: 2, resamples: 3, ...options.segmentation };
  run = await openRunFolder(sql, { ...options, segmentation });
  for (const space of spaces) await embed({ ...run.task, space }, run.io);
  for (const space of spaces)
    for (const model of models) await cluster({ ...run.task, space, model }, run.io);
  await writeOrders(run);
  const { parts } = await choose(run.task, run.io);
  for (const part of parts) await assign(part, run.io);
  await profile(run.task, run.io);
  const read = <T>(step: string, file: string) => readJson<T>(run.io.store, runKey('shop-1', step, file));
  const { segments, customers } = await read<Profile<unknown>>('profile', 'profile.json');
  const members = Buffer.from(await run.io.store.read(runKey('shop-1', 'profile', 'members.csv'))).toString();
  return { segments, customers, members, choice: await read<ChoiceDocument>('choose', 'choice.json') };
}

const many = {
  gross_revenue: 'exp(hash(i) % 100 / 20.0)',
  recency_days: '(hash(i + 500) % 300)::double',
  invoices: '1.0 + hash(i + 900) % 9',
};

test.each([
  [
    'three customers',
    customers(3, { gross_revenue: 'i * i * 10.0', recency_days: 'i * 5.0', invoices: '1.0 + i' }),
  ],
  [
    'five customers',
    customers(5, { gross_revenue: 'i * i * 10.0', recency_days: '7.0 * (i % 3)', invoices: '1.0 + i' }),
  ],
  [
    'duplicates of three',
    customers(300, {
      gross_revenue: '(i % 3) * 10.0',
      recency_days: '(i % 3) * 5.0',
      invoices: '1.0 + i % 3',
    }),
  ],
  ['a constant feature', customers(60, { ...many, invoices: '1.0' })],
  ['one feature that differs', customers(60, { gross_revenue: many.gross_revenue })],
  ['nothing but recency that differs', customers(60, { recency_days: many.recency_days })],
  ['one giant', customers(200, { ...many, gross_revenue: 'if(i = 7, 1e12, exp(hash(i) % 100 / 20.0))' })],
  [
    'customers without a figure',
    customers(80, { ...many, recency_days: 'if(i % 4 = 0, null, hash(i) % 300)::double' }),
  ],
])('%s: segments that hold everybody, and no figure that is none', async (_, sql) => {
  const { segments, members, customers, choice } = await segment(sql);
  expect(segments.length).toBeGreaterThanOrEqual(2);
  const noise = members.split('\n').filter((line) => line.split(',')[1] === '0').length;
  expect(segments.reduce((sum, segment) => sum + segment.customers, noise)).toBe(customers);
  for (const row of choice.leaderboard)
    for (const value of Object.values(row)) if (typeof value === 'number') expect(value).not.toBeNaN();
  expect(members).not.toMatch(/NaN|Infinity/);
});

test.each([
  ['one customer', customers(1, many), 'TooFewCustomers', '1 customer is too few to compare'],
  [
    'two customers',
    customers(2, many),
    'TooFewCustomers',
    '2 customers, 2 of them different, are too few for 2 segments',
  ],
  [
    'all equal',
    customers(100_000, {}),
    'CustomersAllEqual',
    'all 100000 customers are equal in gross_revenue, recency_days, invoices',
  ],
  [
    'an infinite value',
    customers(40, { ...many, invoices: "if(i = 3, 'inf'::double, 1.0)" }),
    'UnusableFeature',
    'invoices',
  ],
  [
    'a feature nobody has',
    customers(40, { ...many, invoices: 'null::double' }),
    'UnusableFeature',
    'the feature invoices is unknown for all 40 customers',
  ],
])('%s: an error that names feature and count', async (_, sql, name, message) => {
  await expect(segment(sql)).rejects.toMatchObject({
    name,
    message: expect.stringContaining(message),
    remedy: expect.any(String),
  });
});

test('more customers than models are fitted to, all but a few of them equal', async () => {
  const sql = customers(3000, {
    gross_revenue: 'if(i % 1000 = 5, 90.0 + i, 1.0)',
    recency_days: 'if(i % 1000 = 5, 2.0, 50.0)',
  });
  const { segments, customers: all } = await segment(sql, {
    segmentation: { sampleAbove: 500, trainOn: 300 },
  });
  expect(segments.reduce((sum, segment) => sum + segment.customers, 0)).toBe(all);
  expect(segments[0]).toMatchObject({ customers: 3 });
});
