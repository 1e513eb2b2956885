import type { Rules } from '../../core/rules.js';
import type { Engine } from '../../io/engine.js';
import { parquetTable } from '../../io/parquet.js';
import cancelledPairs from '../../sql/engine/clean-cancelled-pairs.sql';
import copiedLines from '../../sql/engine/clean-copied-lines.sql';
import labelledLines from '../../sql/engine/clean-labelled-lines.sql';
import replacedInvoices from '../../sql/engine/clean-replaced-invoices.sql';
import sortedLines from '../../sql/engine/clean-sorted-lines.sql';

/**
 * Makes the view `sorted_lines` (every uploaded line and what became of it) and the table `cancelled_pairs`.
 * @param files the uploads' Parquet files in order of arrival
 */
export async function sortLines(engine: Engine, files: readonly string[], rules: Rules): Promise<void> {
  await makeRules(engine, rules);
  const uploads = files.map((file, i) => `select ${i + 1} as upload_seq, * from ${parquetTable(file)}`);
  await engine.run(`create view order_lines as ${uploads.join(' union all ')}`);
  await makeTable(engine, 'replaced_invoices', replacedInvoices, files.length > 1);
  await makeTable(engine, 'copied_lines', copiedLines, rules.cleaning.duplicates === 'drop');
  await engine.run(`create view labelled_lines as ${labelledLines}`);
  await makeTable(engine, 'cancelled_pairs', cancelledPairs, rules.cleaning.cancelledWithinDays !== null);
  await engine.run(`create view sorted_lines as ${sortedLines}`);
}

/** What nobody asked for is an empty table, and costs nothing. */
const makeTable = (engine: Engine, table: string, query: string, isWanted: boolean) =>
  engine.run(`create table ${table} as ${query} ${isWanted ? '' : 'limit 0'}`);

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
  await makeList(engine, 'not_goods (stock_code)', cleaning.notGoods);
  await makeList(engine, 'excluded_countries (country)', cleaning.excludeCountries);
  await makeList(engine, 'excluded_invoices (invoice_id)', cleaning.excludeInvoices);
  await makeList(engine, 'excluded_customers (customer_id)', cleaning.excludeCustomers);
}

async function makeList(engine: Engine, table: string, values: readonly string[]): Promise<void> {
  await engine.query(`create table ${table} as select unnest(from_json($1, '["varchar"]'))`, [
    JSON.stringify(values),
  ]);
}
