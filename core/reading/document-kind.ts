import { type KindMeaning, meaningsOfKinds } from '../orders/document-kind.js';
import type { ColumnMapping, MatchedColumn } from './column-mapping.js';
import type { ColumnProfile } from './column-profile.js';
import { folded } from './header-concepts.js';

/** More different values are no kinds of documents. */
export const mostKinds = 12;

/** Codes that say it where the code of an invoice stands beside them. */
const codes: readonly (readonly [invoice: readonly string[], credit: readonly string[]])[] = [
  [
    ['RE', 'RG', 'AR'],
    ['GU', 'GS', 'SR', 'RK'],
  ],
  [
    ['INV', 'IN', 'SI'],
    ['CN', 'CRN', 'CM', 'SC', 'CR'],
  ],
  [
    ['FA', 'FAC', 'FC'],
    ['AV', 'AVO', 'NC'],
  ],
  [['FT'], ['NC']],
  [
    ['F1', 'F2', 'FV'],
    ['G2', 'RE', 'RK'],
  ],
];

/** Debit and credit, where a rule says that the column is the kind: a credit may be a payment as well. */
const signs: (typeof codes)[number] = [
  ['D', 'Dr', 'DR', 'S', 'Debit', 'Soll'],
  ['C', 'Cr', 'CR', 'H', 'Credit', 'Haben'],
];

const says =
  /(^|[^\p{L}])(type|typ|tipo|kind|soort|rodzaj|druh|art|tur|turu|jenis|loai|вид|тип|direction|richtung|vorgang|vorgange)([^\p{L}]|$)|类型|類型|種別|区分|유형/u;
const saysOfDocuments =
  /(beleg|dokument|vorgang|buchung|rechnung|auftrag|transaktion|position)s?(art|typ)|(document|transaction|invoice|voucher|doc|line|item|row|record|receipt)\W?(type|kind)|(type|tipo) (de |di |del )?(document|piece|comprobante|documento)|(вид|тип) (документа|операции|счета)|rodzaj dokumentu|typ dokladu|(fatura|belge) (tipi|turu)|(单据|發票|发票|交易)(类型|類型)|伝票(種別|区分)/u;
/** Of something else than the document. */
const notOfDocuments =
  /pay|zahl|pag|ship|versand|liefer|product|artikel|article|customer|kunde|client|card|karte|status|state/;

/**
 * The column that says what kind of document, or of line, a record is. Null where there is none.
 * What each of its kinds means is told from the whole file: `meaningsOf`.
 */
export function documentKind(
  headers: readonly string[],
  mapping: ColumnMapping,
  profiles: readonly ColumnProfile[],
): MatchedColumn | null {
  if (mapping.document_kind) return mapping.document_kind;
  // A group of products may turn out to be a kind of documents.
  const { category, channel, customer_name, ...others } = mapping;
  const used = new Set(Object.values(others).map(({ position }) => position));
  for (const profile of profiles) {
    const { position, distinct } = profile;
    const header = folded(headers[position - 1] ?? '').replace(/[_.-]/g, ' ');
    if (used.has(position) || distinct === 0 || distinct > mostKinds || notOfDocuments.test(header)) continue;
    const kinds = kindsOf(profile);
    const meanings = meaningsByCodes(kinds, codes);
    const of = (...wanted: KindMeaning[]) =>
      kinds.filter((kind) => wanted.includes(meanings.get(kind)!)).length;
    const isTold =
      of('sold', 'final') > 0 &&
      of('returned', 'nothing', 'discount', 'bought', 'instalment', 'component') > 0;
    const isSure = saysOfDocuments.test(header) || (says.test(header) && of('unknown') <= kinds.length / 2);
    const isByValues = isTold && (isSure || (of('unknown') === 0 && kinds.length > 1));
    const isByHeader =
      saysOfDocuments.test(header) &&
      (of('sold', 'returned', 'bought', 'final', 'instalment') > 0 ||
        (of('nothing', 'discount', 'component') > 0 && of('unknown') > 0));
    if (isByValues || isByHeader) return { header: headers[position - 1]!, position, matchedBy: 'values' };
  }
  return null;
}

const kindsOf = ({ values }: ColumnProfile) => [...new Set(values)].filter((value) => value !== '');

/** What each kind of a column means that is one of kinds, in words and in codes. */
export const meaningsOf = (kinds: readonly string[]): ReadonlyMap<string, KindMeaning> =>
  meaningsByCodes(kinds, [...codes, signs]);

function meaningsByCodes(kinds: readonly string[], pairs: typeof codes): ReadonlyMap<string, KindMeaning> {
  const meanings = new Map(meaningsOfKinds(kinds));
  for (const [invoice, credit] of pairs) {
    const isPair = [invoice, credit].every((some) => some.some((code) => kinds.includes(code)));
    if (!isPair) continue;
    for (const kind of kinds) {
      if (invoice.includes(kind)) meanings.set(kind, 'sold');
      if (credit.includes(kind)) meanings.set(kind, 'returned');
    }
  }
  return meanings;
}
