import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { limitRate } from '../../bin/serve/rate-limit.js';
import { contractSuite } from './contract-suite.js';
import { openLocalCaller, token } from './open-local-caller.js';
import { type ShopFolder, shopFolder } from './shop-folder.js';

let shop: ShopFolder;
let caller: Awaited<ReturnType<typeof openLocalCaller>>;
/** What the database says of the shop's customers, asked before the server has it. */
let known: Record<string, unknown>[];
beforeAll(async () => {
  shop = shopFolder();
  known = JSON.parse(
    shop.insiders(
      'sql',
      `select customer_id, code_of_five, group_of_five, code_of_three, standing, sentence, meets_enter
      from current_runs
      join customer_rfm using (run_id)
      join customer_doors using (run_id, customer_id)
      where dataset = 'shop'`,
      '--json',
    ).stdout,
  );
  caller = await openLocalCaller(shop);
}, 120_000);
afterAll(async () => {
  await caller.close();
  shop.remove();
});

describe('the server of one machine', () => {
  contractSuite(() => caller);

  test('nothing of all that was a defect', () => {
    expect(caller.complaints).toEqual([]);
  });
});

type Item = Record<string, never> & { customerId: string };
const assign = async (body: object, type = 'application/json'): Promise<{ asOf: string; items: Item[] }> => {
  const { status, text } = await caller.call('POST', '/v1/datasets/shop/assign', {
    headers: { 'content-type': type },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  expect([status, status === 200 ? '' : text]).toEqual([200, '']);
  return JSON.parse(text);
};
const customersOf = (rows: Record<string, string>[]) =>
  rows.map(
    ({ customer_id, segment, is_insider, country, first_ordered_at, last_ordered_at, ...features }) => ({
      id: customer_id,
      features: Object.fromEntries(
        Object.entries(features).map(([name, cell]) => [name, cell === '' ? null : Number(cell)]),
      ),
    }),
  );

describe('what is said of customers by their features', () => {
  test('is what the run says of them: segment, membership, scores, tier and door', async () => {
    const rows = shop.list('customers.csv');
    const tiers = new Map(shop.list('audience.csv').map((row) => [row.customer_id, row.value_tier]));
    const { items } = await assign({ customers: customersOf(rows) });
    const byId = new Map(known.map((row) => [row.customer_id, row]));
    expect(items).toHaveLength(rows.length);
    for (const [i, item] of (items as unknown as Record<string, Record<string, unknown>>[]).entries()) {
      const row = rows[i]!;
      const said = byId.get(row.customer_id!)!;
      // Who only stays is a member to the run, and a stranger to whoever has not seen them before.
      if (String(said.meets_enter) !== row.is_insider) continue;
      const { five, three } = item.rfm as Record<string, Record<string, string>>;
      expect({
        id: item.customerId,
        segment: item.segment!.name,
        codes: [five!.code, five!.group, three!.code],
        tier: item.valueTier,
        door: [item.door!.standing, item.door!.sentence],
      }).toEqual({
        id: row.customer_id,
        segment: row.segment,
        codes: [said.code_of_five, said.group_of_five, said.code_of_three],
        tier: tiers.get(row.customer_id!),
        door: [said.standing, said.sentence],
      });
    }
    expect(rows.filter((row) => row.is_insider === 'true').length).toBeGreaterThan(5);
  });

  test('does not depend on who else is asked about', async () => {
    const customers = customersOf(shop.list('customers.csv')).slice(0, 60);
    const together = (await assign({ customers })).items;
    for (const i of [0, 17, 59]) {
      expect((await assign({ customers: [customers[i]] })).items).toEqual([together[i]]);
    }
  });
});

describe('what is said of customers by their orders', () => {
  test('is the same for one customer alone as for the run, which had everybody', async () => {
    const rows = shop.list('customers.csv');
    const byFeatures = (await assign({ customers: customersOf(rows) })).items;
    // Somebody late, somebody best, somebody with one order: alone, none of them tells the shop's last day.
    const chosen = [...rows.keys()].filter((i) => i % 60 === 0).concat(rows.length - 1);
    for (const i of chosen) {
      const id = rows[i]!.customer_id!;
      const theirs = shop.orders.filter((line, at) => at === 0 || line.split(',').at(-2) === id);
      const { items, asOf } = await assign(`${theirs.join('\n')}\n` as never, 'text/csv');
      expect(items).toHaveLength(1);
      expect([asOf, items[0]]).toEqual([JSON.parse(await visibleRun()).asOf, byFeatures[i]]);
    }
  });

  test('days are counted to the day that is asked for', async () => {
    const orders = [{ order_id: '1', customer: 'n', sku: 'A', quantity: 2, price: 20, date: '2025-06-01' }];
    const at = async (asOf: string) => {
      const { text } = await caller.call('POST', `/v1/datasets/shop/assign?asOf=${asOf}`, {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ orders }),
      });
      return JSON.parse(text);
    };
    expect((await at('2025-06-02')).items[0].rfm.five.code[0]).toBe('5');
    expect((await at('2027-06-02')).items[0].rfm.five.code[0]).toBe('1');
    expect((await at('2025-02-30')).status).toBe(400);
  });

  const visibleRun = async () => {
    const { text } = await caller.call('GET', '/v1/datasets/shop/runs?limit=1');
    return JSON.stringify(JSON.parse(text).items[0]);
  };
});

/** A call as it stands, without what `fetch` would tidy up. */
const raw = (path: string, headers: Record<string, string> = {}, method = 'GET', url = caller.url) =>
  new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; text: string }>(
    (resolve, reject) => {
      const { port } = new URL(url);
      request({ port, host: '127.0.0.1', path, method, headers }, (answer) => {
        let text = '';
        answer.on('data', (chunk) => {
          text += chunk;
        });
        answer.on('end', () => resolve({ status: answer.statusCode!, headers: answer.headers, text }));
      })
        .on('error', reject)
        .end();
    },
  );
const withToken = { authorization: `Bearer ${token}` };

describe('nobody is let in who may not', () => {
  test('without the token, or with another, nothing is said', async () => {
    const wrong = [
      '',
      'Bearer',
      'Bearer ',
      `Bearer ${token}x`,
      `Basic ${token}`,
      `Bearer ${token.toUpperCase()}`,
    ];
    for (const authorization of wrong) {
      const { status, headers, text } = await raw('/v1/datasets/shop/segments', { authorization });
      expect([authorization, status, headers['www-authenticate']]).toEqual([authorization, 401, 'Bearer']);
      expect(text).not.toContain('shop-');
    }
    expect((await raw('/v1/datasets/shop/segments', withToken)).status).toBe(200);
  });

  test('a page of somebody else’s that was led here is not answered', async () => {
    const { status } = await raw('/v1/datasets/shop/segments', { ...withToken, host: 'evil.example' });
    expect(status).toBe(403);
  });

  test('a server for one dataset knows of no other', async () => {
    const one = await openLocalCaller(shop, { dataset: 'other' });
    try {
      expect((await one.call('GET', '/v1/datasets/other/segments')).status).toBe(200);
      const body = JSON.stringify({ file: 'a.csv', bytes: 1, type: 'text/csv' });
      const headers = { 'content-type': 'application/json' };
      for (const [method, path] of [
        ['GET', 'segments'],
        ['POST', 'uploads'],
      ] as const) {
        const init = method === 'POST' ? { headers, body } : {};
        expect((await one.call(method, `/v1/datasets/shop/${path}`, init)).status).toBe(404);
      }
    } finally {
      await one.close();
    }
  });

  test('tricks with the address lead nowhere', async () => {
    const run = 'runs/..%2f..%2fdata';
    const paths = [
      '/v1/datasets/shop/../other/segments',
      '/v1/datasets/shop%2f..%2fother/segments',
      '/v1/datasets/../../etc/passwd',
      `/v1/datasets/shop/${run}`,
      '/v1/datasets/shop/lists/..%2frun',
      '/v1/datasets/shop/lists/insiders.csv',
      '/v1/datasets/__proto__/segments',
      '/v1/datasets/shop/customers/%2e%2e%2f%2e%2e',
      '/links/runs/x/publish/insiders.csv',
      '/links/%',
      '//v1/datasets/shop/segments',
      '/v1/datasets/shop/segments/',
      '/',
      '/%',
      '*',
    ];
    for (const path of paths) {
      const { status, text } = await raw(path, withToken);
      expect([path, [400, 404].includes(status)]).toEqual([path, true]);
      expect(text).not.toContain('root:');
    }
  });

  test('a header cannot be split, whatever is asked for', async () => {
    const { status, headers } = await raw('/v1/datasets/shop/customers/a%0d%0aset-cookie:%20x=1', withToken);
    expect([status, headers['set-cookie']]).toEqual([404, undefined]);
    const { headers: others } = await raw('/v1/datasets/shop/movers?since=a%0d%0ax:1', withToken);
    expect(others.x).toBeUndefined();
  });

  test('names that objects have of their own are names like others', async () => {
    const features = '{"__proto__":{"gross_revenue":1},"constructor":1,"gross_revenue":1}';
    const { status, text } = await caller.call('POST', '/v1/datasets/shop/assign', {
      headers: { 'content-type': 'application/json' },
      body: `{"customers":[{"id":"__proto__","features":${features.replace('{"gross_revenue":1}', '1')}}]}`,
    });
    expect([status, JSON.parse(text).items[0].error.name]).toEqual([200, 'MissingFeatures']);
    const orders = `{"orders":[{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"customer":"a"}]}`;
    await caller.call('POST', '/v1/datasets/shop/assign', {
      headers: { 'content-type': 'application/json' },
      body: orders,
    });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(caller.complaints).toEqual([]);
  });
});

describe('nobody takes all of the machine', () => {
  test('a body of 10 MB is refused before it has come, and one that does not say how large it is as it comes', async () => {
    const { port } = new URL(caller.url);
    const send = (headers: string) =>
      new Promise<string>((resolve) => {
        const socket = connect(Number(port), '127.0.0.1');
        let said = '';
        socket.on('data', (chunk) => {
          said += chunk;
        });
        socket.on('error', () => {});
        socket.on('close', () => resolve(said));
        socket.write(
          `POST /v1/datasets/shop/assign HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${token}\r\ncontent-type: text/csv\r\n${headers}\r\n\r\n`,
        );
        if (headers.includes('chunked')) {
          const chunk = `100000\r\n${'x'.repeat(0x100000)}\r\n`;
          for (let i = 0; i < 10; i++) socket.write(chunk);
        }
      });
    expect(await send('content-length: 10000000')).toMatch(/^HTTP\/1.1 413 /);
    expect(await send('transfer-encoding: chunked')).toMatch(/^HTTP\/1.1 413 |^$/);
    expect((await raw('/v1/datasets/shop/segments', withToken)).status).toBe(200);
  });

  test('a body that does not come is given up', async () => {
    const slow = await openLocalCaller(shop, { bodySeconds: 1 });
    try {
      const { port } = new URL(slow.url);
      const start = performance.now();
      await new Promise<void>((resolve) => {
        const socket = connect(Number(port), '127.0.0.1');
        socket.on('error', () => {});
        socket.on('close', () => resolve());
        socket.resume();
        socket.write(
          `POST /v1/datasets/shop/assign HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${token}\r\ncontent-type: text/csv\r\ncontent-length: 100\r\n\r\nabc`,
        );
      });
      expect((performance.now() - start) / 1000).toBeLessThan(10);
      expect((await slow.call('GET', '/v1/datasets/shop/segments')).status).toBe(200);
      expect(slow.complaints).toEqual([]);
    } finally {
      await slow.close();
    }
  });

  test('who goes away in the middle of a body is no defect', async () => {
    const { port } = new URL(caller.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(
      `POST /v1/datasets/shop/assign HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${token}\r\ncontent-type: text/csv\r\ncontent-length: 100\r\n\r\nabc`,
    );
    await new Promise((go) => setTimeout(go, 200));
    socket.destroy();
    await new Promise((go) => setTimeout(go, 200));
    expect((await raw('/v1/datasets/shop/segments', withToken)).status).toBe(200);
    expect(caller.complaints).toEqual([]);
  });

  test('who calls too often is told when to come back', async () => {
    let time = 0;
    const limited = await openLocalCaller(shop, { takeTurn: limitRate(2, () => time) });
    try {
      const statuses = [];
      for (let i = 0; i < 5; i++)
        statuses.push((await limited.call('GET', '/v1/datasets/shop/segments')).status);
      expect(statuses).toEqual([200, 200, 200, 200, 429]);
      const { headers } = await limited.call('GET', '/v1/datasets/shop/segments');
      expect(headers.get('retry-after')).toBe('1');
      time += 1;
      expect((await limited.call('GET', '/v1/datasets/shop/segments')).status).toBe(200);
    } finally {
      await limited.close();
    }
  });
});

describe('links', () => {
  test('one to a list opens just that list, and needs no token', async () => {
    const { text } = await caller.call('GET', '/v1/datasets/shop/lists/insiders');
    const { href } = JSON.parse(text);
    const answer = await fetch(href);
    expect(await answer.text()).toBe(readFileSync(`${shop.out}/insiders.csv`, 'utf8'));
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="insiders.csv"');
    for (const other of [
      href.replace('insiders.csv', 'customers.csv'),
      href.replace(/until=\d+/, 'until=99999999999999'),
      href.replace(/signature=.{5}/, 'signature=AAAAA'),
    ]) {
      expect((await fetch(other)).status).toBe(404);
    }
    expect((await fetch(href, { method: 'PUT', body: 'x' })).status).toBe(404);
  });

  test('one for an upload takes just the size and type that were named', async () => {
    const { text } = await caller.call('POST', '/v1/datasets/shop/uploads', {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ file: 'january.csv', bytes: 5, type: 'text/csv' }),
    });
    const { href, method, upload } = JSON.parse(text);
    const put = async (body: string, type = 'text/csv', to = href) =>
      (await fetch(to, { method, headers: { 'content-type': type }, body })).status;
    expect(upload).toMatch(/\/january\.csv$/);
    expect(await put('123456')).toBe(400);
    expect(await put('12345', 'application/json')).toBe(400);
    expect(await put('12345', 'text/csv', href.replace('/shop/', '/other/'))).toBe(404);
    expect(await put('12345')).toBe(201);
    expect(readFileSync(`${shop.home}/incoming/shop/${upload}`, 'utf8')).toBe('12345');
  });
});
