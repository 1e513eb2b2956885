import { measureGuarantee } from '../../../core/guarantee/measure-guarantee.js';
import { drawExponential } from '../../../core/random/draw-exponential.js';
import { createRandom } from '../../../core/random/random.js';

const options = { level: 0.8, nResamples: 500 };

test('shares are of all money of the window, that of later customers included', () => {
  const { measures, beats, members, rest } = measureGuarantee(
    {
      isMember: Uint8Array.of(1, 0, 1, 0, 0),
      money: Float64Array.of(60, 10, 20, 0, 0),
      others: Float64Array.of(30, 80),
    },
    options,
    createRandom(1),
  );
  const values = Object.fromEntries(
    measures.map((one) => [one.measure, [one.members.value, one.rest.value]]),
  );
  expect({ members, rest }).toEqual({ members: 2, rest: 3 });
  // 80 and 10 of 200; 2 of 2 and 1 of 3 bought.
  expect(values).toEqual({
    revenueShare: [0.4, 0.05],
    boughtAgain: [1, 1 / 3],
    meanRevenue: [40, 10 / 3],
    medianRevenue: [40, 0],
  });
  expect(beats.value).toBe(1);
});

test('intervals are those of resampling by hand', () => {
  const random = createRandom(2);
  const n = 300;
  const money = Float64Array.from({ length: n }, () => drawExponential(random, 1));
  const isMember = Uint8Array.from({ length: n }, (_, i) => Number(i < 100));
  const measured = measureGuarantee(
    { isMember, money, others: new Float64Array(0) },
    { level: 0.8, nResamples: 4000 },
    createRandom(3),
  );
  const [, , mean, median] = measured.measures;
  const own = money.slice(0, 100);
  const resamples = Array.from({ length: 4000 }, () =>
    own.map(() => own[Math.floor(100 * random())]!).sort(),
  );
  const ends = (of: (resample: Float64Array) => number) => {
    const sorted = Float64Array.from(resamples, of).sort();
    return [sorted[400]!, sorted[3600]!];
  };
  const near = (values: number[]) => values.map((value) => expect.closeTo(value, 1.3));
  const means = ends((resample) => resample.reduce((sum, value) => sum + value, 0) / 100);
  const medians = ends((resample) => (resample[49]! + resample[50]!) / 2);
  expect([mean!.members.low, mean!.members.high]).toEqual(near(means));
  expect([median!.members.low, median!.members.high]).toEqual(near(medians));
});

test('where nobody bought, nobody is better', () => {
  const { measures, beats } = measureGuarantee(
    { isMember: Uint8Array.of(1, 0), money: new Float64Array(2), others: new Float64Array(0) },
    options,
    createRandom(1),
  );
  expect(measures[0]!.members).toEqual({ value: 0, low: 0, high: 0 });
  expect(beats.value).toBe(0.5);
});
