import { dayNumber, daysOf, isoDay } from '../../../core/forecast/months.js';
import type { MeasuredElection } from '../../../core/guarantee/guarantee-findings.js';
import { measureGuarantee } from '../../../core/guarantee/measure-guarantee.js';
import type { OrderHistory } from '../../../core/promise/order-history.js';
import { createRandom } from '../../../core/random/random.js';
import type { Engine } from '../../../io/engine.js';
import type { StudyContext } from '../study-context.js';
import { electAsOf, type PastElection } from './elect-as-of.js';

/** Everybody of today, in the order of the history. */
export interface KnownCustomers {
  readonly ids: readonly string[];
  /** Uint8Array (nCustomers), 1 for Insiders. */
  readonly isMember: Uint8Array;
  readonly history: OrderHistory;
}

export interface Measured {
  readonly election: MeasuredElection;
  readonly past: PastElection;
  /** Float64Array (past.ids.length): their money in the months measured. */
  readonly money: Float64Array;
}

/** Elects so many months before the end and measures what followed; null where there was no election. */
export async function measureElection(
  engine: Engine,
  context: StudyContext,
  customers: KnownCustomers,
  months: number,
): Promise<Measured | null> {
  const past = electAsOf(
    context,
    customers.ids,
    customers.history,
    dayNumber(context.receipt.asOf) - daysOf(months),
  );
  return past ? measurePast(engine, context, customers, past, months) : null;
}

/** What the elected of so many months before the end brought since. Needs the view `purchases`. */
export async function measurePast(
  engine: Engine,
  { plan, receipt: { asOf } }: Pick<StudyContext, 'plan' | 'receipt'>,
  { ids, isMember }: Pick<KnownCustomers, 'ids' | 'isMember'>,
  past: PastElection,
  months: number,
): Promise<Measured> {
  const electedOn = isoDay(dayNumber(asOf) - daysOf(months));
  const spent = await engine.query<{ id: string; money: number }>(
    `select customer_id as id, cast(sum(amount) as double) as money
    from purchases
    where cast(ordered_at as date) > cast($1 as date)
    group by customer_id
    order by customer_id`,
    [electedOn],
  );
  const moneyOf = new Map(spent.map(({ id, money }) => [id, money]));
  const known = new Set(past.ids);
  const money = Float64Array.from(past.ids, (id) => moneyOf.get(id) ?? 0);
  const others = Float64Array.from(
    spent.filter(({ id }) => !known.has(id)),
    (one) => one.money,
  );
  const insiders = new Set(ids.filter((_, i) => isMember[i] === 1));
  const measured = measureGuarantee(
    { isMember: past.isMember, money, others },
    { level: plan.rules.forecast.interval, nResamples: resamplesFor(spent.length + past.ids.length) },
    createRandom(`${plan.rules.seed}/guarantee/${months}`),
  );
  const election = {
    ...measured,
    months,
    electedOn,
    measuredUntil: asOf,
    stillMembers: past.ids.filter((id, i) => past.isMember[i] === 1 && insiders.has(id)).length,
    windowRevenue: spent.reduce((sum, one) => sum + one.money, 0),
  };
  return { election, past, money };
}

/** So many draws keep the time bounded. */
const mostDraws = 4_000_000;
const resamplesFor = (nCustomers: number) =>
  Math.max(200, Math.min(1000, Math.round(mostDraws / nCustomers)));
