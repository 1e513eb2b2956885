import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { datasetNameOf, putUploads } from '../../io/put-upload.js';

const folder = mkdtempSync(join(tmpdir(), 'insiders-put-'));
afterAll(() => rmSync(folder, { recursive: true }));

const store = join(folder, 'store');
const file = (name: string, content: string) => {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
};
const contentOf = (key: string) => readFileSync(join(store, key), 'utf8');

test.each([
  ['Orders 2011.csv.gz', 'orders-2011'],
  ['/shop/orders.2011.CSV', 'orders-2011'],
  ['export', 'export'],
  ['Bestellübersicht.xlsx', 'bestellubersicht'],
  ['注文.csv', 'orders'],
  [`${'x'.repeat(60)}.tsv`, 'x'.repeat(40)],
])('%s is the dataset %s', (name, dataset) => {
  expect(datasetNameOf(name)).toBe(dataset);
});

test('files are put under the dataset by their content and names', async () => {
  const keys = await putUploads(store, 'shop', [file('a.csv', 'one'), file('b.csv', 'two')]);
  // The first digits of `sha256sum`.
  expect(keys).toEqual(['uploads/shop/7692c3ad3540bb80/a.csv', 'uploads/shop/3fc4ccfe745870e2/b.csv']);
  expect(keys.map(contentOf)).toEqual(['one', 'two']);
});

test('two files of one name from two folders are two uploads', async () => {
  const keys = await putUploads(store, 'twins', [file('north/o.csv', 'north'), file('south/o.csv', 'south')]);
  expect(keys.map(contentOf)).toEqual(['north', 'south']);
});

test('a link is followed, and a name that is used again leaves the first file where it is', async () => {
  const target = file('real.csv', 'real');
  symlinkSync(target, join(folder, 'link.csv'));
  const [key] = await putUploads(store, 'links', [join(folder, 'link.csv')]);
  expect(contentOf(key!)).toBe('real');
  rmSync(join(folder, 'link.csv'));
  const [newer] = await putUploads(store, 'links', [file('link.csv', 'newer')]);
  expect([key!, newer!].map(contentOf)).toEqual(['real', 'newer']);
});

test('one file that is not there keeps all of them out', async () => {
  const there = file('there.csv', 'x');
  await expect(putUploads(store, 'none', [there, join(folder, 'gone.csv')])).rejects.toMatchObject({
    name: 'FileNotFound',
  });
  expect(() => contentOf('uploads/none/there.csv')).toThrow();
});
