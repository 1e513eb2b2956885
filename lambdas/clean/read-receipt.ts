import { cleaningNotes } from '../../core/cleaning/cleaning-notes.js';
import { type CancelledPair, type Outcome, type Receipt, receiptRows } from '../../core/cleaning/receipt.js';
import type { Rules } from '../../core/rules/rules.js';
import type { Engine } from '../../io/engine.js';
import receiptSql from '../../sql/engine/clean-receipt.sql';
import type { SortedLines } from './sort-lines.js';

interface OutcomeRow extends Outcome {
  readonly outcome: string;
  readonly first_day: string;
  readonly last_day: string;
}

/** Lines of these outcomes are no part of the dataset's history: they do not move its last day. */
const isHistory = ({ outcome }: OutcomeRow) => !['read', 'replaced', 'afterAsOf'].includes(outcome);

/** Counts what became of `sorted_lines`. */
export async function readReceipt(
  engine: Engine,
  rules: Rules,
  { found, identity, currency }: SortedLines,
): Promise<Omit<Receipt, 'topCustomerShare'>> {
  const outcomes = await engine.query<OutcomeRow>(receiptSql);
  const history = outcomes.filter(isHistory);
  const from = history.map((row) => row.first_day).sort()[0] ?? '';
  const to =
    history
      .map((row) => row.last_day)
      .sort()
      .at(-1) ?? '';
  const rows = receiptRows(rules, new Map(outcomes.map((row) => [row.outcome, row])), found);
  return {
    rows,
    from,
    to,
    asOf: rules.asOf ?? to,
    currency,
    identity,
    notes: cleaningNotes(rows, found, identity),
    cancelled: await readCancelled(engine),
  };
}

const examples = 10;

async function readCancelled(engine: Engine): Promise<Receipt['cancelled']> {
  const [total] = await engine.query<{ pairs: number; money: number }>(
    `select count(*) as pairs, coalesce(sum(pieces * unit_price), 0) as money from cancelled_pairs`,
  );
  const largest = await engine.query<CancelledPair>(
    `select
      customer_id as "customerId",
      stock_code as "stockCode",
      unit_price as "unitPrice",
      pieces,
      pieces * unit_price as money,
      purchase_invoice_id as "purchaseInvoiceId",
      return_invoice_id as "returnInvoiceId",
      cast(purchased_on as varchar) as "purchasedOn",
      cast(returned_on as varchar) as "returnedOn"
    from cancelled_pairs
    order by money desc, purchase_upload_seq, purchase_line_no
    limit ${examples}`,
  );
  return { ...total!, largest };
}
