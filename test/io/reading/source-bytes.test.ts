import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { sourceBytes } from '../../../io/reading/source-bytes.js';

const folder = mkdtempSync(join(tmpdir(), 'insiders-bytes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function sizeOf(bytes: Uint8Array): Promise<number> {
  const path = join(folder, 'orders.csv.gz');
  writeFileSync(path, gzipSync(bytes));
  let size = 0;
  for await (const chunk of sourceBytes(path, { isGzip: true, file: 'orders.csv.gz' })) size += chunk.length;
  return size;
}

test('a gzip file may unpack to 256 MB in any case, and no further than 250 times its size', async () => {
  expect(await sizeOf(Buffer.alloc(200 << 20))).toBe(200 << 20);
  await expect(sizeOf(Buffer.alloc(300 << 20))).rejects.toMatchObject({
    name: 'TooLarge',
    message: 'the gzip file unpacks to more than 250 times its size',
    place: { file: 'orders.csv.gz' },
  });
}, 60_000);
