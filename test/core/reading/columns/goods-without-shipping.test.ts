import { profileColumns } from '../../../../core/reading/column-profile.js';
import { goodsWithoutShipping } from '../../../../core/reading/columns/goods-without-shipping.js';

const column = (position: number) => ({
  header: headers[position - 1]!,
  position,
  matchedBy: 'name' as const,
});
// Seen in a BigCommerce export whose headers were renamed: turnover was the subtotal, and the total without tax had the shipping in it.
const headers = ['Omzet', 'Verzendkosten', 'Belasting', 'Totaalbedrag', 'Order Total (ex tax)'];
const mapping = {
  order_total: column(1),
  order_shipping: column(2),
  order_tax: column(3),
  order_goods: column(5),
};
const positions = (rows: readonly string[][], of = mapping) => {
  const records = rows.map((fields, i) => ({ line: i + 2, fields }));
  const { order_goods, order_total } = goodsWithoutShipping(
    of,
    headers,
    profileColumns(records, headers.length),
  );
  return [order_goods!.position, order_total!.position];
};
const rows = [
  ['331.35', '4.95', '26.51', '362.81', '336.30'],
  ['49.95', '4.95', '4.00', '58.90', '54.90'],
  ['266.00', '0.00', '50.54', '316.54', '266.00'],
];

test('a total that has the shipping in it is not the goods, and what has the tax as well is the total', () => {
  expect(positions(rows)).toEqual([1, 4]);
});

test('what a rule names stays, and what one order without shipping in it contradicts', () => {
  const ruled = { ...mapping, order_goods: { ...mapping.order_goods, matchedBy: 'rule' as const } };
  expect(positions(rows, ruled as never)).toEqual([5, 1]);
  expect(positions([...rows, ['100.00', '5.00', '8.00', '113.00', '100.00']])).toEqual([5, 1]);
});
