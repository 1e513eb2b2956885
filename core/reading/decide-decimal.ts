import type { NumberEvidence } from './number-evidence.js';

/** How the numbers of a file are read. */
export interface NumberReading {
  readonly decimal: '.' | ',';
  /** `convention`: the values leave it open, so the delimiter decides (`;` goes with a decimal comma). */
  readonly decidedBy: 'rule' | 'values' | 'convention';
  /** Signs seen between groups of three digits. */
  readonly thousands: readonly string[];
  /** Whether every value is digits, one decimal sign at most and a leading sign: then a cast reads them. */
  readonly isPlain: boolean;
  /** Signs and words of money seen beside digits. */
  readonly currencies: readonly string[];
}

/** Decides the decimal sign from all numbers of a file together. */
export function decideDecimal(
  evidence: NumberEvidence,
  { decimal: rule, delimiter }: { decimal: '.' | ',' | null; delimiter: string | null },
): NumberReading {
  const byValues = decimalByValues(evidence);
  const decimal = rule ?? byValues ?? (delimiter === ';' ? ',' : '.');
  const grouped = decimal === ',' ? evidence.points : evidence.commas;
  return {
    decimal,
    decidedBy: rule ? 'rule' : byValues ? 'values' : 'convention',
    thousands: [...(grouped > 0 ? [decimal === ',' ? '.' : ','] : []), ...evidence.otherThousands],
    isPlain: grouped === 0 && evidence.decorated === 0,
    currencies: evidence.currencies,
  };
}

function decimalByValues({ commas, points, decimalCommas, decimalPoints }: NumberEvidence): '.' | ',' | null {
  if (commas === 0 && points === 0) return '.';
  if (decimalCommas === decimalPoints) return null;
  return decimalCommas > decimalPoints ? ',' : '.';
}
