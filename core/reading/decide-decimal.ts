import type { Field } from '../orders/order-line.js';
import { NumberEvidence } from './number-evidence.js';

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

/** How the numbers of each field are read, and those of the file on the whole. */
export interface NumberReadings {
  readonly common: NumberReading;
  readonly ofField: ReadonlyMap<Field, NumberReading>;
}

/** Decides each column by itself; one that leaves it open follows all of them together. */
export function decideNumbers(
  evidence: ReadonlyMap<Field, NumberEvidence>,
  options: { decimal: '.' | ',' | null; delimiter: string | null },
): NumberReadings {
  const all = new NumberEvidence();
  for (const each of evidence.values()) all.join(each);
  const common = decideDecimal(all, options);
  const ofField = [...evidence].map(([field, own]): [Field, NumberReading] => {
    const decimal =
      options.decimal ?? (decimalByValues(own) && own.commas + own.points > 0 ? null : common.decimal);
    return [field, decideDecimal(own, { ...options, decimal })];
  });
  return { common, ofField: new Map(ofField) };
}

/** Decides the decimal sign from all numbers of a column, or of a file. */
export function decideDecimal(
  evidence: NumberEvidence,
  { decimal: rule, delimiter }: { decimal: '.' | ',' | null; delimiter: string | null },
): NumberReading {
  const byValues = decimalByValues(evidence);
  const decimal = rule ?? byValues ?? decimalOfRound(evidence) ?? (delimiter === ';' ? ',' : '.');
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

/** Share of the numbers with one sign and three digits behind it that end in `00`, from which on they are thousands. */
const mostlyRound = 0.8;
const few = 5;

/** `490.000` on every line is 490 thousand, as where money has no decimals: nobody writes three of nothing. */
function decimalOfRound({ commas, points, roundThousands }: NumberEvidence): '.' | ',' | null {
  if (roundThousands < few || (commas > 0 && points > 0)) return null;
  if (roundThousands < mostlyRound * (commas + points)) return null;
  return points > 0 ? ',' : '.';
}
