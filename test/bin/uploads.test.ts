import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { smallDataset } from './small-dataset.js';

const shop = smallDataset();
afterAll(() => shop.remove());

const listed = (out: string) =>
  JSON.parse(shop.insiders('uploads', '--json', '--out', out).stdout) as Record<string, unknown>[];
const customersOf = (out: string) => readFileSync(join(shop.folder, out, 'customers.csv'), 'utf8');
const head = 'CustomerID,InvoiceDate,Quantity,UnitPrice\n';

test('a refused file is listed with its reason and is in no later run', async () => {
  shop.write('returns.csv', `${head}WRONG,2020-01-01,-1,5000\n`);
  shop.write('unreadable.csv', 'a,b\n1,2\n');
  for (const file of ['returns.csv', 'unreadable.csv']) expect(shop.run('mixed', file).status).toBe(3);
  expect(listed('mixed').map(({ file, state, why }) => [file, state, String(why).split(':')[0]])).toEqual(
    [
      ['returns.csv', 'refused', 'NoPurchases'],
      ['unreadable.csv', 'refused', 'NoUsableColumns'],
    ].sort((a, b) => (idOf(a[0]!) < idOf(b[0]!) ? -1 : 1)),
  );
  expect(shop.run('mixed', 'a.csv').status).toBe(0);
  expect(shop.run('plain', 'a.csv').status).toBe(0);
  expect(customersOf('mixed')).toBe(customersOf('plain'));
  const [mixed, plain] = [await shop.stateOf('mixed'), await shop.stateOf('plain')];
  expect(mixed.manifest).toBe(plain.manifest);
  expect(mixed.keys.filter((key) => !key.includes('/set-aside/'))).toEqual(plain.keys);
  // The rows of the failures say why.
  expect(mixed.rows.filter(({ table }) => table !== 'runs')).toEqual(
    plain.rows.filter(({ table }) => table !== 'runs'),
  );

  function idOf(file: string): string {
    return String(listed('mixed').find((upload) => upload.file === file)!.uploadId);
  }
}, 60_000);

test('an upload that is removed is in no later run, and comes back when it is named', async () => {
  expect(shop.run('out', 'a.csv').status).toBe(0);
  const before = customersOf('out');
  expect(shop.run('out', 'b.csv').status).toBe(0);
  expect(listed('out').map(({ file, state }) => [file, state])).toEqual([
    ['a.csv', 'counted'],
    ['b.csv', 'counted'],
  ]);
  const { uploadId } = listed('out')[1]!;
  const removed = shop.insiders('uploads', 'remove', String(uploadId).slice(0, 6), '--out', 'out');
  expect([removed.status, removed.stdout]).toEqual([
    0,
    "b.csv is out of 'shop'; from the next run on: insiders run --dataset shop\n",
  ]);
  expect(shop.run('out').status).toBe(0);
  expect(customersOf('out')).toBe(before);
  expect(listed('out').map(({ file, state }) => [file, state])).toEqual([
    ['a.csv', 'counted'],
    ['b.csv', 'removed'],
  ]);
  expect(shop.run('out', 'b.csv').status).toBe(0);
  expect(listed('out').every(({ state }) => state === 'counted')).toBe(true);
}, 60_000);

test('what is not there cannot be removed, and an ID must be one only', () => {
  const wrong = shop.insiders('uploads', 'remove', 'zzz', '--out', 'out');
  expect([wrong.status, wrong.stderr]).toEqual([3, expect.stringContaining("no upload 'zzz'")]);
  const both = shop.insiders('uploads', 'remove', '', '--out', 'out');
  expect(both.status).toBe(2);
  expect(shop.insiders('uploads', '--dataset', 'none', '--out', 'out').stderr).toContain('datasets are shop');
});

test('a file that is read again by other rules, in vain, changes nothing of what was read of it before', async () => {
  expect(shop.run('again', 'a.csv').status).toBe(0);
  expect(shop.run('undisturbed', 'a.csv').status).toBe(0);
  shop.write(
    'other.yaml',
    'reading: { columns: { quantity: UnitPrice, unit_price: Quantity } }\ncleaning: { minimumPrice: 1000000 }\n',
  );
  const words = ['run', 'a.csv', '--dataset', 'shop', '--out', 'again', '--rules', 'other.yaml'];
  const vain = shop.insiders(...words);
  expect([vain.status, vain.stderr]).toEqual([3, expect.stringContaining('no purchase is left')]);
  for (const out of ['again', 'undisturbed']) expect(shop.run(out, 'b.csv').status).toBe(0);
  const [again, undisturbed] = [await shop.stateOf('again'), await shop.stateOf('undisturbed')];
  expect(again.manifest).toBe(undisturbed.manifest);
  expect(customersOf('again')).toBe(customersOf('undisturbed'));
}, 120_000);

test('a run that is stopped after clean leaves nothing behind', async () => {
  expect(shop.run('stopped', 'a.csv').status).toBe(0);
  const before = await shop.stateOf('stopped');
  const child = shop.startRun('stopped', 'b.csv');
  const exited = once(child, 'exit');
  child.stdout!.on('data', (text: Buffer) => {
    if (/^ {2}clean /m.test(text.toString())) child.kill('SIGINT');
  });
  expect(await exited).toEqual([130, null]);
  expect(await shop.stateOf('stopped')).toEqual(before);
  expect(existsSync(join(shop.folder, 'stopped/data/temp'))).toBe(false);
  expect(readdirSync(join(shop.folder, 'stopped'))).not.toContain('.unfinished');
}, 60_000);
