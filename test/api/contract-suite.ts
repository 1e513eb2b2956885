import { whatIsWrongWith } from '../../api/contract.js';

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface Caller {
  call(
    method: string,
    path: string,
    init?: { headers?: Record<string, string>; body?: string },
  ): Promise<Answered>;
}

/** What is asked of whatever answers by the contract. The datasets are those of `shopFolder`. */
export function contractSuite(caller: () => Caller): void {
  const ask = async (operation: string, path: string, init: { headers?: Record<string, string> } = {}) => {
    const answered = await caller().call('GET', `/v1/datasets/${path}`, init);
    return judged(operation, answered);
  };
  const post = async (
    operation: string,
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ) => {
    const answered = await caller().call('POST', `/v1/datasets/${path}`, {
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return judged(operation, answered);
  };
  const judged = (operation: string, { status, headers, text }: Answered) => {
    const type = headers.get('content-type');
    const body = text === '' ? undefined : JSON.parse(text);
    expect([operation, whatIsWrongWith(operation, { status, type, body })]).toEqual([operation, undefined]);
    return { status, headers, body };
  };

  test.each(['segments', 'answers', 'insiders', 'movers', 'runs'])(
    '%s is answered as the contract says, and not again where the caller has the answer',
    async (operation) => {
      const { status, headers, body } = await ask(operation, `shop/${operation}`);
      expect([status, body.dataset]).toEqual([200, 'shop']);
      expect(body.items.length).toBeGreaterThan(0);
      expect(headers.get('cache-control')).toBe('private, no-cache');
      const again = await ask(operation, `shop/${operation}`, {
        headers: { 'if-none-match': `"other", W/${headers.get('etag')}` },
      });
      expect([again.status, again.body, again.headers.get('etag')]).toEqual([
        304,
        undefined,
        headers.get('etag'),
      ]);
    },
  );

  test('the pages of Insiders are all of them, once each, who spent most first', async () => {
    const all = (await ask('insiders', 'shop/insiders?limit=1000')).body;
    expect(all.next).toBeNull();
    const paged: { customerId: string; grossRevenue: number }[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await ask('insiders', `shop/insiders?limit=7${cursor}`);
      paged.push(...body.items);
      if (body.next === null) break;
      cursor = `&cursor=${body.next}`;
    }
    expect(paged).toEqual(all.items);
    expect(paged.length).toBeGreaterThan(7);
    expect(paged.map((row) => row.grossRevenue)).toEqual(
      paged.map((row) => row.grossRevenue).sort((a, b) => b - a),
    );
  });

  test('movers since a run are those of the runs after it, in pages', async () => {
    const { items } = (await ask('runs', 'shop/runs')).body;
    expect(items).toHaveLength(2);
    const [newest, first] = items.map(({ runId }: { runId: string }) => runId);
    const all = (await ask('movers', `shop/movers?since=${first}&limit=1000`)).body;
    expect(all).toEqual((await ask('movers', 'shop/movers?limit=1000')).body);
    expect(all.runId).toBe(newest);
    expect((await ask('movers', `shop/movers?since=${newest}`)).body.items).toEqual([]);
    const page = (await ask('movers', 'shop/movers?limit=1')).body;
    const rest = (await ask('movers', `shop/movers?limit=1000&cursor=${page.next}`)).body;
    expect([...page.items, ...rest.items]).toEqual(all.items);
  });

  test('a customer is explained, and one who is not there is refused with those who are near', async () => {
    const { items } = (await ask('insiders', 'shop/insiders?limit=1')).body;
    const { status, body } = await ask('customer', `shop/customers/${items[0].customerId}`);
    expect(status).toBe(200);
    expect(body.who).toMatchObject({ customerId: items[0].customerId, isInsider: true });
    expect(body.months.length).toBeGreaterThan(0);
    const wrong = await ask('customer', `shop/customers/${items[0].customerId}9`);
    expect(wrong.status).toBe(404);
    expect(wrong.body.remedy).toContain(items[0].customerId);
  });

  test('a run says what it was made of; a list is a link for a few minutes', async () => {
    const { items } = (await ask('runs', 'shop/runs?limit=1')).body;
    const { body } = await ask('run', `shop/runs/${items[0].runId}`);
    expect(body).toMatchObject({ runId: items[0].runId, customers: items[0].customers });
    expect(body.linesRead).toBe(body.linesKept + body.linesRejected);
    const link = (await ask('list', 'shop/lists/insiders')).body;
    expect(link).toMatchObject({ runId: items[0].runId, file: 'insiders.csv' });
    const minutes = (Date.parse(link.expiresAt) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(1);
    expect(minutes).toBeLessThan(16);
  });

  test('one wrong customer among good ones has an error of its own', async () => {
    const good = { gross_revenue: 900, recency_days: 5, invoices: 9, tenure_days: 300 };
    const { status, body } = await post('assign', 'shop/assign', {
      customers: [
        { id: 'good', features: good },
        { id: 'few', features: { invoices: 1 } },
        { id: 'absurd', features: { ...good, gross_revenue: 1e200 } },
        { id: 'unknown', features: { ...good, recency_days: null } },
      ],
    });
    expect(status).toBe(200);
    expect(body.items.map((item: { customerId: string }) => item.customerId)).toEqual([
      ...['good', 'few', 'absurd', 'unknown'],
    ]);
    expect(body.items[0].segment.name).toEqual(expect.any(String));
    expect(body.items[1].error.name).toBe('MissingFeatures');
    expect(body.items[2].error.name).toBe('UnusableFeature');
    expect(body.items[3]).toMatchObject({ isInsider: false, door: null, rfm: null });
  });

  test('orders may have any names that a file may have; lines that cannot be read are told', async () => {
    const { status, body } = await post('assign', 'shop/assign', {
      orders: [
        { order_id: '1', customer: 'n1', sku: 'A1', quantity: 1, price: 30.5, date: '2025-12-20' },
        { order_id: '2', customer: 'n1', sku: 'B1', quantity: 1, price: 10, date: '2025-11-20' },
        { order_id: '3', customer: 'n2', sku: 'B1', quantity: -1, price: 10, date: '2025-11-20' },
        { order_id: '4', customer: 'n1', sku: 'B1', quantity: 1, price: 10, date: 'yesterday' },
      ],
    });
    expect(status).toBe(200);
    expect(body.items[0]).toMatchObject({ customerId: 'n1', isInsider: false });
    expect(body.items[1]).toMatchObject({ customerId: 'n2', error: { name: 'NotEligible' } });
    expect(body.rejected).toMatchObject({ lines: 1, first: [{ line: 4, reason: 'UnreadableDate' }] });
  });

  test('what is asked wrongly is refused with the place and a remedy', async () => {
    const wrong = [
      ['insiders', 'shop/insiders?limit=0', 400, 'limit'],
      ['insiders', 'shop/insiders?limit=1e3', 400, 'limit'],
      ['insiders', 'shop/insiders?limit=1&limit=2', 400, 'limit is given twice'],
      ['insiders', 'shop/insiders?size=1', 400, 'no query parameter'],
      ['insiders', 'shop/insiders?cursor=abc', 422, 'cursor'],
      ['movers', 'shop/movers?since=nowhere', 404, 'nowhere'],
      ['segments', 'nowhere/segments', 404, 'nowhere'],
      ['segments', 'No%20where/segments', 400, 'dataset'],
      ['customer', 'shop/customers/%00', 400, 'customer'],
      ['customer', 'shop/customers/%ff', 400, 'percent-encoded'],
      ['list', 'shop/lists/passwords', 400, 'list'],
      ['run', 'shop/runs/other-0000000000', 404, 'other-0000000000'],
    ] as const;
    for (const [operation, path, status, detail] of wrong) {
      const answered = await ask(operation, path);
      expect([path, answered.status, answered.body.detail]).toEqual([
        path,
        status,
        expect.stringContaining(detail),
      ]);
      expect(answered.body.remedy).not.toBe('');
    }
    const bodies = [
      ['{', 400],
      ['[]', 400],
      ['{"customers":[]}', 400],
      ['{"customers":[{"id":"a","features":{"invoices":"1"}}]}', 400],
      [{ customers: Array.from({ length: 5001 }, (_, i) => ({ id: `${i}`, features: {} })) }, 400],
      [{ orders: [{ a: 1 }] }, 422],
    ] as const;
    for (const [body, status] of bodies) {
      expect([body, (await post('assign', 'shop/assign', body)).status]).toEqual([body, status]);
    }
    const form = await post('assign', 'shop/assign', 'a=b', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(form.status).toBe(415);
  });

  test('nothing of another dataset is ever seen', async () => {
    const theirs = (await ask('insiders', 'other/insiders?limit=1')).body;
    const run = (await ask('runs', 'other/runs')).body.items[0].runId;
    const [customer] = theirs.items;
    for (const [operation, path] of [
      ['customer', `shop/customers/${customer?.customerId ?? 'x'}`],
      ['run', `shop/runs/${run}`],
      ['movers', `shop/movers?since=${run}`],
    ] as const) {
      const { status, body } = await ask(operation, path);
      expect([path, status]).toEqual([path, 404]);
      expect(body.remedy).not.toContain('x1');
    }
    const cursor = Buffer.from(JSON.stringify([run, '1e9', ''])).toString('base64url');
    expect((await ask('insiders', `shop/insiders?cursor=${cursor}`)).status).toBe(404);
  });
}
