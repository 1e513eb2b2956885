import type { Rules } from '../../core/rules.js';
import type { Engine } from '../../io/engine.js';
import { parquetTable } from '../../io/parquet.js';
import cancelledPairs from '../../sql/engine/clean-cancelled-pairs.sql';
import copiedLines from '../../sql/engine/clean-copied-lines.sql';
import labelledLines from '../../sql/engine/clean-labelled-lines.sql';
import newestLines from '../../sql/engine/clean-newest-lines.sql';
import sortedLines from '../../sql/engine/clean-sorted-lines.sql';

/**
 * Makes the view `sorted_lines` (every uploaded line and what became of it) and the table `cancelled_pairs`.
 * @param files the uploads' Parquet files in order of arrival
 */
export async function sortLines(engine: Engine, files: readonly string[], rules: Rules): Promise<void> {
  await makeRules(engine, rules);
  const uploads = files.map((file, i) => `select ${i + 1} as upload_seq, * from ${parquetTable(file)}`);
  await engine.run(`create view upload_lines as ${uploads.join(' union all ')}`);
  // Nothing replaces anything in a single upload, so nothing has to be compared.
  const isAlone = files.length === 1;
  const orderLines = isAlone ? 'select *, false as is_replaced from upload_lines' : newestLines;
  await engine.run(`create ${isAlone ? 'view' : 'table'} order_lines as ${orderLines}`);

  const hasCopies = rules.cleaning.duplicates === 'drop';
  await engine.run(`create table copied_lines as ${copiedLines} ${hasCopies ? '' : 'limit 0'}`);
  await engine.run(`create view labelled_lines as ${labelledLines}`);
  const hasPairs = rules.cleaning.cancelledWithinDays !== null;
  await engine.run(`create table cancelled_pairs as ${cancelledPairs} ${hasPairs ? '' : 'limit 0'}`);
  await engine.run(`create view sorted_lines as ${sortedLines}`);
}

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
