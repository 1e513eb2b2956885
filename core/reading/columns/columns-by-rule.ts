import { UserError } from '../../errors/user-error.js';
import { type Field, fields } from '../../orders/order-line.js';
import type { ReadingRules } from '../../rules/rules.js';
import type { ColumnMapping } from '../column-mapping.js';

/**
 * The columns that the rules name.
 * @param headers null for a file without a header
 * @throws UserError `NoSuchColumn`
 */
export function columnsByRule(
  rules: ReadingRules['columns'],
  { headers, nColumns, file }: { headers: readonly string[] | null; nColumns: number; file: string },
): ColumnMapping {
  const mapping: ColumnMapping = {};
  for (const field of fields) {
    const wanted = rules[field];
    if (wanted === undefined) continue;
    const index = typeof wanted === 'number' ? wanted - 1 : (headers ?? []).indexOf(wanted.trim());
    if (!Number.isInteger(index) || index < 0 || index >= nColumns)
      throw noSuchColumn(file, field, wanted, headers, nColumns);
    mapping[field] = { header: headers?.[index] ?? null, position: index + 1, matchedBy: 'rule' };
  }
  return mapping;
}

function noSuchColumn(
  file: string,
  field: Field,
  wanted: string | number,
  headers: readonly string[] | null,
  nColumns: number,
) {
  const found = headers ? `its headers are ${quotedList(headers)}` : 'it has no header';
  return new UserError(
    'NoSuchColumn',
    `there is no column ${typeof wanted === 'number' ? wanted : `'${wanted}'`}: the file has ${nColumns} columns, ${found}`,
    { remedy: `Correct the rule reading.columns.${field}.`, file, column: String(wanted) },
  );
}

export const quotedList = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');

/** Which of customer, date and money a mapping lacks; empty if a file can be read with it. */
export function missingMeanings(mapping: ColumnMapping): string[] {
  const { amount, quantity, unit_price, order_goods, order_total } = mapping;
  return [
    ...(mapping.customer_id ? [] : ['customer']),
    ...(mapping.ordered_at ? [] : ['date']),
    ...(amount || order_goods || order_total || (quantity && unit_price)
      ? []
      : ['money (an amount, or quantity and unit price)']),
  ];
}
