import { lambdaCost, prices, runCost } from '../../../core/runs/run-cost.js';

test('a Lambda of 2 GB for 30 s in 3 calls: 60 GB-s and 3 requests', () => {
  expect(lambdaCost(30, 2048, 3)).toBeCloseTo(60 * prices.lambdaGbSecond + 3 * prices.lambdaCall, 12);
});

test('a run is the sum of its Lambdas, transitions, and half a capacity unit while the database is awake', () => {
  const cost = runCost({
    lambdas: [{ seconds: 10, memoryMb: 1024, calls: 1 }],
    transitions: 40,
    databaseSeconds: 360,
  });
  // 10 GB-s at 0.0000133334 and a call; 40 x 0.000025; a tenth of an hour at half of 0.12.
  expect(cost.lambda).toBeCloseTo(0.000133534, 9);
  expect(cost.stateMachine).toBeCloseTo(0.001, 9);
  expect(cost.database).toBeCloseTo(0.006, 9);
  expect(cost.total).toBeCloseTo(0.007133534, 9);
});
