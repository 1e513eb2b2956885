import type { Field } from '../../orders/order-line.js';
import type { ColumnMapping } from '../column-mapping.js';

/** A query of one row: what the lines' arithmetic shows; columns as `LineEvidence`. */
export function lineEvidenceSql(lines: string, mapping: ColumnMapping): string {
  const of = (field: Field) => (mapping[field] ? `abs(cast(${field} as double))` : 'cast(null as double)');
  const [q, p, a, d] = (['quantity', 'unit_price', 'amount', 'discount'] as const).map(of);
  return `
  select
    count(*) as complete,
    count(*) filter (abs(a - q * p) <= near) as equal,
    count(*) filter (ship is not null and (abs(a - q * p - ship) <= near or abs(a - q * p - ship - tax) <= near)) as "withShipping",
    count(*) filter (a < q * p - near) as below,
    count(*) filter (q <> 1 and q <> 0) as several,
    count(*) filter (q <> 1 and q <> 0 and abs(a - p) <= 0.011) as "priceIsAmount",
    count(*) filter (q > 1 and p > 0 and abs(a / p / nullif((select median(${a} / nullif(${p}, 0)) from ${lines} where ${q} > 1), 0) - 1) < 0.005) as "amountIsPrice",
    count(*) filter (d > 0) as discounted,
    count(*) filter (d > 0 and abs(a - q * p) <= near) as "beforeDiscount",
    count(*) filter (d > 0 and abs(a - (q * p - d)) <= near) as "afterLine",
    count(*) filter (d > 0 and abs(a - q * (p - d)) <= near) as "afterPiece",
    count(*) filter (d > 0 and abs(a - q * p * (1 - d)) <= near + 0.0005 * q * p) as "afterFraction",
    count(*) filter (d > 0 and abs(a - q * p * (1 - d / 100)) <= near + 0.0005 * q * p) as "afterPercent",
    coalesce(max(d), 0) as "largestDiscount",
    ${mapping.discount ? `(select coalesce(bool_or(contains(discount_cell, '%')), false) from ${lines})` : 'false'} as "percentSigns",
    coalesce(median(case when q * p > 0 then a / (q * p) end), 0) as ratio,
    count(*) filter (q * p > 0 and abs(a / (q * p) / nullif((select median(${a} / nullif(${q} * ${p}, 0)) from ${lines}), 0) - 1) < 0.005) as "nearRatio"
  from (select ${q} as q, ${p} as p, ${a} as a, ${d} as d, ${of('order_shipping')} as ship, coalesce(${of('order_tax')}, 0) as tax, 0.011 + 0.0051 * ${q} as near from ${lines})
  where ${mapping.amount && mapping.quantity && mapping.unit_price ? 'q is not null and p is not null and a is not null' : 'true'}`;
}

/** A query of one row: whether sums of lines come out as what their orders say; columns as `SumEvidence`. */
export function sumEvidenceSql(
  lines: string,
  mapping: ColumnMapping,
  what: 'pieces' | 'amount' | 'price' | 'goods',
): string {
  const money = {
    pieces: 'quantity * unit_price',
    amount: 'amount',
    price: 'unit_price',
    goods: 'order_goods',
  }[what];
  const of = (field: Field) =>
    mapping[field] ? `max(abs(cast(${field} as double)))` : 'cast(null as double)';
  const own = mapping.discount ? 'sum(abs(cast(discount as double)))' : 'cast(0 as double)';
  return `
  select
    count(goods) as goods,
    count(total) as totals,
    count(*) filter (abs(goods - s) <= near) as "sumIsGoods",
    count(*) filter (taken > 0 and goods is not null) as "goodsDiscounted",
    count(*) filter (taken > 0 and abs(goods + taken - s) <= near) as "sumIsGoodsBefore",
    count(*) filter (taken > 0 and abs(goods - s) <= near) as "sumIsGoodsAfter",
    count(*) filter (taken > 0 and total is not null) as "totalsDiscounted",
    count(*) filter (taken > 0 and (abs(total - (s - taken + ship + tax)) <= near or abs(total - (s - taken + ship)) <= near)) as "totalAfterDiscount",
    count(*) filter (taken > 0 and (abs(total - (s + ship + tax)) <= near or abs(total - (s + ship)) <= near)) as "totalWithoutDiscount",
    count(*) filter (tax > 0.02 and total is not null) as "totalsTaxed",
    count(*) filter (tax > 0.02 and (abs(total - (s - taken + ship + tax)) <= near or abs(total - (s + ship + tax)) <= near)) as "taxOnTop",
    count(*) filter (tax > 0.02 and (abs(total - (s - taken + ship)) <= near or abs(total - (s + ship)) <= near)) as "taxInside",
    count(*) filter (abs(total - s) <= near or abs(total - (s - taken + ship + tax)) <= near or abs(total - (s - taken + ship)) <= near
      or abs(total - (s + ship + tax)) <= near or abs(total - (s + ship)) <= near) as "sumIsTotal"
  from (
    select ${what === 'goods' ? 'max' : 'sum'}(cast(${money} as double)) as s, ${of('order_goods')} as goods, ${of('order_total')} as total,
      coalesce(${of('order_discount')}, ${own}) as taken, coalesce(${of('order_tax')}, 0) as tax, coalesce(${of('order_shipping')}, 0) as ship,
      0.011 + 0.006 * count(*) as near
    from ${lines}
    where read_invoice_id is not null and is_line
    group by read_invoice_id
  )`;
}
