import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalServer } from '../../bin/local-server.js';
import { openLivePages } from '../../bin/view/live-pages.js';
import { servePages } from '../../bin/view/serve-pages.js';
import type { Database } from '../../io/database.js';
import { openDiskStore } from '../../io/disk-store.js';
import { openTestDatabase } from '../io/open-test-database.js';
import { loadSmallRun, runId } from '../report/small-run.js';

let home: string;
let database: Database;
let server: LocalServer;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'insiders-view-'));
  database = await openTestDatabase(home, openDiskStore(join(home, 'store')));
  await loadSmallRun(database);
  await database.query(`update runs set status = 'succeeded', published_at = '2026-01-01'`);
  server = await servePages(await openLivePages(database), 0);
});
afterAll(async () => {
  await server.close();
  await database.close();
  await rm(home, { recursive: true, force: true });
});

const get = async (path: string, init?: RequestInit) => {
  const answer = await fetch(new URL(path, server.url), init);
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
};

/** The status of a path as it is, which `fetch` would tidy up. */
const raw = (path: string) =>
  new Promise<number>((resolve, reject) => {
    const { port } = new URL(server.url);
    request({ port, host: '127.0.0.1', path }, (answer) => resolve(answer.resume().statusCode!))
      .on('error', reject)
      .end();
  });

test('the page offers every segment, country, day and run there is', async () => {
  const { status, type, text } = await get('/');
  expect([status, type]).toEqual([200, 'text/html; charset=utf-8']);
  const options = (name: string) =>
    [
      ...new RegExp(`<select name="${name}">(.*?)</select>`, 's').exec(text)![1]!.matchAll(/value="(.*?)"/g),
    ].map(([, value]) => value);
  expect(options('segment')).toEqual(['', expect.stringContaining('Loyal'), 'Insiders', 'Lapsed']);
  expect(options('country')).toEqual(['', expect.stringContaining('HYPERLINK'), 'France']);
  expect(options('run')).toEqual([runId]);
  expect(text).toContain('name="period_from" min="2011-01-09" max="2011-12-09"');
});

test('a filter narrows every panel whose view has its column, as SQL does, and says which it leaves', async () => {
  const { text } = await get('/?segment=Lapsed&period_to=2011-03-31');
  const [{ customers } = { customers: 0 }] = await database.query<{ customers: number }>(
    `select count(*)::int as customers from customers_list where segment = 'Lapsed' and last_ordered_on <= '2011-03-31'`,
  );
  const rows = rowsOf(text, 'customers_list');
  expect(customers).toBe(3);
  expect(rows.customer_id).toHaveLength(customers);
  expect(rowsOf(text, 'segment_profiles').customers).toEqual([5]);
  expect(section(text, 'receipt')).toContain('Of the whole run, whatever is chosen above.');
  expect(section(text, 'segment_profiles')).not.toContain('Of the whole run');
  expect((await get('/')).text).not.toContain('Of the whole run');
});

test('a download has every row of the view, however few the page shows, and only what was chosen', async () => {
  await database.query(
    `insert into customers (run_id, customer_id, segment_id, is_insider, is_extreme)
     select :run_id, 'many-' || n, 3, false, false from generate_series(1, 6000) as n`,
    { run_id: runId },
  );
  const { type, text } = await get('/customers_list.csv?segment=Lapsed');
  expect(type).toBe('text/csv; charset=utf-8');
  expect(text.trimEnd().split('\n')).toHaveLength(1 + 6005);
  expect((await get('/insiders_members.csv')).text.split('\n')[0]).toMatch(/^customer_id,country,/);
  const { text: page } = await get('/');
  expect(rowsOf(page, 'customers_list').customer_id).toHaveLength(5000);
  expect(section(page, 'customers_list')).toContain('Shown: 5,000 of 6,012.');
  await database.query(`delete from customers where customer_id like 'many-%'`);
});

test('what is asked for wrongly is refused in a sentence', async () => {
  expect(await get('/?run=other')).toMatchObject({
    status: 400,
    text: expect.stringContaining("no run 'other'"),
  });
  expect(await get('/?period_from=9.12.2011')).toMatchObject({
    status: 400,
    text: expect.stringContaining('2011-12-09'),
  });
  for (const day of ['2011-02-31', '0000-01-01', '2011-13-01', 'infinity', '9999-99-99', '%00']) {
    expect([day, (await get(`/?period_to=${day}`)).status]).toEqual([day, 400]);
  }
  expect((await get('/?segment=%00')).status).toBe(400);
  expect((await get('/customers_list.csv?country=%00')).status).toBe(400);
  for (const path of [
    '//',
    '///x',
    '/%',
    '/?%=%',
    `/?segment=${'x'.repeat(9000)}`,
    '/.csv',
    '/__proto__.csv',
  ]) {
    expect([path.slice(0, 9), (await raw(path)) < 500]).toEqual([path.slice(0, 9), true]);
  }
  expect((await get('/runs.csv')).status).toBe(404);
  expect((await get('/../package.json')).status).toBe(404);
  expect((await get('/', { method: 'POST' })).status).toBe(405);
});

test('who has gone away before the turn costs nothing', async () => {
  let asked = 0;
  const slow = {
    page: async () => {
      asked++;
      await new Promise((go) => setTimeout(go, 200));
      return 'page';
    },
    download: async () => undefined,
  };
  const other = await servePages(slow, 0);
  const controller = new AbortController();
  const first = fetch(other.url);
  const gone = Array.from({ length: 20 }, () =>
    fetch(other.url, { signal: controller.signal }).catch(() => {}),
  );
  await new Promise((go) => setTimeout(go, 100));
  controller.abort();
  await Promise.all([first, ...gone]);
  expect((await fetch(other.url)).status).toBe(200);
  expect(asked).toBe(2);
  await other.close();
});

test('a page of somebody else’s that was led to this machine is not answered', async () => {
  const { port } = new URL(server.url);
  const status = await new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', headers: { host: 'evil.example' } }, ({ statusCode }) =>
      resolve(statusCode),
    )
      .on('error', reject)
      .end();
  });
  expect(status).toBe(403);
});

test('a port that is in use is said, with what to do', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  await expect(servePages(await openLivePages(database), port)).rejects.toMatchObject({
    name: 'PortInUse',
    message: `port ${port} is in use, or not ours to use`,
    remedy: expect.stringContaining('--port'),
  });
  other.close();
});

/** The columns of the rows that the page's script has of a panel, as far as they are lists. */
function rowsOf(page: string, name: string): Record<string, unknown[]> {
  const { panels } = JSON.parse(/id="data">(.*?)<\/script>/s.exec(page)![1]!);
  return panels.find(({ panel }: { panel: { name: string } }) => panel.name === name).rows;
}

const section = (page: string, name: string) =>
  new RegExp(`<section class="panel \\w+" id="${name}".*?</section>`, 's').exec(page)![0];
