import { cleaningRules } from './cleaning-rules.js';
import type { FarLines } from './far-years.js';
import type { Rules } from './rules.js';

/** What became of some order lines. */
export interface Outcome {
  readonly lines: number;
  /** Customers with at least one of these lines; anonymous lines have none unless made up per invoice. */
  readonly customers: number;
  /** Invoices with at least one of these lines. */
  readonly invoices: number;
  /** Net sum of the lines' amounts, exact to four decimals. */
  readonly money: number;
}

export interface ReceiptRow extends Outcome {
  readonly kind: 'read' | 'removed' | 'kept';
  /** `read`, a rule's name, `purchases` or `returns`. */
  readonly rule: string;
  readonly title: string;
}

/** A purchase line and the line that cancels it. */
export interface CancelledPair {
  readonly customerId: string;
  readonly stockCode: string | null;
  readonly unitPrice: number;
  readonly pieces: number;
  /** pieces × unitPrice: what the purchase seemed to bring. */
  readonly money: number;
  readonly purchaseInvoiceId: string;
  readonly returnInvoiceId: string;
  /** ISO dates. */
  readonly purchasedOn: string;
  readonly returnedOn: string;
}

/** The cleaning receipt: where every line that was read has gone. Lines read = removed + kept. */
export interface Receipt {
  readonly rows: readonly ReceiptRow[];
  /** ISO dates: first and last day that counts, and the day from which recency is measured. */
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
  /** Purchases dated years away from all others; missing where an earlier version cleaned. */
  readonly far?: readonly FarLines[];
  readonly cancelled: {
    readonly pairs: number;
    readonly money: number;
    readonly largest: readonly CancelledPair[];
  };
}

const nothing: Outcome = { lines: 0, customers: 0, invoices: 0, money: 0 };

/** The receipt's rows in order: what was read, what each rule that is on removed, what was kept. */
export function receiptRows(rules: Rules, outcomes: ReadonlyMap<string, Outcome>): ReceiptRow[] {
  const row = (kind: ReceiptRow['kind'], rule: string, title: string): ReceiptRow => {
    const { lines, customers, invoices, money } = outcomes.get(rule) ?? nothing;
    return { kind, rule, title, lines, customers, invoices, money };
  };
  return [
    row('read', 'read', 'Order lines read'),
    ...cleaningRules
      .filter(({ isOn }) => isOn(rules))
      .map(({ rule, title }) => row('removed', rule, title(rules))),
    row('kept', 'purchases', 'Purchases kept'),
    row('kept', 'returns', 'Returns kept'),
  ];
}
