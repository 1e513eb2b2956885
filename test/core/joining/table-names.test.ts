import { keyMeaning, singular, tableNames } from '../../../core/joining/table-names.js';

test.each([
  [
    ['olist_orders_dataset.csv', 'olist_order_items_dataset.csv', 'olist_customers_dataset.csv'],
    { common: 'olist', names: ['orders', 'order_items', 'customers'] },
  ],
  [['orders.csv.gz', 'Order Items.xlsx'], { common: '', names: ['orders', 'order_items'] }],
  [['shop-2023.csv', 'shop-2024.csv'], { common: 'shop', names: ['2023', '2024'] }],
  [['orders.csv', 'orders.xlsx'], { common: '', names: ['orders', 'orders_2'] }],
  [['a.csv'], { common: '', names: ['a'] }],
])('%j are told apart by what they do not share', (files, names) => {
  expect(tableNames(files)).toEqual(names);
});

test.each([
  ['order_items', 'item'],
  ['customers', 'customer'],
  ['categories', 'category'],
  ['orders_2', 'order'],
  ['address', 'address'],
])('one of %s is a %s', (name, one) => {
  expect(singular(name)).toBe(one);
});

test.each(['order_id', 'OrderID', 'Order ID', 'order no', 'Order Number', 'order'])(
  '%s is the key of an order',
  (header) => {
    expect(keyMeaning(header, 'items')).toBe('order');
  },
);

test('an id alone is the key of its table', () => {
  expect(keyMeaning('id', 'orders')).toBe('order');
  expect(keyMeaning('ID', 'order_items')).toBe('item');
});
