import type { Receipt } from '../../core/cleaning/receipt.js';
import { topCustomerNote } from '../../core/cleaning/top-customer.js';
import { farYears } from '../../core/dates/far-years.js';
import { UserError } from '../../core/errors/user-error.js';
import { lakeKey, runKey } from '../../core/runs/keys.js';
import type { Plan } from '../../core/runs/plan.js';
import { countInWords, wholeInWords } from '../../core/words/figures.js';
import type { Engine } from '../../io/engine.js';
import type { ObjectStore } from '../../io/object-store.js';
import { parquetTable, writeParquet } from '../../io/parquet.js';
import { readJson } from '../../io/read-json.js';
import type { Step } from '../../io/step-io.js';
import { readReceipt } from './read-receipt.js';
import { sortLines } from './sort-lines.js';
import { writeContacts } from './write-contacts.js';

export interface CleanInput {
  readonly dataset: string;
  readonly runId: string;
}

export interface CleanOutput extends CleanInput {
  readonly summary: string;
}

const keptOutcomes = ['purchases', 'returns'] as const;

/** The sign of the quantity says nothing new: it lets the engine skip what cannot match before it sorts. */
const linesWith = (outcome: (typeof keptOutcomes)[number]) => `
  select upload_seq, line_no, invoice_id, stock_code, description, quantity, ordered_at, unit_price, amount,
    customer_id, country
  from sorted_lines
  where outcome = '${outcome}' and quantity ${outcome === 'purchases' ? '>' : '<'} 0`;

/** Sorts every line of the dataset into purchases, returns and what each rule removes, with a receipt. */
export const clean: Step<CleanInput, CleanOutput> = async ({ dataset, runId }, io) => {
  const { store } = io;
  const plan: Plan = await readJson(store, runKey(runId, 'plan', 'plan.json'));
  const files = await Promise.all(plan.uploads.map((id) => store.openFile(lakeKey(dataset, id, 'parquet'))));

  const receipt = await io.withEngine(async (engine) => {
    const sorted = await sortLines(engine, files, plan.rules);
    const receipt = await readReceipt(engine, plan.rules, sorted);
    checkPurchases(receipt);
    if (sorted.identity.sharedEmails > 0)
      await store.writeFile(runKey(runId, 'clean', 'same-address.parquet'), (path) =>
        writeParquet(engine, 'select customer_id, person_id from same_address order by customer_id', path),
      );
    await writeContacts(engine, store, { runId, contacts: plan.rules.reading.contacts });
    // Joins on several threads mix lines up, a little otherwise each time. Sorting 54 million again takes twice the
    // memory and 4 GB of disk.
    await engine.run('set threads = 1');
    let seen = nothingSeen;
    for (const outcome of keptOutcomes) {
      await store.writeFile(runKey(runId, 'clean', `${outcome}.parquet`), async (path) => {
        await writeParquet(engine, linesWith(outcome), path);
        if (outcome === 'purchases') seen = await lookAtPurchases(engine, path);
      });
    }
    const topCustomer = topCustomerNote(seen.topCustomerShare, customersOf(receipt));
    return { ...receipt, ...seen, notes: [...(topCustomer ? [topCustomer] : []), ...receipt.notes] };
  });
  await writeReceipt(store, runId, receipt);
  return { dataset, runId, summary: summaryOf(receipt) };
};

type Seen = Required<Pick<Receipt, 'far' | 'topCustomerShare'>>;
const nothingSeen: Seen = { far: [], topCustomerShare: 0 };

/** From the file, of which a few columns are read: the lines themselves would be sorted once more. */
async function lookAtPurchases(engine: Engine, path: string): Promise<Seen> {
  const years = await engine.query<{ year: number; lines: number }>(
    `select year(ordered_at) as year, count(*) as lines from ${parquetTable(path)} group by 1 order by 1`,
  );
  const [top] = await engine.query<{ share: number | null }>(
    `select cast(max(money) as double) / nullif(cast(sum(money) as double), 0) as share
    from (select sum(amount) as money from ${parquetTable(path)} group by customer_id)`,
  );
  return { far: farYears(years), topCustomerShare: top!.share ?? 0 };
}

const customersOf = ({ rows }: Pick<Receipt, 'rows'>) =>
  rows.find(({ rule }) => rule === 'purchases')!.customers;

const writeReceipt = (store: ObjectStore, runId: string, receipt: Receipt) =>
  store.write(runKey(runId, 'clean', 'receipt.json'), JSON.stringify(receipt, null, 2));

const linesOf = ({ rows }: Pick<Receipt, 'rows'>, rule: string) =>
  rows.find((row) => row.rule === rule)!.lines;

function summaryOf(receipt: Receipt): string {
  const [read, purchases, returns] = [
    ['read', 'line'],
    ['purchases', 'purchase'],
    ['returns', 'return'],
  ].map(([rule, thing]) => countInWords(linesOf(receipt, rule!), thing!));
  return `${read} read, ${purchases} and ${returns} kept`;
}

function checkPurchases(receipt: Pick<Receipt, 'rows'>): void {
  if (linesOf(receipt, 'purchases') > 0) return;
  const removed = receipt.rows.filter((row) => row.kind === 'removed').sort((a, b) => b.lines - a.lines);
  const [worst] = removed;
  const returns = linesOf(receipt, 'returns');
  let most = '';
  if (worst && worst.lines > 0) most = `; most went by: ${worst.title} (${wholeInWords(worst.lines)})`;
  else if (returns > 0) most = `: all ${wholeInWords(returns)} are returns, as their amounts are negative`;
  throw new UserError(
    'NoPurchases',
    `no purchase is left of ${countInWords(linesOf(receipt, 'read'), 'order line')} after cleaning${most}`,
    { remedy: 'Loosen the cleaning rules, or check how the columns of the file were recognised.' },
  );
}
