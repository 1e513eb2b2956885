import { monthOfName } from './month-names.js';

const totalWords =
  '(grand |sub-?)?(total|totals|sum|summe|gesamt|gesamtsumme|endsumme|zwischensumme|somme|totaux|totale|totaal|suma|razem|toplam|genel toplam|итого|всего|合計|总计|合计)';

/** A total below the orders, or a line about the file: who made it, when, how many records. */
const footer = new RegExp(
  [
    `^${totalWords}( general| générale?| generale)?[\\s:.]*$`,
    // Of a month or a year: `Summe 03/2023`, `Total for March 2023`.
    `^${totalWords}(\\P{L}+\\p{L}+){0,2}\\P{L}*\\d{2}\\P{L}*$`,
    // Of a section: `Total for Anna Keller`.
    `^${totalWords}\\s+(for|für|pour|para|per|voor|dla|по|для)\\s+\\S`,
    '^(seller id|generated|exported|created (on|by|at)\\b|report (date|generated)|printed|page \\d|end of |powered by|verkäufername|erstellt (am|von)|exportiert|généré|generado|gerado|generato)',
    'record\\(s\\)|records? (downloaded|exported)|datensätze',
  ].join('|'),
  'iu',
);

/** Whether a text opens a total or a footer. */
export const opensFooter = (text: string) => footer.test(text.trim());

/** A cell that is the word for a total and nothing else. */
const total = new RegExp(`^${totalWords}[\\s:.]*$`, 'iu');

const units = new Set(
  'eur usd gbp chf € $ £ pcs pieces stk stück % text string number date datetime integer float varchar id - yyyy-mm-dd dd.mm.yyyy mm/dd/yyyy units n/a'.split(
    ' ',
  ),
);

/** `(EUR)`, `pcs`, `YYYY-MM-DD`: a cell of a row that says how its columns are measured. */
const isUnit = (text: string) => units.has(text.toLowerCase().replace(/[()[\]]/g, ''));

/** `January 2023`, `März`: a row that opens the lines of a month. */
export function isMonth(text: string): boolean {
  const [month, year, ...more] = text
    .trim()
    .split(/[\s\-/.,'’]+/)
    .filter((part) => part !== '');
  return more.length === 0 && monthOfName(month ?? '') !== undefined && /^(\d{2}|\d{4})?$/.test(year ?? '');
}

/** Whether a record without a date stands around the orders: a footer, a row of units, the header once more. */
export function isFrame(fields: readonly string[], headers: readonly string[] | null): boolean {
  const filled = fields.filter((field) => field !== '');
  if (filled.length === 0) return true;
  if (headers?.every((name, i) => (fields[i] ?? '') === name)) return true;
  if (filled.length === 1 && fields.length >= 4 && isMonth(filled[0]!)) return true;
  // A total may stand anywhere in a row of sums.
  const isSums = filled.length >= 3 && filled.filter((text) => /\d/.test(text)).length >= filled.length - 1;
  return (
    opensFooter(filled[0]!) ||
    (isSums && filled.some((text) => total.test(text))) ||
    (filled.length >= 2 && filled.every(isUnit))
  );
}
