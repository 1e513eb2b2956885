import { gzipSync } from 'node:zlib';
import { readSource } from './read-source.js';

/** In the shape of Shopify's REST API. */
const shopify = {
  orders: [
    {
      id: 5678901234567,
      name: '#1001',
      created_at: '2024-01-10T03:20:11-05:00',
      cancelled_at: null,
      total_price: '40.00',
      total_price_set: { shop_money: { amount: '40.00', currency_code: 'USD' } },
      total_shipping_price_set: { shop_money: { amount: '5.00' }, presentment_money: { amount: '4.50' } },
      customer: { id: 11, email: 'a@example.com' },
      payment_gateway_names: ['card', 'gift'],
      discount_codes: [
        { code: 'TEN', amount: '3.00', type: 'percentage' },
        { code: 'VIP', amount: '0.10', type: 'fixed_amount' },
      ],
      line_items: [
        {
          sku: 'S1',
          title: 'Tee, "big"',
          quantity: 2,
          price: '10.00',
          tax_lines: [{ price: '1.00', rate: 0.1 }],
        },
        { sku: 'S2', title: 'Cup\nblue', quantity: 1, price: '13.00', tax_lines: [] },
      ],
      refunds: [
        {
          refund_line_items: [{ quantity: 1, subtotal: '9.00' }],
          transactions: [{ kind: 'refund', status: 'success', amount: '12.00' }],
        },
        { refund_line_items: [], transactions: [{ kind: 'refund', status: 'failure', amount: '5.00' }] },
        { refund_line_items: [], transactions: [{ kind: 'refund', status: 'success', amount: '0.20' }] },
      ],
      fulfillments: [{ line_items: [{ sku: 'S1', quantity: 2, price: '10.00' }] }],
    },
    {
      id: 5678901234568,
      name: '#1002',
      created_at: '2024-01-11T03:20:11-05:00',
      customer: null,
      note: 'new field',
      line_items: [{ sku: 'S2', title: 'Cup', quantity: 1, price: '5.00' }],
      refunds: [],
    },
  ],
};

/** In the shape of WooCommerce's REST API. */
const woocommerce = [
  {
    id: 727,
    status: 'completed',
    date_created: '2024-01-10T03:20:11',
    customer_id: 0,
    billing: { email: 'b@example.com' },
    line_items: [
      { id: 1, name: 'Cup', quantity: 2, subtotal: '12.00', total: '10.00', meta_data: [{ key: 'a' }] },
    ],
    coupon_lines: [{ code: 'ten', discount: '2.00' }],
    shipping_lines: [{ method_title: 'Flat', total: '4.00' }],
    refunds: [
      { id: 9, reason: '', total: '-5.00' },
      { id: 10, total: '-1.50' },
    ],
  },
];

const table = ({ lines }: { lines: readonly string[] }) => {
  const [header, ...rows] = lines.filter((line) => line !== '').map((line) => line.split(','));
  return rows.map((cells) => Object.fromEntries(header!.map((name, i) => [name, cells[i]])));
};

describe('orders as JSON', () => {
  test('are a row per line item, with the fields of the order on each', async () => {
    const { lines } = await readSource(JSON.stringify(shopify));
    expect(lines).toEqual([
      'id,name,created_at,cancelled_at,total_price,total_shipping_price,customer.id,customer.email,payment_gateway_names,note,' +
        'discount_codes.code,discount_codes.amount,refunded_amount,' +
        'line_items.sku,line_items.title,line_items.quantity,line_items.price,line_items.tax_lines.price',
      '5678901234567,#1001,2024-01-10T03:20:11-05:00,,40.00,5.00,11,a@example.com,"card, gift",,"TEN, VIP",3.1,9.2,S1,"Tee, ""big""",2,10.00,1',
      '5678901234567,#1001,2024-01-10T03:20:11-05:00,,40.00,5.00,11,a@example.com,"card, gift",,"TEN, VIP",3.1,9.2,S2,Cup blue,1,13.00,',
      '5678901234568,#1002,2024-01-11T03:20:11-05:00,,,,,,,new field,,,,S2,Cup,1,5.00,',
      '',
    ]);
  });

  test('say what a row is and which lists are left out, and count orders', async () => {
    const { notes, placeOf } = await readSource(JSON.stringify(shopify));
    expect(notes).toEqual(["A row is one of 'line_items'.", 'Lists that are left out: fulfillments.']);
    expect([1, 2, 3].map(placeOf)).toEqual(['order 1', 'order 1', 'order 2']);
  });

  test('of WooCommerce: refunds that have a minus, coupons, shipping', async () => {
    expect(table(await readSource(JSON.stringify(woocommerce)))).toEqual([
      {
        id: '727',
        status: 'completed',
        date_created: '2024-01-10T03:20:11',
        customer_id: '0',
        'billing.email': 'b@example.com',
        'coupon_lines.code': 'ten',
        'coupon_lines.discount': '2',
        'shipping_lines.total': '4',
        refunded_amount: '6.5',
        'line_items.id': '1',
        'line_items.name': 'Cup',
        'line_items.quantity': '2',
        'line_items.subtotal': '12.00',
        'line_items.total': '10.00',
      },
    ]);
  });

  const perLine = shopify.orders.map((order) => JSON.stringify(order)).join('\n');

  test.each<[string, string | Uint8Array]>([
    ['indented', JSON.stringify(shopify, null, 2)],
    ['a list', JSON.stringify(shopify.orders)],
    ['one a line', perLine],
    ['one a line, with CRLF and blank lines', `${perLine.replaceAll('\n', '\r\n\r\n')}\r\n`],
    ['packed', gzipSync(perLine)],
    ['a byte order mark', `\ufeff${JSON.stringify(shopify)}`],
    ['UTF-16', Buffer.from(`\ufeff${JSON.stringify(shopify)}`, 'utf16le')],
    ['wrapped twice', JSON.stringify({ data: { orders: shopify.orders }, count: 2 })],
    [
      'edges and nodes',
      JSON.stringify({
        data: {
          orders: {
            edges: shopify.orders.map(({ line_items, ...order }) => ({
              node: { ...order, line_items: { edges: line_items.map((node) => ({ node })) } },
            })),
          },
        },
      }),
    ],
    ['a page a line', shopify.orders.map((order) => JSON.stringify({ orders: [order] })).join('\n')],
  ])('%s: the same rows', async (_, content) => {
    const { lines } = await readSource(content);
    const expected = await readSource(JSON.stringify(shopify));
    expect(table({ lines }).map((row) => Object.entries(row).sort())).toEqual(
      table(expected).map((row) => Object.entries(row).sort()),
    );
  });

  test('without a list of items are one row each', async () => {
    const flat = [{ customer: 'A', date: '2016-11-29', amount: 1 }];
    expect((await readSource(JSON.stringify(flat))).lines).toEqual([
      'customer,date,amount',
      'A,2016-11-29,1',
      '',
    ]);
  });

  test('keep numbers of many digits to the last one', async () => {
    const { lines } = await readSource(
      '[{"id":90071992547409931,"text":"1:12345678901234567","amount":1.5}]',
    );
    expect(lines[1]).toBe('90071992547409931,1:12345678901234567,1.5');
  });

  test('in a field that appears late keep the columns of all', async () => {
    const many = Array.from({ length: 30_000 }, (_, i) => ({ id: i, ...(i === 29_999 && { late: 'x' }) }));
    const { lines } = await readSource(many.map((order) => JSON.stringify(order)).join('\n'));
    expect([lines[0], lines[1], lines[30_000]]).toEqual(['id,late', '0,', '29999,x']);
  });
});

describe('damaged JSON', () => {
  test('of one order a line costs that line, which is one field too few', async () => {
    const { lines, placeOf } = await readSource('{"a":1,"b":2,"c":3}\n{"a":1,"b"\n\n{"a":4,"b":5,"c":6}\n');
    expect(lines).toEqual(['a,b,c', '1,2,3', '"{""a"":1,""b"""', '4,5,6', '']);
    expect([2, 3].map(placeOf)).toEqual(['line 2', 'line 4']);
  });

  test.each([
    ['a part of it is missing', '[{"a":1},\n{"a":', 'the JSON ends too early, in line 2, column 6'],
    ['a comma is missing', '[{"a":1}\n{"a":2}]', 'this is no JSON from a sign on in line 2, column 1'],
  ])('is refused with line and column where %s', async (_, text, message) => {
    await expect(readSource(text)).rejects.toMatchObject({ name: 'CorruptJson', message });
  });

  test.each<[string, string, string]>([
    ['without a list of orders', 'UnsupportedFormat', '{}'],
    ['of lists, not objects', 'UnsupportedFormat', '[[1,2],[3,4]]'],
    [
      'of thousands of fields',
      'TooManyColumns',
      JSON.stringify([Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`f${i}`, i]))]),
    ],
    ['a document of 130 MB', 'TooLarge', `[{"a":"${' '.repeat(130 << 20)}"}]`],
  ])('%s is refused as %s', async (_, name, text) => {
    await expect(readSource(text)).rejects.toMatchObject({ name, remedy: expect.stringMatching(/\.$/) });
  });
});
