import { fitNbd } from '../clv/nbd.js';
import { type FittedBuying, fitBuying } from './fit-buying.js';
import { fitMoney, type MoneyModel } from './money-model.js';
import { daysOf } from './months.js';
import { historiesOf, type KnownCustomers, knownAt, type OrderDays } from './order-days.js';
import type { OrderModel } from './order-model.js';
import { bgNbdOrders, paretoNbdOrders } from './parametric-models.js';
import { ratesOrders } from './rates-model.js';
import { estimateSeason, type Season, seasonWithin } from './season.js';

/** What is known on one day. */
export interface Past {
  readonly orders: OrderDays;
  /** First day of the data. */
  readonly from: number;
  readonly known: KnownCustomers;
}

/** What is known on one day, and the models fitted to it. */
export interface Outlook extends Past {
  readonly buying: FittedBuying;
  readonly money: MoneyModel;
  readonly season: Season;
}

/** Fits everything to what is known on a day, and to nothing later. */
export function outlookAt(
  orders: OrderDays,
  from: number,
  day: number,
  { crossCheck = false } = {},
): Outlook {
  const known = knownAt(orders, day);
  const buying = fitBuying(historiesOf(known), { crossCheck });
  const season = estimateSeason(orders, from, day, buying.expectation);
  return { orders, from, known, buying, money: fitMoney(known), season };
}

/** What customers are expected to do in the next months. */
export interface CustomerForecast {
  readonly model: OrderModel;
  /** Float64Array (n), as the rows of `known`: 0..1. */
  readonly alive: Float64Array;
  /** Float64Array (n): orders and money of all the months together. */
  readonly orders: Float64Array;
  readonly money: Float64Array;
  /** Float64Array (n): money per order. */
  readonly orderValue: Float64Array;
  /** Float64Array (nMonths × n): money of each month. */
  readonly monthly: Float64Array;
  /** Float64Array (nMonths): what the season makes of each month. */
  readonly factors: Float64Array;
}

/** The first model of orders that holds. */
function orderModelFor({ orders, from, known: { day }, buying }: Outlook, months: number): OrderModel {
  const { bgNbd, paretoNbd, nbd } = buying;
  if (bgNbd.degenerate === null) return bgNbdOrders(bgNbd.model, [from - 1, day]);
  if (paretoNbd?.degenerate === null) return paretoNbdOrders(paretoNbd.model, [from - 1, day]);
  const windowDays = daysOf(months);
  const past = fitNbd(historiesOf(knownAt(orders, day - windowDays)));
  return ratesOrders(orders, day, windowDays, past.model, nbd.model);
}

/** What each customer can be expected to order and to bring, the season included. */
export function forecastCustomers(outlook: Outlook, months: number): CustomerForecast {
  const { known, money, season } = outlook;
  const model = orderModelFor(outlook, months);
  const n = known.x.length;
  const factors = seasonFactors(season, model, known.day, months);
  const total = { orders: new Float64Array(n), money: new Float64Array(n) };
  const monthly = new Float64Array(months * n);
  const alive = known.x.map((x, i) => model.alive(x, known.tx[i]!, known.T[i]!));
  const orderValue = known.x.map((x, i) => money.expected(x + 1, known.spent[i]! / (x + 1)));
  for (let i = 0; i < n; i++) {
    let before = 0;
    for (let month = 0; month < months; month++) {
      const until = model.expected(
        known.x[i]!,
        known.tx[i]!,
        known.T[i]!,
        ((month + 1) * daysOf(months)) / months,
      );
      const orders = (until - before) * factors[month]!;
      before = until;
      total.orders[i]! += orders;
      total.money[i]! += orders * orderValue[i]!;
      monthly[month * n + i] = orders * orderValue[i]!;
    }
  }
  return { model, alive, orders: total.orders, money: total.money, orderValue, monthly, factors };
}

/** The season of each month ahead against that of the days from which the model has its rates. */
function seasonFactors(season: Season, model: OrderModel, day: number, months: number): Float64Array {
  const base = seasonWithin(season, ...model.measured);
  const days = daysOf(months);
  const end = (month: number) => day + Math.round((month * days) / months);
  return Float64Array.from({ length: months }, (_, m) => seasonWithin(season, end(m), end(m + 1)) / base);
}
