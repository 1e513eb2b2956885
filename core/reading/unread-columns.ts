import { meaningsOfKinds } from '../orders/document-kind.js';
import type { ColumnMapping } from './column-mapping.js';
import { type ColumnProfile, roughNumber } from './column-profile.js';
import { mostKinds } from './document-kind.js';
import { folded, saidByHeader } from './header-concepts.js';

/**
 * Sentences on columns that are not read although they may change what counts: lines that are called credit notes with
 * money above zero, money of vouchers.
 * @param headers null for a file without a header
 */
export function unreadColumns(
  headers: readonly string[] | null,
  mapping: ColumnMapping,
  profiles: readonly ColumnProfile[],
): string[] {
  // What is read as these has no say in what counts.
  const { category, channel, description, coupon, ...telling } = mapping;
  const used = new Set(Object.values(telling).map(({ position }) => position));
  const money = mapping.amount ?? mapping.unit_price ?? mapping.order_goods ?? mapping.order_total;
  if (!money) return [];
  const amounts = profiles[money.position - 1]!.values.map(roughNumber);
  const pieces = mapping.quantity && profiles[mapping.quantity.position - 1]!.values.map(roughNumber);
  const isSold = (i: number) => amounts[i]! > 0 && !(pieces && pieces[i]! < 0);
  const sentences: string[] = [];
  for (const profile of profiles.filter(({ position }) => !used.has(position))) {
    const name = headers?.[profile.position - 1] ?? `column ${profile.position}`;
    const { values, distinct } = profile;
    const credit =
      distinct <= mostKinds &&
      !mapping.document_kind &&
      !(mapping.state && saidByHeader(name).concepts.has('status'))
        ? values.findIndex((value, i) => isCreditNote(value) && isSold(i))
        : -1;
    if (credit !== -1)
      sentences.push(
        `'${name}' says '${values[credit]}' of lines whose money is above zero: they count as sold. If they are returns, say reading: { columns: { document_kind: '${name}' } }.`,
      );
    const vouchers =
      voucher.test(folded(name)) && profile.number >= 0.8 && profile.fraction + profile.zero > 0
        ? values.filter((value) => roughNumber(value) !== 0 && value !== '').length
        : 0;
    if (vouchers > 0)
      sentences.push(
        `'${name}' has money on ${vouchers} of ${values.length} lines, which is not taken off: if it is a discount, say reading: { columns: { order_discount: '${name}' } }.`,
      );
  }
  return sentences;
}

const isCreditNote = (value: string) => value !== '' && meaningsOfKinds([value]).get(value) === 'returned';

const voucher =
  /クーポン|优惠券|쿠폰|voucher|gutschein|coupon|bon d.?achat|cheque|buono|cupon|cupom|promo|aktionscode/;
/**
 * The header of a column that says debit or credit of money that has no sign; null where none does. Whether a credit is a
 * return or a payment, it does not say.
 */
export function debitOrCredit(
  headers: readonly string[],
  mapping: ColumnMapping,
  profiles: readonly ColumnProfile[],
): string | null {
  const money = mapping.amount ?? mapping.order_goods ?? mapping.order_total;
  if (!money || mapping.document_kind || profiles[money.position - 1]!.negative > 0) return null;
  const found = profiles.find(
    ({ position, values, distinct }) =>
      saysDebit.test(folded(headers[position - 1] ?? '')) &&
      distinct === 2 &&
      !values.some((value) => value.length > 6),
  );
  return found ? headers[found.position - 1]! : null;
}

const saysDebit =
  /soll.*haben|haben.*soll|debit.*credit|\bd\W?[/]\W?c\b|\bs\W?[/]\W?h\b|dr\W?[/]\W?cr|debe.*haber|dare.*avere|debet.*credit/;
