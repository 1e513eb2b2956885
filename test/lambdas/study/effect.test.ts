import { createRandom } from '../../../core/random/random.js';
import { runKey } from '../../../core/runs/keys.js';
import type { Plan } from '../../../core/runs/plan.js';
import { readJson } from '../../../io/read-json.js';
import { completeRules } from '../../../io/rules-file.js';
import { type OrderLake, type OrderLine, openOrderLake } from '../clean/order-lake.js';
import { runStudy, writeMembers } from './run-study.js';

const electedOn = '2020-12-31';
const door = 200;

/** Customers who order every month or so and spend around what the threshold asks; members spend more in the next year. */
function drawLines(gift: number): { lines: OrderLine[]; members: string[]; ids: string[] } {
  const random = createRandom(3);
  const lines: OrderLine[] = [];
  const members: string[] = [];
  const ids = Array.from({ length: 1500 }, (_, i) => `c${i}`);
  for (const id of ids) {
    const usual = 8 + 16 * random();
    let spent = 0;
    const buy = (day: Date, more: number) => {
      const unit_price = Math.round(100 * usual * (0.6 + 0.8 * random()) + 100 * more) / 100;
      const ordered_at = day.toISOString().slice(0, 10);
      if (ordered_at <= electedOn) spent += unit_price;
      lines.push({
        customer_id: id,
        invoice_id: `${id}-${ordered_at}`,
        unit_price,
        ordered_at: `${ordered_at} 10:00:00`,
      });
    };
    for (let month = 0; month < 12; month++)
      buy(new Date(Date.UTC(2020, month, 1 + Math.floor(28 * random()))), 0);
    const isMember = spent >= door;
    if (isMember) members.push(id);
    for (let month = 0; month < 4; month++) {
      buy(new Date(Date.UTC(2021, month, 1 + Math.floor(28 * random()))), isMember ? gift : 0);
    }
  }
  return { lines, members, ids };
}

const rule = {
  enter: [[{ feature: 'gross_revenue', bound: 'atLeast' as const, cutoff: door }]],
  stay: [[{ feature: 'gross_revenue', bound: 'atLeast' as const, cutoff: door }]],
};

let lake: OrderLake;
let groups: Record<string, string[]>;

beforeAll(async () => {
  lake = await openOrderLake();
  const { lines, members, ids } = drawLines(10);
  groups = { Insiders: members, Others: ids.filter((id) => !members.includes(id)) };
  await lake.upload(
    'u1',
    lines.filter(({ ordered_at }) => ordered_at!.slice(0, 10) <= electedOn),
  );
  await lake.upload('u2', lines);
  await lake.clean(['u1'], { asOf: electedOn });
  await writeMembers(lake, groups, rule);
  const { store } = lake.io;
  for (const { key } of await store.list('runs/shop-1/')) {
    await store.write(key.replaceAll('shop-1', 'shop-0'), await store.read(key));
  }
  await lake.clean(['u2'], { asOf: '2021-04-30' });
  await writeMembers(lake, groups, rule);
}, 60_000);

afterAll(() => lake.close());

async function measure(rules: object, plan: Partial<Plan> = {}) {
  const key = runKey('shop-1', 'plan', 'plan.json');
  const before = await readJson<Plan>(lake.io.store, key);
  const complete = completeRules({ asOf: '2021-04-30', ...rules });
  await lake.io.store.write(key, JSON.stringify({ ...before, rules: complete, ...plan }));
  return runStudy(lake, 'effect');
}

test('members are given something since the election: what they bring more is found, and called an effect', async () => {
  const { tables, document } = await measure(
    { insiders: { benefitsSince: '2021-01-01' } },
    { publishedBefore: ['shop-0'] },
  );
  const [effect] = tables.membership_effects!;
  expect(effect).toMatchObject({
    ...{
      method: 'jump at the threshold',
      election_run_id: 'shop-0',
      is_treatment: 'true',
      elected_on: electedOn,
    },
    ...{ measured_from: '2021-01-01', measured_until: '2021-04-01', days: '91' },
  });
  // Three orders, each 10 more.
  expect(Number(effect!.low)).toBeLessThan(30);
  expect(Number(effect!.high)).toBeGreaterThan(30);
  expect(Number(effect!.low)).toBeGreaterThan(10);
  expect(effect!.sentence).toMatch(/^Membership raised what customers at the threshold bring:/);
  expect(tables.door_bins!.length).toBeGreaterThan(10);
  expect(document.refusals).toEqual([]);
});

test('members are given nothing: whatever the threshold marks, it is no effect of membership', async () => {
  const { tables, document } = await measure({}, { publishedBefore: ['shop-0'] });
  const [effect] = tables.membership_effects!;
  const told = effect ? effect.sentence : document.refusals[0]!.reason;
  expect(told).toMatch(/^(Members are given nothing by the rules|It cannot be told)/);
  expect(effect?.is_treatment ?? 'false').toBe('false');
});

test.each([
  [
    'no election since',
    { insiders: { benefitsSince: '2021-04-01' } },
    ['shop-0'],
    /no published election is followed by 91 days/,
  ],
  ['no run before', { insiders: { benefitsSince: '2021-01-01' } }, [], /no published election/],
])('%s: refused in a sentence', async (_, rules, publishedBefore, reason) => {
  const { tables, document } = await measure(rules, { publishedBefore });
  expect(document.refusals.map(({ topic }) => topic)).toEqual([
    'membership_effect',
    'what_speaks_against',
    'door_jump',
  ]);
  expect(document.refusals[0]!.reason).toMatch(reason);
  expect(Object.values(tables).flat()).toEqual([]);
});
