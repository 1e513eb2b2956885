import { simulateCampaign } from '../../../core/campaign/simulate-campaign.js';

const revenue = Float64Array.of(100, 0, 300, 0);
const terms = { costPerCustomer: 4, margin: 0.5, lift: 0.1 };
const simulate = (anyway = new Uint8Array(4), more: object = {}) =>
  simulateCampaign(revenue, { low: 80, high: 130 }, anyway, { ...terms, ...more });

test('profit = customers x (base revenue x lift x margin - cost)', () => {
  // 400 x 0.1 x 0.5 - 4 x 4 = 4; even where 100 x lift x 0.5 = 4.
  const outcome = simulate();
  expect(outcome).toMatchObject({ customers: 4, baseRevenue: 100, cost: 16, expectedProfit: 4 });
  expect(outcome.breakEvenLift).toBeCloseTo(0.08, 12);
  expect(simulate(undefined, { lift: outcome.breakEvenLift! }).expectedProfit).toBeCloseTo(0, 12);
});

test('the range is half the lift on the low end of what they spend, and one and a half times it on the high end', () => {
  const { lowProfit, highProfit } = simulate();
  expect(lowProfit).toBeCloseTo(4 * 80 * 0.05 * 0.5 - 16, 12);
  expect(highProfit).toBeCloseTo(4 * 130 * 0.15 * 0.5 - 16, 12);
});

test('leaving out who would buy anyway saves their cost and loses their lift', () => {
  // Without the third: 100 x 0.1 x 0.5 - 3 x 4 = -7.
  expect(simulate(Uint8Array.of(0, 0, 1, 0))).toMatchObject({ buyAnyway: 1, profitWithoutThem: -7 });
});

test('without revenue there is no lift that pays', () => {
  const nothing = simulateCampaign(new Float64Array(2), { low: 0, high: 0 }, new Uint8Array(2), terms);
  expect(nothing).toMatchObject({ baseRevenue: 0, breakEvenLift: null, expectedProfit: -8 });
});
