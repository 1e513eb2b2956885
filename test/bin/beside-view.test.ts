import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { withFolderLock } from '../../io/folder-lock.js';
import { smallDataset } from './small-dataset.js';

const shop = smallDataset();
afterAll(() => shop.remove());

interface View {
  readonly url: string;
  page(): Promise<Response>;
}

async function whileOpen(work: (view: View) => Promise<void>): Promise<void> {
  const view = spawn(process.execPath, [
    join(__dirname, '../../dist/insiders.js'),
    ...['view', '--out', join(shop.folder, 'out'), '--port', '0'],
  ]);
  const exited = once(view, 'exit');
  try {
    const [line] = await once(view.stdout, 'data');
    const url = /http\S+/.exec(line.toString())![0];
    await work({ url, page: () => fetch(url) });
  } finally {
    view.kill('SIGINT');
  }
  expect(await exited).toEqual([0, null]);
}

beforeAll(() => {
  expect(shop.run('out', 'a.csv').status).toBe(0);
}, 60_000);

/** Statuses of 200 requests at once, which all have to come in time, on a machine that others use, too. */
async function askAtOnce({ page }: View): Promise<number[]> {
  const from = performance.now();
  const statuses = await Promise.all(
    Array.from({ length: 200 }, async () => {
      const { status, body } = await page();
      await body?.cancel();
      return status;
    }),
  );
  expect((performance.now() - from) / 1000).toBeLessThan(6);
  expect([...new Set(statuses)].filter((status) => ![200, 503].includes(status))).toEqual([]);
  return statuses;
}

test('of 200 that ask at once each is answered or told to come again, within seconds', async () => {
  await whileOpen(async (view) => {
    expect((await view.page()).status).toBe(200);
    expect(await askAtOnce(view)).toContain(200);
    expect((await view.page()).status).toBe(200);
  });
}, 60_000);

test('while somebody else has the database 200 are told so within seconds', async () => {
  await whileOpen(async (view) => {
    await withFolderLock(join(shop.folder, 'out/data/postgres'), async () => {
      expect(new Set(await askAtOnce(view))).toEqual(new Set([503]));
    });
    expect((await view.page()).status).toBe(200);
  });
}, 60_000);

test('a run and a query beside an open view have their turn, and the view shows the new run', async () => {
  await whileOpen(async ({ url }) => {
    // A connection that is kept is closed by the server while this process waits for a run, and unseen until it is used.
    const page = () => fetch(url, { headers: { connection: 'close' } });
    const runs = async () => (await (await page()).text()).match(/<option[^>]*value="shop-/g)!.length;
    expect(await runs()).toBe(1);
    const query = shop.insiders('sql', 'select 1 as one', '--json', '--out', 'out');
    expect([query.status, JSON.parse(query.stdout)]).toEqual([0, [{ one: 1 }]]);
    expect(await runs()).toBe(1);
    expect(shop.run('out', 'b.csv').status).toBe(0);
    expect(await runs()).toBe(2);
  });
}, 60_000);
