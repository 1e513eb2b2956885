import type { ColumnMapping } from './column-mapping.js';
import { type ColumnProfile, roughNumber } from './column-profile.js';

/** More different values are no kinds of documents. */
const mostKinds = 12;
const creditNote =
  /gutschrift|storno|credit.?(note|memo)|^(refund|return)s?$|^avoirs?$|nota de (cr[ée]dito|abono)|nota di credito|creditnota|^zwrot/i;

/**
 * A column that calls some lines credit notes although their money is above zero, as `Gutschrift` in `Belegart`:
 * what is not read would count as sold. Null where there is none.
 */
export function unreadCreditNotes(
  mapping: ColumnMapping,
  profiles: readonly ColumnProfile[],
): { readonly position: number; readonly value: string } | null {
  // What is read as these has no say in what counts.
  const { category, channel, description, ...telling } = mapping;
  const used = new Set(Object.values(telling).map(({ position }) => position));
  const money = mapping.amount ?? mapping.unit_price ?? mapping.order_goods ?? mapping.order_total;
  if (!money) return null;
  const amounts = profiles[money.position - 1]!.values.map(roughNumber);
  const pieces = mapping.quantity && profiles[mapping.quantity.position - 1]!.values.map(roughNumber);
  for (const { position, values, distinct } of profiles) {
    if (used.has(position) || distinct > mostKinds) continue;
    const line = values.findIndex(
      (value, i) => creditNote.test(value) && amounts[i]! > 0 && !(pieces && pieces[i]! < 0),
    );
    if (line !== -1) return { position, value: values[line]! };
  }
  return null;
}
