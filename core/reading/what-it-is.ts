import type { ColumnProfile } from './column-profile.js';
import { fieldsOfHeader } from './header-fields.js';
import { monthOfName } from './month-names.js';

/**
 * Whether a table has a row per customer: how many orders each placed, and what they spent in all or when they ordered
 * last.
 */
export function isCustomerList(headers: readonly string[], customer: ColumnProfile | undefined): boolean {
  const has = (words: RegExp) => headers.some((header) => words.test(header.trim()));
  const counts = has(
    /^(# ?)?(orders?|orders?[ _]count|number of orders|total[ _]orders|bestellungen|anzahl bestellungen|commandes|pedidos|ordini)$/i,
  );
  const sums = has(
    /total[ _]spent|lifetime|spent[ _]to[ _]date|average order|\baov\b|last[ _]order|letzte bestellung|derni[eè]re commande/i,
  );
  if (!counts || !sums || !customer) return false;
  const filled = customer.values.filter((value) => value !== '').length;
  return filled > 5 && customer.distinct === filled;
}

/** What a table is that is no table of orders, where it can be told; null for all others. */
export function whatItIs(headers: readonly string[], profiles: readonly ColumnProfile[]): string | null {
  const months = headers.filter((header) => {
    const [word, ...more] = header.split(/[\s\-/.'’]+/);
    return monthOfName(word ?? '') !== undefined && more.every((each) => /^\d{2,4}$/.test(each));
  });
  const years = headers.filter((header) => /^(19|20)\d{2}([-/]\d{1,2})?$/.test(header));
  if (months.length >= 3 || years.length >= 3)
    return 'a table with a column per month or year, and not a line per order';
  const first = profiles[0];
  const isOnePerKey =
    first !== undefined && first.values.length > 5 && first.distinct === first.values.length;
  const isKeyed = isOnePerKey && (fieldsOfHeader(headers[0] ?? '').customer_id ?? 0) >= 0.85;
  const counts = headers.filter((header) =>
    /count|total|sum|last|first|number|anzahl|letzte|erste|nombre|dernier/i.test(header),
  );
  if (isKeyed && counts.length >= 2) return 'a table with one row per customer, and not a line per order';
  const hasDates = profiles.some(({ date }) => date > 0.5);
  if (!hasDates && isOnePerKey)
    return 'a table without any date, a row for each of its keys, and not a line per order';
  return null;
}
