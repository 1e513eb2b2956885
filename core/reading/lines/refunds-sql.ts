import type { ColumnMapping } from '../column-mapping.js';
import type { Layout } from '../layout/layout.js';
import type { MoneyReading } from '../money-reading.js';
import { plainMoney } from './discounts-sql.js';

const refundColumns = (mapping: ColumnMapping) =>
  (['refund', 'order_refund', 'refunded_quantity', 'order_left'] as const).filter((field) => mapping[field]);

/** Whether lines of refunds may come of what the file says. */
export const mayComeBack = ({ mapping, flags, platform }: Layout) =>
  platform?.refundsByState === true ||
  refundColumns(mapping).length > 0 ||
  Boolean(mapping.state || mapping.payment_state) ||
  flags.some(({ state }) => state === 'refunded');

/**
 * The lines, and what was refunded by a column, as lines with a minus of their own: of the line by its money or
 * its pieces; of the order by money, less the part of it that is tax, all of the goods at the most. An order whose
 * state says that it was refunded, in a file that says it nowhere else, came back whole.
 */
export function paidSql(from: string, { mapping, platform }: Layout, money: MoneyReading): string {
  const areGoods = platform?.refundsAre === 'goods';
  const tax = areGoods
    ? '0'
    : mapping.order_tax && money.taxOnTop && money.basis !== 'order total'
      ? 'coalesce(abs(order_tax), 0)'
      : mapping.order_total && mapping.order_shipping && !mapping.order_tax && money.basis !== 'order total'
        ? 'greatest(order_total - coalesce(order_shipping, 0) - goods_paid, 0)'
        : '0';
  const orderRefund = mapping.order_refund
    ? 'abs(coalesce(order_refund, 0))'
    : 'case when order_left > 0 then greatest(order_total - order_left, 0) else 0 end';
  const isWhole =
    mapping.order_total && !areGoods
      ? `${orderRefund} >= abs(order_total) - 0.005 and abs(order_total) > 0`
      : 'false';
  const byOrder =
    mapping.order_refund || mapping.order_left
      ? `case when ${isWhole} then goods_paid else least(goods_paid, cast(round(cast(${orderRefund} as double) * cast(goods_paid as double) / nullif(cast(goods_paid + ${tax} as double), 0), 4) as decimal(18,4))) end`
      : plainMoney;
  const byLine = mapping.refund
    ? 'least(abs(coalesce(refund, 0)), abs(amount_paid))'
    : mapping.refunded_quantity
      ? 'cast(amount_paid * least(abs(coalesce(refunded_quantity, 0)), abs(pieces)) / nullif(abs(pieces), 0) as decimal(18,4))'
      : plainMoney;
  const lineShare = mapping.refunded_quantity
    ? 'least(abs(coalesce(refunded_quantity, 0)), abs(pieces))'
    : 'abs(pieces)';
  const isSaid = refundColumns(mapping).length > 0;
  const byState =
    isSaid && !platform?.refundsByState
      ? 'false'
      : '(not has_returns and state in (select state from refunded_states))';
  return `
  select * replace (
    case when kind = 'line' then part_no else part_no + 1000000 end as part_no,
    case kind when 'line' then pieces when 'order' then -1 when 'own' then -${lineShare} else -abs(pieces) end as pieces,
    case kind when 'line' then amount_paid when 'order' then -order_refunded when 'own' then -own_refunded else -abs(amount_paid) end as amount_paid,
    case kind when 'order' then null else code end as code,
    case kind when 'order' then 'Refund' else named end as named,
    case kind when 'line' then taken_off end as taken_off
    ${mapping.refunded_at ? `, case when kind <> 'line' then coalesce(try_cast(refunded_at_cell as timestamp), ordered_at) else ordered_at end as ordered_at` : ''}
  ), kind <> 'line' as is_refund
  from (
    select *, unnest(case
      when own_refunded > 0 and amount_paid > 0 then ['line', 'own']
      when order_refunded > 0 and order_refunded >= goods_paid - 0.005 then case when amount_paid > 0 then ['line', 'whole'] else ['line'] end
      when order_refunded > 0 and is_first then ['line', 'order']
      when ${byState} and amount_paid > 0 then ['line', 'whole']
      else ['line'] end) as kind
    from (
      select * replace (case when sum(own_refunded) over (partition by invoice_id) > 0 then 0 else order_refunded end as order_refunded)
      from (
        select *, ${byLine} as own_refunded, ${byOrder} as order_refunded
        from (
        select *,
          sum(case when amount_paid > 0 and ${goodsOnly(from)} then amount_paid else 0 end) over (partition by invoice_id) as goods_paid,
          coalesce(bool_or(amount_paid < 0) over (partition by invoice_id), false) as has_returns,
          row_number() over (partition by invoice_id order by line_no, part_no) = 1 as is_first
        from ${from}
        )
      )
    )
  )`;
}

const goodsOnly = (from: string) =>
  `not exists (select 1 from services where services.code is not distinct from ${from}.code and services.named is not distinct from ${from}.named)`;
