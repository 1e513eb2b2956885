import { once } from 'node:events';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom } from '../../core/random/random.js';
import { runKey } from '../../core/runs/keys.js';
import type { Manifest } from '../../core/runs/manifest.js';
import { openLocalIo } from '../../io/local-io.js';
import { parquetTable } from '../../io/parquet.js';
import { smallDataset } from './small-dataset.js';

/** Files in a row into one dataset: some always, as many as wanted by `INSIDERS_UPLOADS=100 npx jest test/bin/many-uploads`. */
const nUploads = Number(process.env.INSIDERS_UPLOADS ?? 3);

const shop = smallDataset();
afterAll(() => shop.remove());
const random = createRandom('many uploads');
const head = 'OrderID,CustomerID,InvoiceDate,Quantity,UnitPrice\n';

interface Orders {
  readonly lines: number;
  readonly cents: number;
}

/** A month of orders of some forty customers. */
function writeOrders(name: string, i: number): Orders {
  let [text, cents] = [head, 0];
  const lines = 30 + Math.floor(30 * random());
  for (let line = 0; line < lines; line++) {
    const price = 100 + Math.floor(9000 * random());
    const day = new Date(Date.UTC(2016, i, 1 + Math.floor(28 * random()))).toISOString().slice(0, 10);
    cents += price;
    text += `${name}-${line},C${Math.floor(40 * random() ** 1.5)},${day},1,${(price / 100).toFixed(2)}\n`;
  }
  shop.write(`${name}.csv`, text);
  return { lines, cents };
}

/** What fails between: each leaves nothing that counts. */
const failures: readonly ((i: number) => Promise<void>)[] = [
  async (i) => {
    shop.write(`unreadable-${i}.csv`, `a,b\n${i},2\n`);
    expect(shop.run('out', `unreadable-${i}.csv`).status).toBe(3);
  },
  (i) => endedAfterClean(i, 'SIGKILL'),
  async (i) => {
    shop.write(
      `yen-${i}.csv`,
      `${head.trim()},Currency\nY${i},C1,2016-01-01,1,5000,JPY\nZ${i},C2,2016-01-01,1,5,EUR\n`,
    );
    expect(shop.run('out', `yen-${i}.csv`).status).toBe(3);
  },
  (i) => endedAfterClean(i, 'SIGINT'),
];

async function endedAfterClean(i: number, signal: NodeJS.Signals): Promise<void> {
  writeOrders(`ended-${i}`, i);
  const child = shop.startRun('out', `ended-${i}.csv`);
  const exited = once(child, 'exit');
  child.stdout!.on('data', (text: Buffer) => {
    if (/^ {2}clean /m.test(text.toString())) child.kill(signal);
  });
  expect((await exited)[0]).not.toBe(0);
}

test(
  `after ${nUploads} uploads with failures between, the totals are the truth and nothing else is kept`,
  async () => {
    const truth = { lines: 0, cents: 0 };
    for (let i = 0; i < nUploads; i++) {
      const { lines, cents } = writeOrders(`good-${i}`, i);
      truth.lines += lines;
      truth.cents += cents;
      expect(shop.run('out', `good-${i}.csv`)).toMatchObject({ status: 0, stderr: '' });
      if (process.env.INSIDERS_UPLOADS && i % 10 === 9) console.info(i + 1, sizes());
      await failures[i % failures.length]!(i);
    }
    // The last failure may have been a kill: the next run removes what it left.
    expect(shop.run('out').status).toBe(0);
    const io = openLocalIo(join(shop.folder, 'out/data'));
    try {
      const manifest = JSON.parse(
        Buffer.from(await io.store.read('lake/shop/manifest.json')).toString(),
      ) as Manifest;
      expect(manifest.uploads.map(({ file }) => file)).toEqual(
        Array.from({ length: nUploads }, (_, i) => `good-${i}.csv`),
      );
      const file = await io.store.openFile(runKey(manifest.runs.at(-1)!.runId, 'clean', 'purchases.parquet'));
      const [found] = await io.withEngine((engine) =>
        engine.query(
          `select count(*) as lines, cast(sum(amount) * 100 as bigint) as cents from ${parquetTable(file)}`,
        ),
      );
      expect(found).toEqual(truth);
      const published = manifest.runs.map(({ runId }) => runId).sort();
      expect(namesIn('store/runs')).toEqual(published);
      expect(namesIn('store/uploads/shop')).toHaveLength(nUploads);
      expect(namesIn('store/lake/shop').filter((name) => name.endsWith('.parquet'))).toHaveLength(nUploads);
      expect(namesIn('temp')).toEqual([]);
      const database = await io.database();
      const stored = await database.query<{ run_id: string }>(
        'select run_id from runs where customers is not null order by 1',
      );
      expect(stored.map(({ run_id }) => run_id)).toEqual(published);
    } finally {
      await io.close();
    }
    // The write-ahead log does not grow with what is done.
    expect(sizes().wal).toBeLessThan(70);
  },
  60_000 + 60_000 * nUploads,
);

const data = join(shop.folder, 'out/data');
const namesIn = (folder: string) =>
  existsSync(join(data, folder)) ? readdirSync(join(data, folder)).sort() : [];

/** MB on the disk. */
const sizes = () => ({
  store: megabytes('store'),
  rows: megabytes('postgres/base'),
  wal: megabytes('postgres/pg_wal'),
  all: megabytes(''),
});

const megabytes = (folder: string) =>
  Math.round(
    readdirSync(join(data, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .reduce((bytes, entry) => bytes + statSync(join(entry.parentPath, entry.name)).size, 0) / 1e5,
  ) / 10;
