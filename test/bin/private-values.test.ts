import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, inflateRawSync } from 'node:zlib';
import { openLocalIo } from '../../io/local-io.js';
import { smallDataset } from './small-dataset.js';

const shop = smallDataset();
afterAll(() => shop.remove());

/** In columns that nothing maps, each of a shape of its own. */
const unmapped = [
  'DE +49 30 5550123 ext',
  '4929 1234 5678 9019',
  'Rosenweg 17b, Planthausen',
  'write@private.example',
];
/** Read, for guests and to write to: the phone, as digits, stays in the lake, the address is in the lists as well. */
const phones = ['+49 171 5550199', '491715550199'];
const address = 'planted@private.example';
const contacts = [phones[0]!, address];
const inTheLake = [...phones, address];
/** What people work through, and what it is made of. */
const isList = (path: string) =>
  /(insiders|customers|top-by-value)\.csv$|clean\/contacts\.parquet$/.test(path);
/** Of one line in so many. */
const every = 50;

const contentsBelow = (folder: string): [string, Buffer][] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path, readFileSync(path)]);

/** What a page keeps packed is searched, too. */
const unpacked = (content: Buffer): string[] =>
  [...content.toString('latin1').matchAll(/[A-Za-z0-9+/]{200,}={0,2}/g)].flatMap(([text]) => {
    const bytes = Buffer.from(text, 'base64');
    for (const open of [gunzipSync, inflateRawSync]) {
      try {
        return [open(bytes).toString()];
      } catch {}
    }
    return [];
  });

test('what nothing maps is nowhere but in the upload; whom to write to is in the lake and in lists, in no page and no table', async () => {
  const [header, ...lines] = readFileSync(join(shop.folder, 'a.csv'), 'utf8').trim().split('\n');
  const at = header!.split(',').indexOf('CustomerID');
  const known = lines.filter((line) => line.split(',')[at] !== '');
  const cells = [...unmapped, ...contacts].map((value) => `"${value}"`).join(',');
  const told = known.map((line, i) => `${line},${i % every === 0 ? cells : ',,,,,'}`);
  shop.write('private.csv', `${header},Desk,Card,Street,Remark,Phone,Mail\n${told.join('\n')}\n`);
  expect(shop.run('out', 'private.csv').status).toBe(0);
  const out = join(shop.folder, 'out');
  const found = contentsBelow(out)
    .filter(([path]) => !path.includes('/store/uploads/'))
    .flatMap(([path, content]) => {
      const texts = [content.toString(), content.toString('latin1'), ...unpacked(content)];
      const beyond = isList(path) ? [...unmapped, ...phones] : [...unmapped, ...inTheLake];
      const planted = path.includes('/store/lake/') ? unmapped : beyond;
      return planted
        .filter((value) => texts.some((text) => text.includes(value)))
        .map((value) => [path, value]);
    });
  expect(found).toEqual([]);
  expect(readFileSync(join(out, 'customers.csv'), 'utf8')).toContain(address);
  const [whose] = readFileSync(join(out, 'insiders.csv'), 'utf8')
    .split('\n')
    .filter((line) => line.includes(address));
  const id = (
    whose ??
    readFileSync(join(out, 'customers.csv'), 'utf8')
      .split('\n')
      .find((line) => line.includes(address))!
  ).split(',')[0]!;
  expect(shop.insiders('explain', id, '--dataset', 'shop', '--out', 'out').stdout).toContain(address);
  const io = openLocalIo(join(out, 'data'));
  const database = await io.database();
  const planted = [...unmapped, ...inTheLake];
  const tables = await database.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public'`,
  );
  for (const { name } of tables) {
    const rows = await database.query(
      `select 1 from ${name} as t where t::text like any (array[${planted.map((_, i) => `:v${i}`).join(', ')}])`,
      Object.fromEntries(planted.map((value, i) => [`v${i}`, `%${value}%`])),
    );
    expect([name, rows.length]).toEqual([name, 0]);
  }
  await io.close();
}, 120_000);
