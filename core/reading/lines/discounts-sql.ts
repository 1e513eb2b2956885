import type { MoneyReading } from '../money-reading.js';

/** Money that is not there. */
export const plainMoney = 'cast(null as decimal(18,4))';

/**
 * A line's share of a sum by its weight, rounded so that the shares of an order add up to the sum: the difference
 * of two rounded running shares.
 */
export const sharedSql = (sum: string, weight: string, weights: string) => {
  const upto = `cast(sum(${weight}) over upto as double)`;
  const share = (running: string) =>
    `cast(round(cast(${sum} as double) * ${running} / nullif(cast(${weights} as double), 0), 4) as decimal(18,4))`;
  return `(${share(upto)} - ${share(`(${upto} - cast(${weight} as double))`)})`;
};

/** `amount` is the cost less the line's discount and its share of the order's. */
export function discountedSql(from: string, money: MoneyReading): string {
  const own = lineDiscountSql(money.lineDiscount);
  const isGoods = `(not exists (select 1 from services where services.code is not distinct from ${from}.code and services.named is not distinct from ${from}.named))`;
  if (!money.orderDiscount) {
    return own === null
      ? `select *, cost as amount_paid, ${plainMoney} as taken_off from ${from}`
      : `select *, cast(cost - ${own} as decimal(18,4)) as amount_paid, cast(abs(${own}) as decimal(18,4)) as taken_off from ${from}`;
  }
  const left = own === null ? 'cost' : `cast(cost - ${own} as decimal(18,4))`;
  return `
  select *, cast(after_own - coalesce(spread, 0) as decimal(18,4)) as amount_paid, cast(cost - after_own + coalesce(spread, 0) as decimal(18,4)) as taken_off
  from (
    select *, ${sharedSql('to_take', 'goods', 'order_cost')} as spread
    from (
      select *, sum(goods) over (partition by invoice_id) as order_cost, abs(coalesce(order_discount, 0)) as to_take
      from (
        select *, cast(case when ${left} > 0 and ${isGoods} then ${left} else 0 end as decimal(18,4)) as goods, ${left} as after_own
        from ${from}
      )
    )
    window upto as (partition by invoice_id order by line_no, part_no rows unbounded preceding)
  )`;
}

/** Money that a line's own discount takes off its cost, of the cost's sign. */
function lineDiscountSql(kind: MoneyReading['lineDiscount']): string | null {
  if (kind === null) return null;
  const size = 'abs(coalesce(discount, 0))';
  const sign = 'case when cost < 0 then -1 else 1 end';
  return {
    line: `cast(${sign} * least(${size}, abs(cost)) as decimal(18,4))`,
    piece: `cast(${sign} * least(${size} * abs(pieces), abs(cost)) as decimal(18,4))`,
    fraction: `cast(cost * least(${size}, 1) as decimal(18,4))`,
    percent: `cast(cost * least(${size}, 100) / 100 as decimal(18,4))`,
  }[kind];
}
