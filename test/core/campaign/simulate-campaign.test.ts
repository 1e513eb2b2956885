import { simulateCampaign } from '../../../core/campaign/simulate-campaign.js';
import { createRandom } from '../../../core/random.js';

const revenue = Float64Array.of(100, 0, 300, 0);
const terms = { costPerCustomer: 4, margin: 0.5, lift: 0.1 };
const simulate = (anyway = new Uint8Array(4), more: object = {}) =>
  simulateCampaign(revenue, anyway, { ...terms, ...more }, createRandom(1));

test('profit = customers x (base revenue x lift x margin - cost)', () => {
  // 400 x 0.1 x 0.5 - 4 x 4 = 4; even where 100 x lift x 0.5 = 4.
  const outcome = simulate();
  expect(outcome).toMatchObject({ customers: 4, baseRevenue: 100, cost: 16, expectedProfit: 4 });
  expect(outcome.breakEvenLift).toBeCloseTo(0.08, 12);
  expect(simulate(undefined, { lift: outcome.breakEvenLift! }).expectedProfit).toBeCloseTo(0, 12);
});

test('the range holds the expected profit, and is that of half and one and a half times the lift at least', () => {
  const { lowProfit, expectedProfit, highProfit } = simulate();
  expect(lowProfit).toBeLessThanOrEqual(400 * 0.05 * 0.5 - 16);
  expect(highProfit).toBeGreaterThanOrEqual(400 * 0.15 * 0.5 - 16);
  expect(expectedProfit).toBe(4);
});

test('leaving out who would buy anyway saves their cost and loses their lift', () => {
  // Without the third: 100 x 0.1 x 0.5 - 3 x 4 = -7.
  expect(simulate(Uint8Array.of(0, 0, 1, 0))).toMatchObject({ buyAnyway: 1, profitWithoutThem: -7 });
});

test('without revenue there is no lift that pays', () => {
  const nothing = simulateCampaign(new Float64Array(2), new Uint8Array(2), terms, createRandom(1));
  expect(nothing).toMatchObject({ baseRevenue: 0, breakEvenLift: null, expectedProfit: -8 });
});
