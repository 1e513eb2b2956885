import type { ColumnProfile } from './column-profile.js';
import { fieldsOfHeader } from './header-fields.js';
import { monthOfName } from './month-names.js';

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
