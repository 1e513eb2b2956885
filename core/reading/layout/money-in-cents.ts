import type { Field } from '../../orders/order-line.js';
import type { ColumnMapping } from '../column-mapping.js';
import { type ColumnProfile, roughNumber } from '../column-profile.js';
import { type Concept, saidByHeader } from '../header-concepts.js';
import { isInCents } from '../is-in-cents.js';

/** What the values show of money in hundredths of the currency: `sure`, another column has it in units. */
export type Cents = 'sure' | 'likely' | null;

const moneyFields: readonly Field[] = [
  ...([
    'amount',
    'unit_price',
    'order_goods',
    'order_total',
    'order_tax',
    'order_shipping',
    'order_discount',
  ] as const),
];
/** Currencies whose money is written with two decimals, as codes and as signs. */
const withDecimals =
  /^(EUR|USD|GBP|CHF|CAD|AUD|NZD|PLN|CZK|SEK|NOK|DKK|BRL|MXN|ZAR|SGD|HKD|ILS|AED|SAR|RON|BGN|TRY|MYR|€|\$|£|R\$|zł)$/i;
const says: readonly Concept[] = ['amount', 'price', 'total', 'subtotal', 'net', 'gross', 'tax'];

/** Lines below which values prove nothing. */
const few = 10;
const nearlyAll = 0.95;

/**
 * Whether the money of a file is in cents although no header says so. Sure where another column is a hundredth of it.
 * Likely where the currency has decimals, no money of the file has any, and one of its columns is a share of another,
 * as a tax is: shares of whole units are hardly ever whole.
 */
export function moneyInCents(
  headers: readonly string[],
  mapping: ColumnMapping,
  profiles: readonly ColumnProfile[],
): Cents {
  const main = mapping.amount ?? mapping.unit_price ?? mapping.order_goods ?? mapping.order_total;
  if (!main || isInCents(main.header)) return null;
  const own = profiles[main.position - 1]!;
  if (!isWhole(own) || own.values.length < few || !(own.median >= 100)) return null;
  if (profiles.some((other) => other !== own && isHundredth(own, other))) return 'sure';
  const currency = mapping.currency && profiles[mapping.currency.position - 1]!;
  const codes = (currency?.values ?? []).filter((value) => value !== '');
  if (codes.length === 0 || !codes.every((code) => withDecimals.test(code))) return null;
  const mapped = moneyFields.flatMap((field) =>
    mapping[field] ? [profiles[mapping[field].position - 1]!] : [],
  );
  const money = profiles.filter(
    (profile) =>
      mapped.includes(profile) ||
      (profile.number > 0.9 &&
        profile.distinct > 5 &&
        says.some((concept) => saidByHeader(headers[profile.position - 1] ?? '').concepts.has(concept))),
  );
  if (!mapped.every(isWhole)) return null;
  const whole = money.filter((profile) => isWhole(profile) && profile.zero < 0.5 && profile.median >= 10);
  return whole.some((one) => whole.some((other) => one !== other && isWholeShare(one, other)))
    ? 'likely'
    : null;
}

const isWhole = ({ number, values }: ColumnProfile) =>
  number > 0.9 && values.every((value) => !/[.,]/.test(value) || /^\D*\d{1,3}([.,]\d{3})+\D*$/.test(value));

/** Whether a column says the same in units. */
function isHundredth({ values, distinct }: ColumnProfile, other: ColumnProfile): boolean {
  if (distinct < 4 || other.number < 0.9 || other.fraction === 0) return false;
  const rows = values.flatMap((value, i) => {
    const [cents, units] = [roughNumber(value), roughNumber(other.values[i]!)];
    return cents !== 0 && units !== 0 ? [[cents, units] as const] : [];
  });
  const fits = rows.filter(([cents, units]) => Math.abs(cents - 100 * units) < 0.6);
  return rows.length >= few && fits.length >= nearlyAll * rows.length;
}

/** Whether one is the same share of the other on nearly all lines, rounded to whole numbers. */
function isWholeShare(one: ColumnProfile, other: ColumnProfile): boolean {
  const rows = one.values.flatMap((value, i) => {
    const [a, b] = [Math.abs(roughNumber(value)), Math.abs(roughNumber(other.values[i]!))];
    return a >= 10 && b > a ? [[a, b] as const] : [];
  });
  if (rows.length < few) return false;
  const shares = rows.map(([a, b]) => a / b).sort((x, y) => x - y);
  const share = shares[shares.length >> 1]!;
  const fits = rows.filter(([a, b]) => Math.abs(a - b * share) <= 1).length;
  const broken = rows.filter(([, b]) => Math.abs(b * share - Math.round(b * share)) > 0.05).length;
  return (
    fits >= nearlyAll * rows.length && broken >= 0.5 * rows.length && new Set(rows.map(([a]) => a)).size > 5
  );
}
