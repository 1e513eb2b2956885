import { fitNbd } from '../clv/nbd.js';
import { type FittedBuying, fitBuying } from './fit-buying.js';
import { fitMoney, type MoneyModel } from './money-model.js';
import { daysOf } from './months.js';
import { historiesOf, type KnownCustomers, knownAt, type OrderDays, thinned } from './order-days.js';
import type { OrderModel } from './order-model.js';
import { bgNbdOrders, paretoNbdOrders } from './parametric-models.js';
import { ratesOrders } from './rates-model.js';
import { type Season, seasonAt } from './season.js';
import { type ShopDays, shopDays } from './shop-days.js';

/** What is known on one day. */
export interface Past {
  readonly orders: OrderDays;
  readonly days: ShopDays;
  readonly known: KnownCustomers;
}

/** What is known on one day, and the models fitted to it. */
export interface Outlook extends Past {
  readonly buying: FittedBuying;
  readonly money: MoneyModel;
  readonly season: Season;
}

/** Of more customers, so many tell the parameters as well: every second, third ... of them. */
const mostFitted = 100_000;

/**
 * Fits everything to what is known on a day, and to nothing later.
 * @param from first day of the data
 * @param days of the shop, where they have been summed already
 */
export function outlookAt(
  orders: OrderDays,
  from: number,
  day: number,
  { crossCheck = false, days = shopDays(orders, from, day) } = {},
): Outlook {
  const known = knownAt(orders, day);
  const fitted = orders.nCustomers > mostFitted ? knownAt(thinned(orders, mostFitted), day) : known;
  const buying = fitBuying(historiesOf(fitted), { crossCheck });
  return { orders, days, known, buying, money: fitMoney(fitted), season: seasonAt(days, day) };
}

/** What customers are expected to do in the next months if no season were. */
export interface SteadyForecast {
  readonly model: OrderModel;
  /** Float64Array (n), as the rows of `known`: orders and money of all the months together. */
  readonly orders: Float64Array;
  readonly money: Float64Array;
  /** Float64Array (n): money per order. */
  readonly orderValue: Float64Array;
  /** What the season makes of all the months together. */
  readonly factor: number;
}

/** The first model of orders that holds. */
function orderModelFor(
  { orders, days: { from }, known: { day }, buying }: Outlook,
  months: number,
): OrderModel {
  const { bgNbd, paretoNbd, nbd } = buying;
  if (bgNbd.degenerate === null) return bgNbdOrders(bgNbd.model, [from - 1, day]);
  if (paretoNbd?.degenerate === null) return paretoNbdOrders(paretoNbd.model, [from - 1, day]);
  const windowDays = daysOf(months);
  const past = fitNbd(historiesOf(knownAt(thinned(orders, mostFitted), day - windowDays)));
  return ratesOrders(orders, day, windowDays, past.model, nbd.model);
}

/** What each customer can be expected to order and to bring at a steady rate. */
export function forecastSteadily(outlook: Outlook, months: number): SteadyForecast {
  const { known, money } = outlook;
  const model = orderModelFor(outlook, months);
  const orders = known.x.map((x, i) => model.expected(x, known.tx[i]!, known.T[i]!, daysOf(months)));
  const orderValue = known.x.map((x, i) => money.expected(x + 1, known.spent[i]! / (x + 1)));
  const [factor] = seasonFactors(outlook, model, [0, months]);
  return {
    model,
    orders,
    money: orders.map((count, i) => count * orderValue[i]!),
    orderValue,
    factor: factor!,
  };
}

/** What customers are expected to do in the next months, the season included. */
export interface CustomerForecast extends SteadyForecast {
  /** Float64Array (nMonths × n): money of each month, the season included, all months adding up to `money`. */
  readonly monthly: Float64Array;
}

/** What each customer can be expected to order and to bring, the season included, and when. */
export function forecastCustomers(outlook: Outlook, months: number): CustomerForecast {
  const steady = forecastSteadily(outlook, months);
  const { known } = outlook;
  const n = known.x.length;
  const ends = Array.from({ length: months + 1 }, (_, month) => month);
  const factors = seasonFactors(outlook, steady.model, ends);
  const monthly = new Float64Array(months * n);
  const orders = steady.orders.map((count) => count * steady.factor);
  const money = steady.money.map((sum) => sum * steady.factor);
  for (let i = 0; i < n; i++) {
    let before = 0;
    let sum = 0;
    for (let month = 0; month < months; month++) {
      const until = steady.model.expected(known.x[i]!, known.tx[i]!, known.T[i]!, daysOf(month + 1));
      monthly[month * n + i] = Math.max(0, until - before) * factors[month]!;
      sum += monthly[month * n + i]!;
      before = until;
    }
    for (let month = 0; month < months; month++) {
      monthly[month * n + i] = sum === 0 ? 0 : (monthly[month * n + i]! * money[i]!) / sum;
    }
  }
  return { ...steady, orders, money, monthly };
}

/** The season between each two of these months ahead, against that of the days from which the model has its rates. */
function seasonFactors(
  { season, known: { day } }: Outlook,
  { measured }: OrderModel,
  ends: readonly number[],
): number[] {
  const base = season.level(...measured);
  return ends
    .slice(1)
    .map((end, i) => season.level(day + daysOf(ends[i]!), day + daysOf(end)))
    .map((level) => (base > 0 ? level / base : 1));
}
