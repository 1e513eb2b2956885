import { isJsonObject, type Json, type JsonObject } from './json-value.js';

/** Lists within an order that change its money: their sums are kept, their parts are not. */
export const isMoneyList = (path: string) =>
  /refunds?$|(discount|coupon|shipping|tax|fee|duty|tip)_?(codes?|lines?|allocations?|amounts?)$|^(\w+\.)*(taxes|discounts|fees|coupons)$/i.test(
    path,
  );

/** What is money in them. A `value` may be a percentage, a `rate` is one. */
export const moneyKey = /(^|_)(amount|price|total|subtotal|discount|tax)$/i;

/** Lists that hold products too, and are not what was ordered. */
const notItems =
  /refund|return|shipping|shipment|tax|discount|coupon|fee|fulfil|payment|transaction|note|meta|event|histor/i;

/**
 * How much a list of an order looks like its lines: by its name, and by whether its objects say how many of
 * what for how much. 0: it is none.
 */
export function itemsScore(path: string, keys: readonly string[]): number {
  if (notItems.test(path)) return 0;
  const has = (pattern: RegExp) => (keys.some((key) => pattern.test(key)) ? 1 : 0);
  const score =
    2 * Number(/item|line|product|position|article|artikel|row|entry|entries|basket|cart/i.test(path)) +
    2 * has(/(^|_|\.)(quantity|qty|units|pieces|menge|anzahl)|quantity$/i) +
    has(/price|total|amount|preis|betrag/i) +
    has(/sku|product|title|name|article|variant/i);
  return score >= 4 ? score : 0;
}

/**
 * Money that a refund gave back for goods: of its lines where it has some, else its total, else what was paid out.
 * Positive, whatever sign it has.
 */
export function refundedMoney(refund: JsonObject): number {
  const lines = objectsOf(refund.refund_line_items);
  const amountOf = (object: JsonObject, keys: readonly string[]) => {
    const key = keys.find((each) => object[each] !== undefined && object[each] !== null);
    return Math.abs(Number(key === undefined ? 0 : object[key])) || 0;
  };
  if (lines.length > 0)
    return lines.reduce((sum, line) => sum + amountOf(line, ['subtotal', 'total', 'amount']), 0);
  const own = amountOf(refund, ['total', 'amount']);
  if (own > 0) return own;
  return objectsOf(refund.transactions)
    .filter(({ kind, status }) => (kind ?? 'refund') === 'refund' && (status ?? 'success') === 'success')
    .reduce((sum, transaction) => sum + amountOf(transaction, ['amount']), 0);
}

const objectsOf = (value: Json | undefined): JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : [];
