import { noSharedNumbers, type SharedNumbers } from '../../core/cleaning/cleaning-findings.js';
import type { CleaningRules } from '../../core/rules/rules.js';
import type { Engine } from '../../io/engine.js';
import orderedLines from '../../sql/engine/clean-ordered-lines.sql';
import sharedNumbers from '../../sql/engine/clean-shared-numbers.sql';
import splitNumbersSql from '../../sql/engine/clean-split-numbers.sql';

/**
 * Makes the view `ordered_lines`: the identified lines, each order under a number of its own. Where numbers begin
 * again, every day at a till or every year, one stands for several orders, and a later file would replace an
 * earlier one's.
 */
export async function splitNumbers(engine: Engine, rules: CleaningRules): Promise<SharedNumbers> {
  await engine.run(
    `create table shared_numbers as ${sharedNumbers} ${rules.sharedNumbers === 'keep' ? 'limit 0' : ''}`,
  );
  const [shared] = await engine.query<{ numbers: number }>('select count(*) as numbers from shared_numbers');
  if (shared!.numbers === 0) {
    await engine.run('create view ordered_lines as select * from identified_lines');
    return noSharedNumbers;
  }
  // In order: on several threads rows come as they please, and a join may hand on theirs.
  await engine.run(
    `create table split_numbers as ${splitNumbersSql} order by upload_seq, invoice_id, person, ordered_on`,
  );
  await engine.run(`create view ordered_lines as ${orderedLines}`);
  const [split] = await engine.query<SharedNumbers>(
    `select count(distinct invoice_id) as numbers, count(distinct order_id) as orders, min(invoice_id) as example
    from split_numbers where order_id <> invoice_id`,
  );
  return split!;
}
