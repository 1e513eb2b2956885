import { addDays } from '../../../core/dates/add-days.js';
import { dayNumber } from '../../../core/forecast/months.js';
import type { GuaranteeFindings } from '../../../core/guarantee/guarantee-findings.js';
import { readCustomerHistory } from '../../../lambdas/study/customers/read-customer-history.js';
import { readStudiedCustomers } from '../../../lambdas/study/customers/studied-customers.js';
import { withOrders } from '../../../lambdas/study/customers/with-orders.js';
import { electAsOf } from '../../../lambdas/study/guarantee/elect-as-of.js';
import { measurePast } from '../../../lambdas/study/guarantee/measure-election.js';
import { readStudyContext } from '../../../lambdas/study/study-context.js';
import { dataset, type OrderLake, type OrderLine, runId, withOrderLake } from '../clean/order-lake.js';
import { runStudy, type StudyRows, writeMembers } from './run-study.js';
import { labelled, lastDay, linesWithin, moneyOf, yearOfOrders } from './year-of-orders.js';

const lines = yearOfOrders({ nCustomers: 250, days: 400 });
const end = lastDay(lines);
const electedOn = addDays(end, -91);
const after = linesWithin(lines, electedOn, end);
const knownIds = [...new Set(linesWithin(lines, '', electedOn).map((line) => line.customer_id!))];

async function withShop(some: readonly OrderLine[], rules: object, work: (lake: OrderLake) => Promise<void>) {
  await withOrderLake(async (lake) => {
    await lake.upload('u1', some);
    await lake.clean(['u1'], rules);
    await writeMembers(lake, labelled(some));
    await work(lake);
  });
}

let studied: StudyRows;
beforeAll(() =>
  withShop(lines, { insiders: { costPerMember: 12 } }, async (lake) => {
    studied = await runStudy(lake, 'guarantee');
  }),
);

/** Who is elected as of that day in the past: the study's own election, by itself. */
async function electedOf(some: readonly OrderLine[]) {
  const elected: string[] = [];
  await withShop(some, { asOf: end }, async (lake) => {
    const context = await readStudyContext(lake.io.store, dataset, runId);
    await withOrders(lake.io, runId, async (engine) => {
      const { ids } = await readStudiedCustomers(engine, ['recency_days']);
      const history = await readCustomerHistory(engine, ids.length);
      const past = electAsOf(context, ids, history, dayNumber(electedOn))!;
      elected.push(...past.ids.filter((_, i) => past.isMember[i] === 1));
    });
  });
  return elected;
}

test('the election knows nothing of what came later', async () => {
  const elected = await electedOf(lines);
  const otherFuture = lines.map((line) =>
    line.ordered_at!.slice(0, 10) > electedOn ? { ...line, customer_id: 'c1', quantity: 400 } : line,
  );
  expect(elected.length).toBeGreaterThan(10);
  expect(await electedOf(otherFuture)).toEqual(elected);
  expect(studied.tables.guarantees![0]).toMatchObject({
    members: String(elected.length),
    elected_on: electedOn,
  });
});

test('every figure is that of the raw lines, for members handed in', async () => {
  const handedIn = new Set(knownIds.filter((_, i) => i % 3 === 0));
  const moneyBy = (ids: readonly string[]) =>
    ids.map((id) => moneyOf(after.filter((line) => line.customer_id === id))).sort((a, b) => a - b);
  const groups = {
    members: moneyBy(knownIds.filter((id) => handedIn.has(id))),
    rest: moneyBy(knownIds.filter((id) => !handedIn.has(id))),
  };
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const median = (values: readonly number[]) =>
    (values[(values.length - 1) >> 1]! + values[values.length >> 1]!) / 2;
  const pairs = groups.members.flatMap((a) => groups.rest.map((b) => (a > b ? 1 : a === b ? 0.5 : 0)));

  await withShop(lines, {}, async (lake) => {
    const context = await readStudyContext(lake.io.store, dataset, runId);
    await withOrders(lake.io, runId, async (engine) => {
      const past = {
        ids: knownIds,
        isMember: Uint8Array.from(knownIds, (id) => Number(handedIn.has(id))),
        revenue: new Float64Array(knownIds.length),
      };
      const { election } = await measurePast(
        engine,
        context,
        { ids: [knownIds[0]!, knownIds[1]!], isMember: Uint8Array.of(1, 1) },
        past,
        3,
      );
      const figures = Object.fromEntries(election.measures.map((one) => [one.measure, one]));
      for (const [group, values] of Object.entries(groups) as ['members' | 'rest', number[]][]) {
        // A share of the whole, customers won later included: no mean of means.
        expect(figures.revenueShare![group].value).toBeCloseTo(sum(values) / moneyOf(after), 9);
        expect(figures.meanRevenue![group].value).toBeCloseTo(sum(values) / values.length, 9);
        expect(figures.medianRevenue![group].value).toBeCloseTo(median(values), 9);
        const bought = values.filter((value) => value > 0).length / values.length;
        expect(figures.boughtAgain![group].value).toBeCloseTo(bought, 9);
      }
      expect(election.beats.value).toBeCloseTo(sum(pairs) / pairs.length, 9);
      expect(election.windowRevenue).toBeCloseTo(moneyOf(after), 6);
      // Of the two who are Insiders today, only the first was elected.
      expect(election.stillMembers).toBe(1);
    });
  });
});

test('intervals hold their figure, and the heavy customers beat the rest', () => {
  const { elections } = studied.document.findings as GuaranteeFindings;
  expect(elections.map(({ months }) => months)).toEqual([3]);
  for (const { members, rest } of elections[0]!.measures) {
    for (const { value, low, high } of [members, rest]) {
      expect(low).toBeLessThanOrEqual(value);
      expect(value).toBeLessThanOrEqual(high);
    }
  }
  expect(elections[0]!.beats.low).toBeGreaterThan(0.8);
});

test('the dial holds true shares of the raw lines, and what the same share of customers brought next', () => {
  const ranked = (some: readonly OrderLine[]) => {
    const ids = [...new Set(some.map((line) => line.customer_id!))];
    return ids
      .map((id) => ({ id, money: moneyOf(some.filter((line) => line.customer_id === id)) }))
      .sort((a, b) => b.money - a.money);
  };
  const today = ranked(lines);
  const then = ranked(linesWithin(lines, '', electedOn));
  for (const row of studied.tables.size_dial!) {
    const size = Number(row.customers);
    const top = today.slice(0, size).reduce((sum, { money }) => sum + money, 0);
    expect(Number(row.revenue_share)).toBeCloseTo(top / moneyOf(lines), 9);
    const elected = new Set(
      then.slice(0, Math.round((size / today.length) * then.length)).map(({ id }) => id),
    );
    const next = moneyOf(after.filter((line) => elected.has(line.customer_id!)));
    expect(Number(row.next_revenue_share)).toBeCloseTo(next / moneyOf(after), 9);
    expect(Number(row.cost)).toBe(12 * size);
  }
  const marked = studied.tables.size_dial!.filter((row) => row.is_elected === 'true');
  expect(marked.map(({ customers }) => customers)).toEqual([String(labelled(lines).Insiders!.length)]);
});

test('of one month no election is measured, it is said why, and the dial is still there', () =>
  withShop(yearOfOrders({ nCustomers: 100, days: 30 }), {}, async (lake) => {
    const { document, tables } = await runStudy(lake, 'guarantee');
    expect(tables.guarantees).toEqual([]);
    expect(document.refusals.map(({ topic }) => topic)).toEqual([
      'insiders_guarantee',
      'guarantee_compared',
      'past_elections_measured',
    ]);
    expect((document.findings as GuaranteeFindings).refused).toBe(document.refusals[0]!.reason);
    expect(document.refusals[0]!.reason).toMatch(/takes 9 months of orders; the file has 1 month/);
    expect(tables.size_dial!.length).toBeGreaterThan(5);
    expect(tables.size_dial![0]).toMatchObject({ next_revenue_share: null, cost: null });
  }));
