import type { Field } from '../orders/order-line.js';
import { meaningOfState } from '../orders/order-state.js';
import type { ColumnProfile } from './column-profile.js';
import { rowsOfOrders } from './money-grain.js';

/** How well the values of a column go with a field, 0..1, and what is wrong with them. */
export interface Fit {
  readonly fit: number;
  readonly why: string | null;
}

const good: Fit = { fit: 1, why: null };
const bad = (why: string, fit = 0): Fit => ({ fit, why });

/** Records below which values prove nothing. */
const few = 5;

/**
 * Whether the values of a column can be a field at all, and how likely.
 * @param strength how surely the header says so, 0..1
 */
export function fitValues(field: Field, profile: ColumnProfile, strength: number): Fit {
  // Nobody is known: a rule may still count every order as a customer's.
  if (profile.distinct === 0) return bad('is empty', field === 'customer_id' && strength >= 0.9 ? 1 : 0);
  switch (field) {
    case 'ordered_at':
      return orUnreadable(fitDate(profile), strength);
    case 'ordered_time':
      return profile.timeOfDay >= 0.8 ? good : bad('is no time of day');
    case 'cancelled_at':
    case 'paid_at':
    case 'refunded_at':
      return profile.date >= 0.8 ? good : bad('is no date');
    case 'list_price':
      return fitMoney(profile, true);
    case 'unit_price':
    case 'amount':
      return orUnreadable(fitMoney(profile, true), strength);
    case 'discount':
    case 'order_tax':
    case 'order_shipping':
      return fitMoney(profile, false);
    case 'refund':
      return profile.packedAmount >= 0.8 ? good : fitMoney(profile, false);
    case 'quantity':
    case 'refunded_quantity':
    case 'cancelled_quantity':
      return fitPieces(profile, field, strength);
    case 'customer_email':
      // An address that only accounts have is worth less than one that every order has.
      return profile.email >= 0.6
        ? { fit: 0.3 + 0.7 * profile.filled, why: null }
        : bad('does not look like e-mail addresses');
    case 'customer_phone':
      return profile.phone >= 0.6 ? good : bad('does not look like phone numbers');
    case 'currency':
      return fitCurrency(profile);
    case 'state':
    case 'payment_state':
      return fitState(profile, strength);
    case 'customer_name':
      return strength > 0.9 || profile.letters >= 0.6 ? good : bad('does not look like names');
    case 'country':
      return profile.number < 0.5 && profile.date < 0.5 ? good : bad('does not look like countries');
    case 'stock_code':
      if (profile.fraction > 0.2) return bad('has fractions, as money has');
      return profile.words > 2.5 ? bad('is text of several words', 0.5) : good;
    case 'description':
      return profile.number > 0.8 ? bad('is numbers', 0.4) : good;
    case 'category':
    case 'channel':
      return profile.number > 0.8 || profile.distinct > 500 ? bad('does not look like groups') : good;
    default:
      return good;
  }
}

/** Where a header is plain and nothing else will do, what cannot be read is told line by line. */
const orUnreadable = ({ fit, why }: Fit, strength: number): Fit => ({
  fit: fit === 0 && strength >= 0.85 ? 0.15 : fit,
  why,
});

function fitDate(profile: ColumnProfile): Fit {
  if (profile.date >= 0.5) return { fit: profile.date, why: null };
  if (profile.filled > 0 && profile.date > 0 && profile.date + profile.number >= 0.9)
    return { fit: 0.9, why: null };
  const isSerial = profile.number >= 0.9 && profile.median > 20_000 && profile.median < 80_000;
  const isUnix = profile.number >= 0.9 && profile.median > 5e8 && profile.median < 4.2e12;
  return isSerial || isUnix ? { fit: 0.8, why: null } : bad('is no date');
}

function fitMoney(profile: ColumnProfile, isNeeded: boolean): Fit {
  if (profile.number < 0.8) return bad('is no number');
  if (profile.date > 0.9 && profile.fraction === 0 && profile.median > 19_000_000) return bad('is a date');
  if (profile.zero === 1) return bad('is 0 on every line', isNeeded ? 0.05 : 0.6);
  return good;
}

function fitPieces(profile: ColumnProfile, field: Field, strength: number): Fit {
  const isWords = profile.number < 0.5 && profile.distinct <= 20;
  if (profile.number < 0.8 && !isWords)
    return bad('is no number', strength >= 0.85 && profile.number >= 0.3 ? 0.4 : 0);
  if (field === 'quantity' && profile.zero === 1) return bad('is 0 on every line');
  if (profile.median > 1e6 && profile.values.length >= few) return bad('is too large for pieces');
  return profile.fraction > 0.5 ? bad('has fractions', 0.6) : good;
}

function fitState({ values, distinct, words, date, number }: ColumnProfile, strength: number): Fit {
  if (distinct > 60 || words >= 6 || date >= 0.5) return bad('does not look like states');
  // Numbers say nothing where another column has the words.
  if (number >= 0.8) return bad('is numbers', 0.4);
  // `state` may be a province: its values tell.
  if (strength >= 0.6) return good;
  const known = [...new Set(values.filter((value) => value !== ''))].filter(
    (value) => meaningOfState(value) !== 'unknown',
  );
  return known.length >= 0.5 * distinct ? { fit: 1.5, why: null } : bad('does not look like states');
}

function fitCurrency({ values, distinct }: ColumnProfile): Fit {
  const filled = values.filter((value) => value !== '');
  const isSign = (value: string) => /^([A-Za-z]{3}|\p{Sc}|[A-Z]{1,2}\p{Sc}|Kč|zł|kr\.?)$/u.test(value);
  return distinct <= 30 && filled.filter(isSign).length >= 0.9 * filled.length
    ? good
    : bad('does not look like currencies');
}

/**
 * Whether the values can number orders: several lines of one number are of one day, and the number says
 * something.
 * @param days of each record, null if the date is not known
 */
export function fitOrder(profile: ColumnProfile, days: readonly string[] | null): Fit {
  const { values, distinct, filled } = profile;
  const records = values.length;
  if (distinct === 0) return bad('is empty');
  if (distinct === 1 && records >= few) return bad('is the same on every line');
  if (profile.zero > 0.9) return bad('is 0');
  if (profile.date > 0.9 && profile.integer < 0.9) return bad('is a date');
  if (profile.fraction > 0.3) return bad('has fractions, as money has');
  if (filled < 0.2 && records >= few)
    return bad(`is empty on ${Math.round(100 * (1 - filled))} % of the lines`, 0.2);
  if (!days) return good;
  const several = rowsOfOrders(values).filter((rows) => rows.length > 1);
  if (several.length === 0) return { fit: 0.95, why: 'groups no lines' };
  const ofOneDay = several.filter((rows) => rows.every((i) => days[i] === days[rows[0]!] || days[i] === ''));
  const share = ofOneDay.length / several.length;
  if (share < 0.8 && several.length >= 3) return bad('has lines of different days under one number', 0.2);
  return good;
}

/** What the values of a column say of people. */
export interface PersonFit extends Fit {
  /** People per order that has one, 0..1; 1 where nobody comes twice. */
  readonly perOrder: number;
}

/**
 * Whether the values can be people: an order is of one, and there are several.
 * @param orders of each record, null if the file has no order number
 */
export function fitPerson(profile: ColumnProfile, orders: readonly string[] | null): PersonFit {
  const { values, distinct } = profile;
  const refused = (why: string, fit = 0): PersonFit => ({ fit, why, perOrder: 1 });
  if (distinct === 0) return refused('is empty', 0.14);
  // A file may be sorted by customer: whether all of it is one is seen when it has been read.
  if (distinct === 1 && values.length >= 2 * few) return refused('is the same on every line', 0.2);
  if (distinct <= 3 && distinct > 1 && values.length >= 4 * few)
    return refused('says one of a few words', 0.1);
  if (profile.date > 0.9 && profile.integer < 0.5) return refused('is a date');
  if (profile.fraction > 0.5 && !isShortened(profile)) return refused('has fractions, as money has');
  const rows = orders ? rowsOfOrders(orders) : values.map((_, i) => [i]);
  const people = new Set<string>();
  /** Of an export that was pasted twice each order counts once. */
  const knownOrders = new Set<string>();
  let known = 0;
  let mixed = 0;
  for (const order of rows) {
    const names = new Set(order.map((i) => values[i]!.toLowerCase()).filter((value) => value !== ''));
    if (names.size === 0) continue;
    known++;
    knownOrders.add(orders?.[order[0]!] ?? String(order[0]));
    if (names.size > 1) mixed++;
    for (const name of names) people.add(name);
  }
  if (known >= few && mixed > 0.2 * known) return refused('differs within an order', 0.3);
  const perOrder = known < 4 * few || !orders ? 0.9 : people.size / knownOrders.size;
  return { fit: 0.5 + 0.5 * Math.min(1, known / Math.max(1, rows.length)), why: null, perOrder };
}

/**
 * Whether numbers split people whom an address keeps together: one address has many numbers, nearly all of
 * them of a single order, as shops number their guests. An address that several customers share is another
 * thing: there the numbers come again.
 */
export function splitsPeople(
  numbers: ColumnProfile,
  addresses: ColumnProfile,
  orders: readonly string[] | null,
): boolean {
  const ordersOf = new Map<string, Set<string>>();
  const numbersOf = new Map<string, Set<string>>();
  for (const [i, number] of numbers.values.entries()) {
    const address = addresses.values[i]!.toLowerCase();
    if (number === '' || address === '') continue;
    ordersOf.set(number, (ordersOf.get(number) ?? new Set()).add(orders?.[i] ?? String(i)));
    numbersOf.set(address, (numbersOf.get(address) ?? new Set()).add(number));
  }
  const several = [...numbersOf.values()].filter(({ size }) => size > 1);
  const theirs = several.flatMap((each) => [...each]);
  const once = theirs.filter((number) => ordersOf.get(number)!.size === 1);
  return (
    several.length >= few && several.length >= 0.1 * numbersOf.size && once.length >= 0.8 * theirs.length
  );
}

/** Whether a spreadsheet has shortened numbers to `4.91512E+11`, so that different ones are the same. */
export const isShortened = ({ values }: ColumnProfile) => {
  const filled = values.filter((value) => value !== '');
  return (
    filled.length > 0 &&
    filled.filter((value) => /^\d([.,]\d+)?E\+\d+$/i.test(value)).length > 0.5 * filled.length
  );
};
