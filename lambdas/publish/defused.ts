import { innerFormula, leadingFormula } from '../../core/csv/formula.js';

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** A text column as SQL, by the rule of `csvLine`: an apostrophe wherever a spreadsheet would find a formula. */
export const defused = (column: string) => {
  const within = `regexp_replace(${column}, ${quoted(innerFormula)}, '\\1''\\2', 'g')`;
  return `case when regexp_matches(${column}, ${quoted(leadingFormula)}) then concat('''', ${within}) else ${within} end`;
};
