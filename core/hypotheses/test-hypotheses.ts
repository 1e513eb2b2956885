import type { Random } from '../random/random.js';
import { bootstrapIntervals, type Interval } from '../statistics/bootstrap.js';
import type { Hypothesis, TestedHypothesis, Verdict } from './hypothesis.js';

/**
 * Puts hypotheses to the test: one holds, or does not, where the whole 95 % interval of its effect lies on one side
 * of the threshold.
 * @param nCustomers that the figures are about
 */
export function testHypotheses(
  hypotheses: readonly Hypothesis[],
  nCustomers: number,
  random: Random,
): TestedHypothesis[] {
  const once = new Int32Array(nCustomers).fill(1);
  const intervals = bootstrapIntervals(
    nCustomers,
    hypotheses.map(({ effect }) => effect),
    random,
  );
  return hypotheses.map((hypothesis, at) => {
    const { name, statement, unit, effectUnit, threshold, direction } = hypothesis;
    const { low, high } = intervals[at]!;
    return {
      ...{ name, statement, unit, effectUnit, threshold, direction },
      insiders: hypothesis.insiders(once),
      base: hypothesis.base ? hypothesis.base(once) : null,
      effect: hypothesis.effect(once),
      effectLow: low,
      effectHigh: high,
      verdict: verdictOn(hypothesis, intervals[at]!),
    };
  });
}

function verdictOn({ threshold, direction }: Hypothesis, { low, high }: Interval): Verdict {
  const above = direction === 'above';
  if (above ? low > threshold : high < threshold) return 'holds';
  return (above ? high <= threshold : low >= threshold) ? 'does not hold' : 'not certain';
}
