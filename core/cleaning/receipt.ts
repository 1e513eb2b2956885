import type { FarLines } from '../dates/far-years.js';
import type { Rules } from '../rules/rules.js';
import { type CleaningFindings, nothingFound } from './cleaning-findings.js';
import { cleaningRules } from './cleaning-rules.js';

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
  /** ISO 4217 or a sign; null where neither the rules nor the files name one. */
  readonly currency: string | null;
  readonly identity: Identity;
  /** Of the purchases' money, what the customer who spent most has brought, 0..1. */
  readonly topCustomerShare: number;
  /** Sentences that whoever reads the result must know: what a rule took, what could not be told. */
  readonly notes: readonly string[];
  /** Purchases dated years away from all others; missing where an earlier version cleaned. */
  readonly far?: readonly FarLines[];
  readonly cancelled: {
    readonly pairs: number;
    readonly money: number;
    readonly largest: readonly CancelledPair[];
  };
}

/** Who the orders were counted for, beside those who have a number or an address of their own. */
export interface Identity {
  /** Orders of guests: joined to the one customer of their e-mail address; counted by address; by phone number. */
  readonly joinedOrders: number;
  readonly emailOrders: number;
  readonly phoneOrders: number;
  /** E-mail addresses under which there are several customers, these customers, and their share of the money, 0..1. */
  readonly sharedEmails: number;
  readonly customersOfSharedEmails: number;
  readonly moneyShareOfSharedEmails: number;
  /** Customers that were merged by the rule. */
  readonly merged: number;
}

export const noIdentity: Identity = {
  joinedOrders: 0,
  emailOrders: 0,
  phoneOrders: 0,
  sharedEmails: 0,
  customersOfSharedEmails: 0,
  moneyShareOfSharedEmails: 0,
  merged: 0,
};

const nothing: Outcome = { lines: 0, customers: 0, invoices: 0, money: 0 };

/** The receipt's rows in order: what was read, what each rule that is on removed, what was kept. */
export function receiptRows(
  rules: Rules,
  outcomes: ReadonlyMap<string, Outcome>,
  found: CleaningFindings = nothingFound,
): ReceiptRow[] {
  const row = (kind: ReceiptRow['kind'], rule: string, title: string): ReceiptRow => {
    const { lines, customers, invoices, money } = outcomes.get(rule) ?? nothing;
    return { kind, rule, title, lines, customers, invoices, money };
  };
  return [
    row('read', 'read', 'Order lines read'),
    ...cleaningRules
      .filter(({ isOn }) => isOn(rules, found))
      .map(({ rule, title }) => row('removed', rule, title(rules, found))),
    row('kept', 'purchases', 'Purchases kept'),
    row('kept', 'returns', 'Returns kept'),
  ];
}
