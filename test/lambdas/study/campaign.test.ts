import { type OrderLake, type OrderLine, withOrderLake } from '../clean/order-lake.js';
import { type Members, runStudy, type StudyRows, writeMembers } from './run-study.js';
import { labelled, moneyOf, yearOfOrders } from './year-of-orders.js';

const day = (daysAgo: number) => new Date(Date.UTC(2020, 11, 31 - daysAgo)).toISOString().slice(0, 10);
const order = (customer_id: string, daysAgo: number, unit_price: number): OrderLine => ({
  ...{ customer_id, unit_price, invoice_id: `${customer_id}-${daysAgo}`, ordered_at: day(daysAgo) },
});

async function studied(
  lake: OrderLake,
  lines: readonly OrderLine[],
  members: Members,
  rules: object = {},
): Promise<Record<'campaign' | 'experiment', StudyRows>> {
  await lake.upload('u1', lines);
  await lake.clean(['u1'], rules);
  await writeMembers(lake, members);
  return { campaign: await runStudy(lake, 'campaign'), experiment: await runStudy(lake, 'experiment') };
}

test('the campaign lifts what a segment spent in the newest window, on its own terms where it has any', () =>
  withOrderLake(async (lake) => {
    const rules = {
      campaign: {
        windowDays: 30,
        costPerCustomer: 1,
        margin: 0.5,
        lift: 0.2,
        segments: { Others: { lift: 0.4 } },
      },
    };
    const { campaign } = await studied(
      lake,
      [
        ...[0, 40, 70, 100].map((daysAgo) => order('often', daysAgo, 50)),
        ...[5, 100].map((daysAgo) => order('seldom', daysAgo, 30)),
        ...[29, 30].map((daysAgo) => order('edge', daysAgo, 8)),
      ],
      { Insiders: ['often', 'seldom'], Others: ['edge'] },
      rules,
    );
    expect(campaign.tables.campaign_segments).toMatchObject([
      // 2 customers with 80 in 30 days: 80 x 0.2 x 0.5 - 2 = 6; break even where 40 x lift x 0.5 = 1.
      {
        segment_id: '1',
        base_revenue: '40',
        cost: '2',
        expected_profit: '6',
        break_even_lift: '0.05',
        buy_anyway: '1',
      },
      // The order of 29 days ago is in the window, that of 30 days ago is not: 8 x 0.4 x 0.5 - 1.
      { segment_id: '2', base_revenue: '8', lift: '0.4', buy_anyway: '0' },
    ]);
    expect(Number(campaign.tables.campaign_segments![1]!.expected_profit)).toBeCloseTo(0.6, 12);
    expect(campaign.tables.buys_anyway).toMatchObject([{ customer_id: 'often', windows: '3' }]);
  }));

test('the test is planned from those who were best before the window, and every Insider has an arm', () =>
  withOrderLake(async (lake) => {
    const ids = Array.from({ length: 40 }, (_, i) => `c${String(i).padStart(2, '0')}`);
    // The first thirty were the best before the newest 28 days, and only half of them bought in it.
    const lines = ids.flatMap((id, i) => [
      order(id, 60, i < 30 ? 100 : 1),
      ...(i % 2 === 0 || i >= 30 ? [order(id, 3, 20)] : []),
    ]);
    const members = { Insiders: ids.slice(5, 35), Others: [...ids.slice(0, 5), ...ids.slice(35)] };
    const { experiment } = await studied(lake, [...lines, order('c00', 0, 1)], members);
    const [repurchase, revenue] = experiment.tables.experiment_plan!;
    expect(repurchase).toMatchObject({
      days: '28',
      measure: 'repurchase',
      customers: '30',
      ends_on: '2021-01-28',
    });
    expect(Number(repurchase!.base)).toBe(0.5);
    expect(Number(revenue!.base)).toBeCloseTo((15 * 20 + 1) / 30, 12);
    // 61 days of orders are two windows of 28 days, and no two of 56.
    expect(new Set(experiment.tables.experiment_plan!.map(({ days }) => days))).toEqual(new Set(['28']));
    const arms = experiment.tables.experiment_arms!;
    expect(arms.map(({ customer_id }) => customer_id).sort()).toEqual(members.Insiders);
    expect(arms.filter(({ arm }) => arm === 'holdout')).toHaveLength(15);
    expect(experiment.document.refusals).toEqual([]);
  }));

test('a month of data and a handful of customers: it says why, and the arms are there all the same', () =>
  withOrderLake(async (lake) => {
    const lines = ['a', 'b', 'c'].flatMap((id) => [order(id, 0, 5), order(id, 20, 5)]);
    const { campaign, experiment } = await studied(lake, lines, { Insiders: ['a'], Others: ['b', 'c'] });
    expect(campaign.document.refusals.map(({ reason }) => reason)).toEqual(
      Array(2).fill('A campaign works for 91 days; the orders cover less.'),
    );
    expect(experiment.document.refusals[0]!.reason).toBe(
      '1 Insider is too few for any test: it takes 30 at the least.',
    );
    expect(experiment.tables.experiment_arms).toMatchObject([{ customer_id: 'a', arm: 'campaign' }]);
  }));

test('what a campaign lifts is the forecast, as the forecasts have it, and a cost that nobody gave is a guess', () =>
  withOrderLake(async (lake) => {
    const lines = yearOfOrders({ nCustomers: 120, days: 400 });
    const { campaign } = await studied(lake, lines, labelled(lines));
    const { tables } = await runStudy(lake, 'forecast');
    const meanOrder = moneyOf(lines) / new Set(lines.map(({ invoice_id }) => invoice_id)).size;
    for (const row of campaign.tables.campaign_segments!) {
      const forecast = tables.group_forecasts!.find(
        ({ segment_id, months }) => segment_id === row.segment_id && months === '3',
      )!;
      // 91 days are three months.
      expect(Number(row.base_revenue) * Number(row.customers)).toBeCloseTo(Number(forecast.revenue), 6);
      const profit = (revenue: unknown, lift: number) =>
        Number(revenue) * lift * 0.3 - Number(row.customers) * Number(row.cost_per_customer);
      expect(Number(row.low_profit)).toBeCloseTo(profit(forecast.low, 0.05), 6);
      expect(Number(row.high_profit)).toBeCloseTo(profit(forecast.high, 0.15), 6);
      expect(row).toMatchObject({ base_is_forecast: 'true', cost_is_guessed: 'true' });
      expect(Math.abs(Number(row.cost_per_customer) / (meanOrder / 100) - 1)).toBeLessThan(0.5);
    }
  }));
