/** An invoice of a part of the money, or the one of the whole that follows. */
export interface PartInvoice {
  readonly kind: 'instalment' | 'final';
  readonly number: string;
  readonly customer: string;
  /** What else it says that both may share, as the number of the order; one text per column. */
  readonly keys: readonly string[];
  readonly money: number;
}

/** Finals below which shares prove nothing, and the share of them that must agree. */
const few = 3;
const most = 0.8;

/**
 * Which instalments a final invoice repeats. Instalments are shares of the whole in round percents: where an instalment
 * is such a share of the final, the final is the whole and repeats it; where it is one of both together, the final is
 * the rest.
 * @param invoices in order of time
 * @returns numbers of the instalments that count within their final invoice; null where nothing tells
 */
export function repeatedInstalments(invoices: readonly PartInvoice[]): readonly string[] | null {
  const pairs = pairsOf(invoices);
  if (pairs.length < few) return null;
  const share = (holds: (pair: Pair) => boolean) => pairs.filter(holds).length / pairs.length;
  const mustBeRest = share(({ before, final }) => before > final) > 1 - most;
  // Thirds are rarer than multiples of 5 %, and 2 of 3 is 40 % of both.
  for (const isRound of [isMultiple, isThird]) {
    const whole = share(({ before, final }) => before < final && isRound(before / final));
    const rest = share(({ before, final }) => isRound(before / (before + final)));
    if (whole >= most && whole > rest + 0.2 && !mustBeRest) return pairs.flatMap(({ numbers }) => numbers);
    if (rest >= most && (rest > whole + 0.2 || mustBeRest)) return [];
  }
  return null;
}

interface Pair {
  readonly numbers: readonly string[];
  readonly before: number;
  readonly final: number;
}

/** Each final with the instalments before it, by the first thing that nearly all of them share. */
function pairsOf(invoices: readonly PartInvoice[]): readonly Pair[] {
  const nKeys = invoices[0]?.keys.length ?? 0;
  const links: ((invoice: PartInvoice) => string)[] = [
    ({ number }) => number.replace(/\D/g, ''),
    ...Array.from({ length: nKeys }, (_, k) => (invoice: PartInvoice) => invoice.keys[k]!),
    ({ customer }) => customer,
  ];
  const finals = invoices.filter(({ kind }) => kind === 'final').length;
  for (const linkOf of links) {
    const pairs = pairsBy(invoices, linkOf);
    if (pairs.length > 0 && pairs.length >= most * finals) return pairs;
  }
  return [];
}

function pairsBy(invoices: readonly PartInvoice[], linkOf: (invoice: PartInvoice) => string): Pair[] {
  const open = new Map<string, PartInvoice[]>();
  const pairs: Pair[] = [];
  for (const invoice of invoices) {
    const link = linkOf(invoice);
    if (link === '') continue;
    if (invoice.kind === 'instalment') open.set(link, [...(open.get(link) ?? []), invoice]);
    else {
      const parts = open.get(link) ?? [];
      if (parts.length > 0)
        pairs.push({
          numbers: parts.map(({ number }) => number),
          before: parts.reduce((sum, { money }) => sum + money, 0),
          final: invoice.money,
        });
      open.delete(link);
    }
  }
  return pairs;
}

/** But for the rounding of cents. */
const isNear = (share: number, round: number) => round > 0 && Math.abs(share - round) < 0.0015;
const isMultiple = (share: number) => isNear(share, Math.round(20 * share) / 20);
const isThird = (share: number) => isNear(share, Math.round(3 * share) / 3);
