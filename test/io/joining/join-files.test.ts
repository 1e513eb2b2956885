import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { defaultRules, type ReadingRules } from '../../../core/rules/rules.js';
import { joinFiles } from '../../../io/joining/join-files.js';

/** In the shape of Olist's: a customer id that is new for every order, payments of whole orders. */
const nOrders = 60;
const ids = Array.from({ length: nOrders }, (_, i) => i);
const csv = (header: string, rows: readonly string[]) => `${[header, ...rows].join('\n')}\n`;
const day = (i: number) => `2024-01-${String((i % 28) + 1).padStart(2, '0')} 10:00:00`;
const orders = csv(
  'order_id,customer_id,status,order_purchase_timestamp',
  ids.map((i) => `o${i},c${i},delivered,${day(i)}`),
);
const items = csv(
  'order_id,order_item_id,product_id,quantity,price',
  ids.flatMap((i) => [`o${i},1,p${i % 9},1,10.00`, `o${i},2,p${(i + 1) % 9},3,2.50`]),
);
const customers = csv(
  'customer_id,customer_unique_id,customer_city',
  ids.map((i) => `c${i},person${i % 20},"São Paulo, SP"`),
);
const products = csv(
  'product_id,name,category',
  Array.from({ length: 9 }, (_, i) => [`p${i},Cup ${i},cups`]).flat(),
);
const paymentsOf = (parts: number) =>
  csv(
    'order_id,payment_sequential,payment_type,payment_value',
    ids.flatMap((i) => Array.from({ length: parts }, (_, part) => `o${i},${part + 1},card,8.75`)),
  );
const olist = {
  'shop_orders_dataset.csv': orders,
  'shop_items_dataset.csv': items,
  'shop_customers_dataset.csv': customers,
  'shop_payments_dataset.csv': paymentsOf(2),
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'insiders-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function joined(files: Readonly<Record<string, string>>, rules: Partial<ReadingRules> = {}) {
  const given = join(folder, 'given');
  await mkdir(given, { recursive: true });
  const paths: string[] = [];
  for (const [name, text] of Object.entries(files)) {
    paths.push(join(given, name));
    await writeFile(paths.at(-1)!, text);
  }
  const out = await mkdtemp(join(folder, 'out-'));
  const found = await joinFiles(paths, { rules: { ...defaultRules.reading, ...rules }, folder: out });
  if (!found) return null;
  const text = await readFile(found.path, 'utf8');
  const [header, ...lines] = text.trimEnd().split('\n');
  return { name: basename(found.path), text, header: header!.split(','), lines, report: found.report };
}

const shuffled = (text: string) => {
  const [header, ...rows] = text.trimEnd().split('\n');
  return csv(
    header!,
    rows
      .map((row, i) => [(i * 7919) % 104_729, row] as const)
      .sort(([a], [b]) => a - b)
      .map(([, row]) => row),
  );
};

describe('tables that are orders only together', () => {
  test('are joined on their keys: as many rows as lines, and payments of whole orders left out', async () => {
    const result = await joined(olist);
    expect(result).toMatchObject({
      name: 'shop_customers+items+orders.csv',
      header: [
        ...['customer_id', 'order_status', 'order_purchase_timestamp'],
        ...['order_id', 'order_item_id', 'product_id', 'quantity', 'price'],
        ...['customer_unique_id', 'customer_city'],
      ],
      report: [
        'joined: shop_items_dataset.csv, 120 lines',
        '+ shop_orders_dataset.csv on order_id: 100 % found',
        '+ shop_customers_dataset.csv on customer_id: 100 % found',
        '- shop_payments_dataset.csv is left out: what was paid is of whole orders, and would be repeated on each of their lines',
        '= shop_customers+items+orders.csv, 120 lines',
      ],
    });
    expect(result!.lines).toHaveLength(120);
    expect(result!.lines[0]).toBe('c0,delivered,2024-01-01 10:00:00,o0,1,p0,1,10.00,person0,"São Paulo, SP"');
  });

  test('leave payments out where there is one of each order, too', async () => {
    const result = await joined({ ...olist, 'shop_payments_dataset.csv': paymentsOf(1) });
    expect(result!.header).not.toContain('payment_value');
    expect(result!.lines).toHaveLength(120);
  });

  test('give the same bytes whatever the order of files and rows', async () => {
    const turned = Object.fromEntries(
      Object.entries(olist)
        .reverse()
        .map(([name, text]) => [name, shuffled(text)]),
    );
    expect((await joined(turned))!.text).toBe((await joined(olist))!.text);
  });

  test('are found by what ids mean, and get the names of their tables', async () => {
    const result = await joined({
      'orders.csv': csv(
        'id,customer,date',
        ids.map((i) => `o${i},k${i % 7},2024-01-01`),
      ),
      'customers.csv': csv(
        'id,name',
        [0, 1, 2, 3, 4, 5, 6].map((i) => `k${i},Name ${i}`),
      ),
      'lines.csv': csv(
        'id,order no,sku,qty,unit price',
        ids.map((i) => `l${i},o${i},s,1,2.00`),
      ),
    });
    expect(result!.header).toEqual([
      ...['customer', 'order_date', 'line_id', 'order no', 'sku', 'qty', 'unit price'],
      'customer_name',
    ]);
  });

  test('are found by their values where no name tells', async () => {
    const result = await joined({
      'a.csv': csv(
        'belongs to,article,quantity,price',
        ids.map((i) => `order-${i},s,1,2.00`),
      ),
      'b.csv': csv(
        'document,client,date',
        ids.map((i) => `order-${i},k${i % 7},2024-01-01`),
      ),
    });
    expect(result!.report).toContain('+ b.csv on belongs to = document: 100 % found');
  });

  test('of the same columns are put together first', async () => {
    const half = (text: string, from: number) => {
      const [header, ...rows] = text.trimEnd().split('\n');
      return csv(
        header!,
        rows.filter((_, i) => i % 2 === from),
      );
    };
    const { 'shop_items_dataset.csv': all, ...others } = olist;
    const result = await joined({
      ...others,
      'shop_items_1_dataset.csv': half(all, 0),
      'shop_items_2_dataset.csv': half(all, 1),
    });
    expect(result!.lines).toEqual((await joined(olist))!.lines);
  });

  test('orders and their payments alone: what was paid is added up per order', async () => {
    const { 'shop_items_dataset.csv': _, ...rest } = olist;
    const result = await joined(rest, { columns: { amount: 'payment_value' } });
    expect(result!.lines).toHaveLength(nOrders);
    expect(result!.lines[0]).toBe('o0,c0,delivered,2024-01-01 10:00:00,person0,"São Paulo, SP",17.5000');
    expect(result!.report).toContain('+ shop_payments_dataset.csv: the sum of payment_value per order_id');
  });

  test('refunds are added up per order, and stand on each of its lines', async () => {
    const refunds = csv('refund_id,order_id,amount', ['r1,o0,4.00', 'r2,o0,1.50']);
    const result = await joined({ ...olist, 'shop_refunds_dataset.csv': refunds });
    expect(result!.lines).toHaveLength(120);
    expect(result!.header.at(-1)).toBe('refunded_amount');
    expect(result!.lines.map((line) => line.split(',').at(-1)).filter((cell) => cell !== '')).toEqual([
      '5.5000',
      '5.5000',
    ]);
  });

  test('a table of goods is looked up; orders without a line are counted', async () => {
    const result = await joined({
      ...olist,
      'shop_orders_dataset.csv': `${orders}o99,c0,canceled,2024-01-01 10:00:00\n`,
      'shop_products_dataset.csv': products,
    });
    expect(result!.header).toContain('product_name');
    expect(result!.report).toContain(
      '+ shop_orders_dataset.csv on order_id: 100 % found, 1 row of it without a line',
    );
  });
});

describe('is not joined, but said', () => {
  test('a table with several rows per order', async () => {
    const reviews = csv(
      'review_id,order_id,score',
      ids.flatMap((i) => [`v${i},o${i},5`, `w${i},o${i},4`]),
    );
    const result = await joined({ ...olist, 'shop_reviews_dataset.csv': reviews });
    expect(result!.lines).toHaveLength(120);
    expect(result!.report).toContain(
      '- shop_reviews_dataset.csv is left out: an order or a line may have several of its rows, which would multiply the money',
    );
  });

  test('customers that come twice would multiply money, and are refused where they are needed', async () => {
    const twice = customers.replace(/\n$/, '\n') + ids.map((i) => `c${i},other${i},Rio\n`).join('');
    const anonymous = orders.replace('customer_id', 'account').replace('status', 'state');
    await expect(
      joined(
        {
          ...olist,
          'shop_orders_dataset.csv': anonymous,
          'shop_customers_dataset.csv': twice.replace('customer_id', 'account'),
        },
        { columns: { customer_id: 'customer_unique_id' } },
      ),
    ).rejects.toMatchObject({
      name: 'NoJoin',
      message: expect.stringContaining('which would multiply the money'),
    });
  });

  test('a key that finds too little of what is needed', async () => {
    const [header, ...rows] = orders.trimEnd().split('\n');
    await expect(
      joined({ ...olist, 'shop_orders_dataset.csv': csv(header!, rows.slice(0, 50)) }),
    ).rejects.toMatchObject({
      name: 'NoJoin',
      message: expect.stringMatching(
        /order_id finds only 83.3 % of the rows of shop_items.* in shop_orders.*which has ordered_at$/,
      ),
    });
  });
});

describe('stay apart', () => {
  const plain = 'customer,date,amount\nA,2024-01-01,1\n';

  test.each<[string, Record<string, string>]>([
    ['one file', { 'a.csv': orders }],
    ['files that are orders each', { 'a.csv': plain, 'b.csv': plain.replace('A', 'B') }],
    ['files without a common key', { 'a.csv': plain, 'b.csv': 'place,weather\nX,rain\nY,sun\n' }],
    ['a file that is no table', { 'a.csv': items, 'b.csv': 'hello\n' }],
  ])('%s', async (_, files) => {
    expect(await joined(files)).toBeNull();
  });
});
