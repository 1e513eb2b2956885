import { runKey } from '../../../core/runs/keys.js';
import { completeRules } from '../../../io/rules-file.js';
import { type OrderLake, withOrderLake } from '../clean/order-lake.js';
import { type Members, runStudy, writeMembers } from './run-study.js';

const runId = 'shop-1';

/** A customer with so many orders of 10 each, the last of them so many days before 30 June. */
const orders = (customer_id: string, count: number, daysAgo = 0) =>
  Array.from({ length: count }, (_, i) => ({
    ...{ customer_id, invoice_id: `${customer_id}-${i}`, unit_price: 10, stock_code: '1' },
    ordered_at: new Date(Date.UTC(2020, 5, 30 - daysAgo - i)).toISOString().slice(0, 10),
  }));

async function makeRun(lake: OrderLake, uploads: string[], members: Members, plan: object): Promise<void> {
  await lake.clean(uploads, {});
  const rules = completeRules({});
  const document = { dataset: 'shop', runId, rules, uploads, rulesHash: 'a', engineVersion: '1', ...plan };
  await lake.io.store.write(runKey(runId, 'plan', 'plan.json'), JSON.stringify(document));
  await writeMembers(lake, members, { enter, stay });
}

const asks = (feature: string, bound: 'atLeast' | 'below', cutoff: number) => ({ feature, bound, cutoff });
const enter = [[asks('gross_revenue', 'atLeast', 90), asks('invoices', 'atLeast', 2)]];
const stay = [[asks('gross_revenue', 'atLeast', 70), asks('recency_days', 'below', 5)]];

/** What the run has stored, as if it had been another one. */
async function renameRun({ io: { store } }: OrderLake, to: string): Promise<void> {
  for (const { key } of await store.list(`runs/${runId}/`)) {
    await store.write(key.replace(runId, to), await store.read(key));
  }
}

test('movers are named with the conditions of the rule that they crossed, and every customer is in the migration once', () =>
  withOrderLake(async (lake) => {
    const stay = ['i1', 'i2', 'i3'].flatMap((id) => orders(id, 9));
    const others = ['o1', 'o2', 'o3', 'o4'].flatMap((id) => orders(id, 2));
    await lake.upload('u1', [...stay, ...others, ...orders('up', 3), ...orders('down', 8)]);
    const before = { Insiders: ['i1', 'i2', 'i3', 'down'], Others: ['o1', 'o2', 'o3', 'o4', 'up'] };
    await makeRun(lake, ['u1'], before, { previousRunId: null });
    await renameRun(lake, 'shop-0');

    const more = Array.from({ length: 7 }, (_, i) => ({
      ...{ customer_id: 'up', invoice_id: `more-${i}`, unit_price: 10, stock_code: '1' },
      ordered_at: `2020-07-0${i + 1}`,
    }));
    await lake.upload('u2', [...more, ...orders('new', 1)]);
    const now = { Insiders: ['i1', 'i2', 'i3', 'up'], Others: ['o1', 'o2', 'o3', 'o4', 'down', 'new'] };
    await makeRun(lake, ['u1', 'u2'], now, { previousRunId: 'shop-0' });

    const { tables, document } = await runStudy(lake, 'movers');
    expect(document.refusals).toEqual([]);
    expect(tables.comparisons).toMatchObject([
      {
        ...{ previous_run_id: 'shop-0', previous_as_of: '2020-06-30', has_same_rules: 'true', entered: '1' },
        ...{ entered_money: '100', left_insiders: '1', left_money: '80', moved_customers: '2' },
      },
    ]);
    expect(tables.movers).toMatchObject([
      { customer_id: 'up', kind: 'entered', from_segment: 'Others', to_segment: 'Insiders', money: '100' },
      { customer_id: 'down', kind: 'left', from_segment: 'Insiders', to_segment: 'Others', money: '80' },
    ]);
    expect(tables.movers!.map(({ reason }) => reason)).toEqual([
      'Meets the rule to enter now: spent at least 90 (30 before, 100 now).',
      'Does not meet the rule to stay any more: last ordered less than 5 days ago (0 before, 7 now).',
    ]);
    const moves = tables.segment_moves!.map(({ from_segment, to_segment, customers, is_same }) => [
      ...[from_segment, to_segment, Number(customers), is_same],
    ]);
    expect(moves).toEqual(
      expect.arrayContaining([
        ['Insiders', 'Insiders', 3, 'true'],
        ['Insiders', 'Others', 1, 'false'],
        ['Others', 'Others', 4, 'true'],
        ['Others', 'Insiders', 1, 'false'],
        ['new', 'Others', 1, 'false'],
      ]),
    );
    expect(moves.reduce((sum, [, , customers]) => sum + Number(customers), 0)).toBe(10);
    expect(tables.feature_drift!.map(({ feature }) => feature)).toEqual([
      'gross_revenue',
      'recency_days',
      'invoices',
    ]);
  }));

test('who is in a segment that there was not before has not moved by anything they did, and it is said', () =>
  withOrderLake(async (lake) => {
    const others = ['o1', 'o2', 'o3', 'o4', 'o5'];
    await lake.upload('u1', [...orders('i1', 9), ...others.flatMap((id, i) => orders(id, 2, i))]);
    await makeRun(lake, ['u1'], { Insiders: ['i1'], Others: others }, { previousRunId: null });
    await renameRun(lake, 'shop-0');
    const now = { Insiders: ['i1'], Others: ['o1', 'o2', 'o3'], Late: ['o4', 'o5'] };
    await makeRun(lake, ['u1'], now, { previousRunId: 'shop-0' });
    const { tables } = await runStudy(lake, 'movers');
    expect(tables.movers!.map(({ customer_id, reason }) => [customer_id, reason])).toEqual(
      ['o4', 'o5'].map((id) => [
        id,
        'The segment “Late” is new: the segments were redrawn, 2 before and 3 now.',
      ]),
    );
  }));

test.each([
  [{ previousRunId: null }, /first published run/],
  [{ previousRunId: 'shop-gone' }, /shop-gone, are no longer there/],
])('with %j it says that there is nothing to compare with', (plan, reason) =>
  withOrderLake(async (lake) => {
    await lake.upload('u1', [...orders('a', 2), ...orders('b', 1)]);
    await makeRun(lake, ['u1'], { Insiders: ['a'], Others: ['b'] }, plan);
    const { document, tables } = await runStudy(lake, 'movers');
    expect(document.refusals.map(({ topic }) => topic)).toEqual([
      ...['comparison', 'movers_named', 'segment_migration', 'features_drifted'],
    ]);
    for (const refusal of document.refusals) expect(refusal.reason).toMatch(reason);
    expect(Object.values(tables).flat()).toEqual([]);
  }),
);

test('a run of another version of the program does not compare', () =>
  withOrderLake(async (lake) => {
    await lake.upload('u1', [...orders('a', 2), ...orders('b', 1)]);
    const members = { Insiders: ['a'], Others: ['b'] };
    await makeRun(lake, ['u1'], members, { engineVersion: '0' });
    await renameRun(lake, 'shop-0');
    await makeRun(lake, ['u1'], members, { previousRunId: 'shop-0' });
    const { document } = await runStudy(lake, 'movers');
    expect(document.refusals[0]!.reason).toMatch(/another version of the program/);
  }));
