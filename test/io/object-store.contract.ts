import { readFile, stat, writeFile } from 'node:fs/promises';
import type { ObjectStore } from '../../io/object-store.js';

/** What every object store promises. `open` gives an empty store. */
export function describeObjectStore(open: () => Promise<ObjectStore>): void {
  let store: ObjectStore;
  beforeEach(async () => {
    store = await open();
  });
  const text = async (key: string) => Buffer.from(await store.read(key)).toString();

  test('what is written can be read', async () => {
    await store.write('lake/shop/a.json', '{"name": "Käse ☕"}');
    await store.write('lake/shop/b.bin', Uint8Array.of(0, 255, 13, 10));
    expect(await text('lake/shop/a.json')).toBe('{"name": "Käse ☕"}');
    expect([...(await store.read('lake/shop/b.bin'))]).toEqual([0, 255, 13, 10]);
  });

  test('an empty object is an object', async () => {
    await store.write('empty', '');
    expect(await text('empty')).toBe('');
    expect(await store.stat('empty')).toMatchObject({ key: 'empty', size: 0 });
  });

  test('a later write replaces an earlier one', async () => {
    await store.write('key', 'first');
    await store.write('key', 'second');
    expect(await text('key')).toBe('second');
  });

  test('reading or opening what is not there fails with ObjectNotFound and names the key', async () => {
    const expected = { name: 'ObjectNotFound', message: expect.stringContaining("'no/such'") };
    await expect(store.read('no/such')).rejects.toMatchObject(expected);
    await expect(store.openFile('no/such')).rejects.toMatchObject(expected);
    expect(await store.stat('no/such')).toBeNull();
  });

  test('the version is that of the content: same for the same, another for another', async () => {
    await store.write('a', 'one');
    await store.write('b', 'one');
    await store.write('c', 'two');
    const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((key) => store.stat(key)));
    expect(a!.version).toBe(b!.version);
    expect(a!.version).not.toBe(c!.version);
    expect(a!.version).toMatch(/^[0-9a-f]{16}/);
  });

  test('stat tells size and time', async () => {
    await store.write('key', 'twelve bytes');
    const object = await store.stat('key');
    expect(object).toMatchObject({ key: 'key', size: 12 });
    expect(Math.abs(Date.now() - object!.modifiedAt.getTime())).toBeLessThan(10_000);
  });

  test('writeIf replaces the version it knows and no other', async () => {
    await store.write('manifest', 'one');
    const { version } = (await store.stat('manifest'))!;
    await store.writeIf('manifest', 'two', version);
    await expect(store.writeIf('manifest', 'three', version)).rejects.toMatchObject({
      name: 'ObjectChanged',
    });
    expect(await text('manifest')).toBe('two');
  });

  test('of two at once that know the same version, one writes and the other is told', async () => {
    await store.write('manifest', 'one');
    const { version } = (await store.stat('manifest'))!;
    for (const [key, expected] of [
      ['manifest', version],
      ['new', null],
    ] as const) {
      const writes = ['a', 'b'].map((body) => store.writeIf(key, body, expected));
      const outcomes = await Promise.allSettled(writes);
      const refused = outcomes.filter(({ status }) => status === 'rejected');
      expect(refused).toMatchObject([{ reason: { name: 'ObjectChanged' } }]);
      expect(await text(key)).toBe(outcomes[0]!.status === 'fulfilled' ? 'a' : 'b');
    }
  });

  test('writeIf with null creates only', async () => {
    await store.writeIf('manifest', 'one', null);
    await expect(store.writeIf('manifest', 'one', null)).rejects.toMatchObject({ name: 'ObjectChanged' });
    expect(await text('manifest')).toBe('one');
  });

  test('writeIf does not create what was to be replaced', async () => {
    await store.write('gone', 'one');
    const { version } = (await store.stat('gone'))!;
    await store.remove('gone');
    await expect(store.writeIf('gone', 'two', version)).rejects.toMatchObject({ name: 'ObjectChanged' });
    expect(await store.stat('gone')).toBeNull();
  });

  test('list gives every object under a prefix by key, with size and version', async () => {
    for (const name of ['c', 'a', 'e', 'b', 'd']) await store.write(`uploads/shop/${name}.csv`, name);
    await store.write('uploads/shopping/x.csv', 'x');
    await store.write('lake/shop/y.csv', 'y');
    const objects = await store.list('uploads/shop/');
    expect(objects.map(({ key }) => key)).toEqual(
      ['a', 'b', 'c', 'd', 'e'].map((name) => `uploads/shop/${name}.csv`),
    );
    expect(objects[0]).toEqual(await store.stat('uploads/shop/a.csv'));
    expect(await store.list('nothing/here/')).toEqual([]);
  });

  test('keys may have spaces, signs and letters of any language', async () => {
    const keys = ['u/Bestellungen März + April (2).csv', 'u/100%.csv', 'u/a&b=c?d#e.csv', 'u/注文.csv'];
    for (const key of keys) await store.write(key, key);
    expect((await store.list('u/')).map(({ key }) => key).sort()).toEqual([...keys].sort());
    for (const key of keys) expect(await text(key)).toBe(key);
  });

  test('remove takes an object away and does not mind if there is none', async () => {
    await store.write('key', 'text');
    await store.remove('key');
    await store.remove('key');
    expect(await store.stat('key')).toBeNull();
  });

  test('openFile gives a local path with the present content', async () => {
    await store.write('orders.csv', 'one');
    expect(await readFile(await store.openFile('orders.csv'), 'utf8')).toBe('one');
    await store.write('orders.csv', 'two');
    expect(await readFile(await store.openFile('orders.csv'), 'utf8')).toBe('two');
  });

  test('writeFile stores what was written to the path', async () => {
    await store.writeFile('runs/r/clean/purchases.parquet', (path) => writeFile(path, 'rows'));
    expect(await text('runs/r/clean/purchases.parquet')).toBe('rows');
  });

  test('writeFile stores nothing when filling fails, and leaves what was there', async () => {
    await store.write('key', 'before');
    const failing = store.writeFile('key', async (path) => {
      await writeFile(path, 'half');
      throw new Error('disk full');
    });
    await expect(failing).rejects.toThrow('disk full');
    expect(await text('key')).toBe('before');
    expect((await store.list('')).map(({ key }) => key)).toEqual(['key']);
  });

  test('writeFiles stores what was written to the path of each key, an empty file too', async () => {
    await store.writeFiles(['runs/r/publish/a.csv', 'runs/r/publish/b.csv'], async ([a, b]) => {
      await writeFile(b!, '');
      await writeFile(a!, 'rows');
    });
    expect(await text('runs/r/publish/a.csv')).toBe('rows');
    expect(await text('runs/r/publish/b.csv')).toBe('');
  });

  test('writeFiles stores none of them when filling fails', async () => {
    await store.write('a', 'before');
    const failing = store.writeFiles(['a', 'b'], async ([a]) => {
      await writeFile(a!, 'half');
      throw new Error('disk full');
    });
    await expect(failing).rejects.toThrow('disk full');
    expect(await text('a')).toBe('before');
    expect((await store.list('')).map(({ key }) => key)).toEqual(['a']);
  });

  test('a file of many megabytes comes back byte for byte, with the same version for the same content', async () => {
    const content = Buffer.alloc(40 * 1024 * 1024 + 7);
    for (let i = 0; i < content.length; i += 4096) content.writeUInt32LE(i, Math.min(i, content.length - 4));
    await store.writeFile('a', (path) => writeFile(path, content));
    await store.writeFile('b', (path) => writeFile(path, content));
    const path = await store.openFile('a');
    expect((await stat(path)).size).toBe(content.length);
    expect(content.equals(await readFile(path))).toBe(true);
    expect((await store.stat('a'))!.version).toBe((await store.stat('b'))!.version);
  });
}
