import { type DiscountLines, noDiscountLines } from '../../core/cleaning/cleaning-findings.js';
import { saysDiscount, saysPaidWith } from '../../core/orders/discount-words.js';
import type { CleaningRules } from '../../core/rules/rules.js';
import type { Engine } from '../../io/engine.js';
import discountLines from '../../sql/engine/clean-discount-lines.sql';
import goodsLines from '../../sql/engine/clean-goods-lines.sql';
import paidLines from '../../sql/engine/clean-paid-lines.sql';
import spreadDiscountsSql from '../../sql/engine/clean-spread-discounts.sql';
import { makeList } from './make-list.js';

/**
 * Makes the view `paid_lines`: the ordered lines, with the discounts that stand as lines of their orders, such as
 * `Rabatt -5.00`, taken off the other lines by value.
 */
export async function spreadDiscounts(engine: Engine, rules: CleaningRules): Promise<DiscountLines> {
  const negative =
    rules.discountLines === 'keep'
      ? []
      : await engine.query<{ description: string | null; isPriced: boolean }>(
          `select description, bool_or(quantity > 0) as "isPriced" from ordered_lines where amount < 0
          group by description order by description`,
        );
  const described = negative.flatMap(({ description }) => (description === null ? [] : [description]));
  const names = described.filter(saysDiscount);
  const priced = negative.filter(({ isPriced }) => isPriced);
  if (names.length + priced.length > 0) {
    await makeList(engine, 'discount_names (description)', names);
    await makeList(engine, 'paid_with (description)', described.filter(saysPaidWith));
    await engine.run(`create view goods_lines as ${goodsLines}`);
    await engine.run(`create table discount_lines as ${discountLines} order by all`);
    const [found] = await engine.query<{ lines: number; money: number }>(
      'select count(*) as lines, cast(coalesce(sum(amount), 0) as double) as money from discount_lines',
    );
    if (found!.lines > 0) {
      await engine.run(`create table spread_discounts as ${spreadDiscountsSql} order by all`);
      await engine.run(`create view paid_lines as ${paidLines}`);
      return {
        ...found!,
        example: names[0] ?? priced.find(({ description }) => description)?.description ?? 'a price below 0',
      };
    }
  }
  await engine.run('create view paid_lines as select *, false as is_discount from ordered_lines');
  return noDiscountLines;
}
