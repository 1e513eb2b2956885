import type { CleaningFindings } from '../../core/cleaning/cleaning-findings.js';
import type { Identity } from '../../core/cleaning/receipt.js';
import type { Rules } from '../../core/rules/rules.js';
import type { Engine } from '../../io/engine.js';
import cancelledPairs from '../../sql/engine/clean-cancelled-pairs.sql';
import copiedLines from '../../sql/engine/clean-copied-lines.sql';
import labelledLines from '../../sql/engine/clean-labelled-lines.sql';
import replacedInvoices from '../../sql/engine/clean-replaced-invoices.sql';
import replacedLines from '../../sql/engine/clean-replaced-lines.sql';
import sortedLines from '../../sql/engine/clean-sorted-lines.sql';
import { decideCurrency } from './decide-currency.js';
import { findNoCountries } from './find-no-countries.js';
import { findNotGoods } from './find-not-goods.js';
import { findStates } from './find-states.js';
import { identify } from './identify.js';
import { makeList } from './make-list.js';
import { openLines } from './open-lines.js';
import { splitNumbers } from './split-numbers.js';
import { spreadDiscounts } from './spread-discounts.js';

/** What was found on the way to sorted lines. */
export interface SortedLines {
  readonly found: CleaningFindings;
  readonly identity: Identity;
  readonly currency: string | null;
}

/**
 * Makes the view `sorted_lines` (every uploaded line and what became of it) and the table `cancelled_pairs`.
 * @param files the uploads' Parquet files in order of arrival
 */
export async function sortLines(
  engine: Engine,
  files: readonly string[],
  rules: Rules,
): Promise<SortedLines> {
  await makeRules(engine, rules);
  await openLines(engine, files);
  const states = await findStates(engine, rules.cleaning);
  const currency = await decideCurrency(engine, rules);
  const notGoods = await findNotGoods(engine, rules.cleaning);
  const noCountries = await findNoCountries(engine, rules.cleaning);
  const { identity, guests } = await identify(engine, rules.identity);
  const sharedNumbers = await splitNumbers(engine, rules.cleaning);
  const discountLines = await spreadDiscounts(engine, rules.cleaning);
  await makeTable(engine, 'replaced_invoices', replacedInvoices, files.length > 1);
  await makeTable(engine, 'replaced_lines', replacedLines, files.length > 1);
  await makeTable(engine, 'copied_lines', copiedLines, rules.cleaning.duplicates === 'drop');
  await engine.run(`create view labelled_lines as ${labelledLines}`);
  const mayCancel = rules.cleaning.cancelledWithinDays !== null && (await hasReturns(engine));
  await makeTable(engine, 'cancelled_pairs', cancelledPairs, mayCancel);
  await engine.run(`create view sorted_lines as ${sortedLines}`);
  return {
    found: { ...states, notGoods, noCountries, guests, sharedNumbers, discountLines },
    identity,
    currency,
  };
}

/** Seen at a glance, where to look for pairs means to judge every line. */
async function hasReturns(engine: Engine): Promise<boolean> {
  const [found] = await engine.query<{ lines: number }>(
    'select count(*) as lines from (select 1 from order_lines where quantity < 0 limit 1)',
  );
  return found!.lines > 0;
}

/**
 * What nobody asked for is an empty table, and costs nothing. In order: a join may hand on the order of its rows, which
 * several threads would mix.
 */
const makeTable = (engine: Engine, table: string, query: string, isWanted: boolean) =>
  engine.run(`create table ${table} as ${query} ${isWanted ? 'order by all' : 'limit 0'}`);

/** The rules as relations, so that no value of theirs is ever part of a statement's text. */
async function makeRules(engine: Engine, { asOf, cleaning }: Rules): Promise<void> {
  await engine.query(
    `create table rules as select
      cast($1 as date) as as_of,
      cast($2 as boolean) as require_complete,
      cast($3 as boolean) as require_description,
      cast($4 as double) as minimum_price,
      cast($5 as boolean) as letters_only_are_not_goods,
      cast($6 as boolean) as one_customer_per_anonymous_invoice,
      cast($7 as integer) as cancelled_within_days`,
    [
      asOf,
      cleaning.requireComplete,
      cleaning.requireDescription,
      cleaning.minimumPrice,
      cleaning.lettersOnlyAreNotGoods,
      cleaning.anonymous === 'perInvoice',
      cleaning.cancelledWithinDays,
    ],
  );
  await makeList(engine, 'excluded_invoices (invoice_id)', cleaning.excludeInvoices);
  await makeList(engine, 'excluded_customers (customer_id)', cleaning.excludeCustomers);
}
