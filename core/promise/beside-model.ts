import { bgNbdConditional } from '../clv/bg-nbd.js';
import { fitBgNbd } from '../clv/fit-bg-nbd.js';
import { fitMoney } from '../forecast/money-model.js';
import { historiesOf, knownAt } from '../forecast/order-days.js';
import { type OrderHistory, someOf, spentWithin } from './order-history.js';
import { type PastElection, sumOfMost } from './past-elections.js';

/** Models are fitted on so many days at most: the newest, and every so manieth before it. */
const mostDays = 24;

/**
 * Past elections beside what as many would have brought by BG/NBD and gamma-gamma, a rival that cannot elect: of equal
 * money and recency it prefers fewer orders, so that more would expel.
 * @param elections oldest first
 */
export function besideModel(
  history: OrderHistory,
  elections: readonly PastElection[],
  horizonDays: number,
): PastElection[] {
  const every = Math.ceil(elections.length / mostDays);
  return elections.map((election, at) => {
    if ((elections.length - 1 - at) % every !== 0) return election;
    const { day, members } = election;
    const expected = expectedRevenue(history, day, horizonDays);
    if (!expected) return election;
    const after = spentWithin(history, knownAt(history, day).customers, day, day + horizonDays);
    const total = after.reduce((sum, money) => sum + money, 0);
    return { ...election, byModel: sumOfMost(expected, after, members) / total };
  });
}

/** The models are fitted to so many customers, at even distances: more tell no more of seven parameters. */
const mostFitted = 10_000;

/**
 * What each customer known on a day is to be expected to bring in the days after, by BG/NBD and gamma-gamma; undefined
 * where a parameter of BG/NBD runs away. Where gamma-gamma does not hold, an order's money is drawn to everybody's.
 * @returns Float64Array (n), in the order of `standingAt`
 * @see Fader, Hardie, Lee 2005, Counting your customers the easy way; the same, RFM and CLV
 */
function expectedRevenue(history: OrderHistory, day: number, horizonDays: number): Float64Array | undefined {
  const some = knownAt(someOf(history, mostFitted), day);
  const { model, degenerate } = fitBgNbd(historiesOf(some));
  if (degenerate !== null) return undefined;
  const money = fitMoney(some);
  const { x, tx, T, spent } = knownAt(history, day);
  return x.map(
    (orders, i) =>
      bgNbdConditional(model, orders, tx[i]!, T[i]!, horizonDays) *
      money.expected(orders + 1, spent[i]! / (orders + 1)),
  );
}
