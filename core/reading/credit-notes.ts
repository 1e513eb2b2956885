import type { ColumnMapping, MatchedColumn } from './column-mapping.js';
import type { ColumnProfile } from './column-profile.js';
import { folded } from './header-concepts.js';
import { sqlText } from './sql-text.js';

/** More different values are no kinds of documents. */
export const mostKinds = 12;

/** Words for a document that gives money back, wherever they stand; RE2 reads them as well. */
const creditWords =
  'gutschrift|storno|credit.?(note|memo)|^(refund|return)s?$|^avoirs?$|nota de (cr[eé]dito|abono)|nota di credito|creditnota|^(zwrot|korekta)';
export const creditNote = new RegExp(creditWords, 'i');

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
];
const creditCodes = codes.flatMap(([, credit]) => credit);

const says = /(^|[^a-z])(type|typ|tipo|kind|soort|rodzaj|art)([^a-z]|$)/;
const saysOfDocuments =
  /(beleg|dokument|vorgang|buchung|rechnung|auftrag|transaktion)s?(art|typ)|(document|transaction|invoice|voucher|doc)\W?(type|kind)|(type|tipo) (de |di |del )?(document|piece|comprobante|documento)/;
/** Of something else than the document. */
const notOfDocuments =
  /pay|zahl|pag|ship|versand|liefer|product|artikel|article|customer|kunde|client|card|karte/;

/**
 * The column that says what kind of document a record is, where it names credit notes: their money is given back,
 * whatever its sign. Null where there is none.
 */
export function documentKind(
  headers: readonly string[],
  mapping: ColumnMapping,
  profiles: readonly ColumnProfile[],
): MatchedColumn | null {
  // A group of products may turn out to be a kind of documents.
  const { category, channel, ...others } = mapping;
  const used = new Set(Object.values(others).map(({ position }) => position));
  for (const { position, values, distinct } of profiles) {
    const header = folded(headers[position - 1] ?? '').replace(/[_.-]/g, ' ');
    if (used.has(position) || distinct > mostKinds || notOfDocuments.test(header)) continue;
    const kinds = [...new Set(values)].filter((value) => value !== '');
    const isSaid = saysOfDocuments.test(header) && kinds.length > 0;
    if (isSaid || (says.test(header) && (kinds.some((kind) => creditNote.test(kind)) || hasPair(kinds))))
      return { header: headers[position - 1]!, position, matchedBy: 'values' };
  }
  return null;
}

const hasPair = (kinds: readonly string[]) =>
  codes.some(([invoice, credit]) =>
    [invoice, credit].every((some) => some.some((code) => kinds.includes(code))),
  );

/** Whether a cell names a document that gives money back. */
export const isCreditNoteSql = (cell: string) =>
  `coalesce(regexp_matches(lower(${cell}), ${sqlText(creditWords)}) or list_contains([${creditCodes.map(sqlText).join(', ')}], ${cell}), false)`;
