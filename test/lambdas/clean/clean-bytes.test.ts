import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { runKey } from '../../../core/runs/keys.js';
import { type OrderLake, runId, withOrderLake } from './order-lake.js';

/** More than the engine gives to one thread at a time. */
const manyLines = (from: number) => `select line_no, 'A' || (line_no // 7) as invoice_id,
    'S' || (line_no % 999) as stock_code, 'LANTERN' as description,
    cast(if(line_no % 9 = 0, -1, 2) as decimal(18, 3)) as quantity, timestamp '2020-01-10 09:30:00' as ordered_at,
    cast(2.5 as decimal(18, 4)) as unit_price, cast(quantity * unit_price as decimal(18, 4)) as amount,
    'C' || (line_no % 5000) as customer_id, 'France' as country
  from (select unnest(range(${from}, ${from + 300_000})) as line_no)`;

test('the same uploads give the same bytes', async () => {
  await withOrderLake(async (lake) => {
    await lake.uploadQuery('u1', manyLines(2));
    await lake.uploadQuery('u2', manyLines(400_000));
    const first = await cleanTo(lake);
    for (let again = 0; again < 3; again++) expect(await cleanTo(lake)).toEqual(first);
  });
}, 60_000);

async function cleanTo(lake: OrderLake): Promise<string[]> {
  await lake.clean(['u1', 'u2']);
  return Promise.all(
    ['purchases.parquet', 'returns.parquet'].map(async (file) => {
      const content = await readFile(await lake.io.store.openFile(runKey(runId, 'clean', file)));
      return createHash('sha256').update(content).digest('hex');
    }),
  );
}
