import { itemsScore } from '../reading/json-lists.js';
import { isUnique, type Link, type TableProfile } from './table-profile.js';

/** A table of lines, and what each line looks up in the others. */
export interface JoinPlan {
  /** Position of the table whose rows are the rows of the result. */
  readonly lines: number;
  /** In the order in which they are joined; each starts from a table that is there by then. */
  readonly lookUps: readonly Link[];
  /** Money of whole orders, in sums per key, beside the lines. */
  readonly sums: readonly Sum[];
  readonly leftOut: readonly LeftOut[];
}

/** A column of a table added up per value of a key, as a column of its own. */
export interface Sum {
  readonly link: Link;
  readonly column: string;
  readonly as: string;
}

export interface LeftOut {
  readonly table: number;
  readonly why: string;
}

const payments = /payment|transaction|payout|zahlung|pagamento|paiement|pago/i;
const refunds = /refund|chargeback|erstattung|reembolso|rimborso|remboursement/i;
const money = /amount|value|total|betrag|valor|montant|importo|paid/i;

/**
 * Ways to make one table of lines of several tables, best first: the lines are those of the table that looks most
 * like order lines and finds the most others. Only what a line finds at most once is joined, so that no amount is
 * multiplied; payments are left out where lines have money of their own, and refunds are added up.
 */
export function joinPlans(tables: readonly TableProfile[], links: readonly Link[]): JoinPlan[] {
  const scored = tables.map((table, i) => {
    const lookUps = lookUpsFrom(i, tables, links);
    const headers = table.columns.map(({ header }) => header);
    const likeness = isPayments(table) || refunds.test(table.name) ? -1 : itemsScore(table.name, headers);
    return { i, lookUps, likeness };
  });
  // Where there are order lines, what was paid for whole orders is no way out.
  const areLines = scored.some(({ likeness, lookUps }) => likeness > 0 && lookUps.length > 0);
  return scored
    .filter(({ likeness, lookUps }) => lookUps.length > 0 && (!areLines || likeness > 0))
    .sort(
      (a, b) =>
        b.likeness - a.likeness ||
        b.lookUps.length - a.lookUps.length ||
        tables[b.i]!.nRows - tables[a.i]!.nRows ||
        a.i - b.i,
    )
    .flatMap(({ i, lookUps }) => {
      const withoutMoney = planFrom(i, lookUps, tables, links, false);
      const withPayments = planFrom(i, lookUps, tables, links, true);
      return withPayments.sums.length > withoutMoney.sums.length
        ? [withoutMoney, withPayments]
        : [withoutMoney];
    });
}

const isPayments = ({ name, columns }: TableProfile) =>
  payments.test(name) || columns.filter(({ header }) => payments.test(header)).length >= 2;

/** Breadth first, the link that finds most first; payments and refunds are not looked up. */
function lookUpsFrom(start: number, tables: readonly TableProfile[], links: readonly Link[]): Link[] {
  const joined = new Set([start]);
  const lookUps: Link[] = [];
  for (const from of joined) {
    const next = links
      .filter((link) => link.from === from)
      .sort((a, b) => b.share - a.share || a.to - b.to || Number(a.toColumn > b.toColumn) || -1);
    for (const link of next) {
      const table = tables[link.to]!;
      if (joined.has(link.to) || isPayments(table) || refunds.test(table.name)) continue;
      joined.add(link.to);
      lookUps.push(link);
    }
  }
  return lookUps;
}

function planFrom(
  lines: number,
  lookUps: readonly Link[],
  tables: readonly TableProfile[],
  links: readonly Link[],
  arePaymentsSummed: boolean,
): JoinPlan {
  const joined = new Set([lines, ...lookUps.map(({ to }) => to)]);
  const sums: Sum[] = [];
  const leftOut: LeftOut[] = [];
  for (const [i, table] of tables.entries()) {
    if (joined.has(i)) continue;
    // A payment of a whole order may stand on a line only where the line is the whole order.
    const isRefund = refunds.test(table.name);
    const link = links.find(({ from, to }) => from === i && (isRefund ? joined.has(to) : to === lines));
    const amounts = table.columns.filter(({ header }) => money.test(header));
    const isSummed = (isRefund || (arePaymentsSummed && isPayments(table))) && amounts.length === 1;
    if (link && isSummed) {
      const [column] = amounts;
      sums.push({ link, column: column!.header, as: isRefund ? 'refunded_amount' : column!.header });
    } else leftOut.push({ table: i, why: whyNot(i, tables, links) });
  }
  return { lines, lookUps, sums, leftOut };
}

function whyNot(i: number, tables: readonly TableProfile[], links: readonly Link[]): string {
  const table = tables[i]!;
  if (isPayments(table))
    return 'what was paid is of whole orders, and would be repeated on each of their lines';
  const link = links.find(({ from }) => from === i);
  if (link) return `an order or a line may have several of its rows, which would multiply the money`;
  return table.columns.some((column) => isUnique(table, column))
    ? 'no key of it is in the other tables'
    : 'no column of it is a key: each has values that come more than once';
}
