import { meaningOfState } from '../../orders/order-state.js';
import type { ColumnMapping, MatchedColumn } from '../column-mapping.js';
import type { ColumnProfile } from '../column-profile.js';
import { saidByHeader } from '../header-concepts.js';

/** More different values are no states. */
const most = 8;
/** Of something else than the sale. */
const notOfSales =
  /ship|deliver|versand|liefer|fulfil|envio|livraison|newsletter|marketing|subscri|account|review|mail|type|typ|tipo/i;

/**
 * A column whose every value is a word of state, some of a sale and some of none, is the state of the order, whatever
 * its header says: `Result` with `approved` and `declined`. Null where a column is it by its header, or none is.
 */
export function stateColumn(
  headers: readonly string[],
  mapping: ColumnMapping,
  profiles: readonly ColumnProfile[],
): MatchedColumn | null {
  if (mapping.state || mapping.payment_state || mapping.document_kind) return null;
  const { category, channel, description, ...telling } = mapping;
  const used = new Set(Object.values(telling).map(({ position }) => position));
  const found = profiles.find(({ position, values, distinct, filled, letters }) => {
    const header = headers[position - 1] ?? '';
    if (used.has(position) || distinct < 2 || distinct > most || filled < 0.9 || letters < 0.9) return false;
    const { concepts } = saidByHeader(header);
    if (notOfSales.test(header) || concepts.has('shipping') || concepts.has('fulfilment')) return false;
    const meanings = [...new Set(values)].filter((value) => value !== '').map(meaningOfState);
    return !meanings.includes('unknown') && meanings.includes('sold') && meanings.includes('not sold');
  });
  return found
    ? { header: headers[found.position - 1]!, position: found.position, matchedBy: 'values' }
    : null;
}
