import { createRandom } from '../../core/random/random.js';
import { drawCase } from './generate/draw-case.js';
import { mutations } from './generate/mutations.js';
import { platforms } from './generate/platforms.js';
import { bytesOf, type Cell, linesOf, type Sheet, windows1252 } from './generate/sheet.js';
import { anyShop, drawShop, type Order, sum } from './generate/shop-table.js';
import { truthOf } from './generate/truth.js';

/** The generator judges the reading: here it is judged itself. */
const everything = {
  ...anyShop,
  hasAnonymous: true,
  hasTips: true,
  hasGiftCards: true,
  states: ['cancelled', 'unpaid', 'failed', 'test', 'draft'] as const,
};
const shops = Array.from({ length: 12 }, (_, seed) => drawShop(seed, everything));
const orders = shops.flat();

const sheetOf = (name: string, seed = 1): { sheet: Sheet; orders: readonly Order[] } => {
  const platform = platforms.find((one) => one.name === name)!;
  const orders = drawShop(seed, { ...anyShop, ...platform.shop });
  return { sheet: platform.write(orders, createRandom(seed)) as Sheet, orders };
};

describe('a shop', () => {
  test('is the same for the same seed, and another for another', () => {
    expect(drawShop(7, everything)).toEqual(drawShop(7, everything));
    expect(drawShop(8, everything)).not.toEqual(drawShop(7, everything));
  });

  test('adds up: lines to orders, goods and charges to totals, refunds to no more than was paid', () => {
    for (const order of orders) {
      const { lines, list, discount, net, shipping, tax, tip, giftCard, total, refund } = order;
      for (const line of lines) {
        expect(line.list).toBe(line.product.price * line.pieces);
        expect(line.net).toBe(line.list - line.discount);
        expect(line.refunded).toBeLessThanOrEqual(line.net);
        expect(line.refundedPieces).toBeLessThanOrEqual(line.pieces);
      }
      expect([list, net, discount]).toEqual([
        sum(lines.map((line) => line.list)),
        sum(lines.map((line) => line.net)),
        list - net,
      ]);
      expect(total).toBe(net + shipping + tax + tip + giftCard);
      expect(net).toBeGreaterThan(0);
      if (!refund) continue;
      expect(refund.goods).toBe(sum(lines.map(({ refunded }) => refunded)));
      expect(refund.isFull ? refund.total : refund.goods + refund.tax).toBe(
        refund.isFull ? total : refund.total,
      );
      expect(refund.total).toBeLessThanOrEqual(total);
      expect(refund.isFull).toBe(refund.goods === net);
      expect(order.state).toBe('sold');
    }
  });

  test('has all that a report can have: each state, refunds in whole and in part, guests, strangers, tips', () => {
    expect(new Set(orders.map(({ state }) => state))).toEqual(new Set(['sold', ...everything.states]));
    const has: Record<string, (order: Order) => boolean> = {
      full: ({ refund }) => refund?.isFull === true,
      part: ({ refund }) => refund?.isFull === false,
      pieces: ({ lines }) => lines.some(({ refundedPieces, pieces }) => refundedPieces % pieces > 0),
      guest: ({ person }) => person !== null && person.account === null,
      stranger: ({ person }) => person === null,
      spelling: ({ person, emailAsTyped }) => person !== null && person.email !== emailAsTyped,
      free: ({ lines }) => lines.some(({ net }) => net === 0),
      tip: ({ tip }) => tip > 0,
      giftCard: ({ giftCard }) => giftCard > 0,
      discount: ({ discount }) => discount > 0,
    };
    expect(Object.keys(has).filter((kind) => !orders.some(has[kind]!))).toEqual([]);
  });

  test('names people who can be told apart by each of their names', () => {
    for (const shop of shops) {
      const people = [
        ...new Map(shop.flatMap(({ person }) => (person ? [[person.id, person]] : []))).values(),
      ];
      const keys = [
        people.map(({ email }) => email),
        people.map(({ user }) => user),
        people.map(({ first, last }) => `${first[0]}. ${last}`),
      ];
      for (const key of keys) expect(new Set(key).size).toBe(people.length);
    }
  });

  test('begins and ends with orders that count, at hours that no time zone moves to another day', () => {
    for (const shop of shops) {
      const { firstDay, lastDay } = truthOf(shop);
      const days = shop.map(({ at }) => new Date(at).toISOString().slice(0, 10));
      expect([firstDay, lastDay]).toEqual([days[0], days.at(-1)]);
      const hours = shop.map(({ at }) => new Date(at).getUTCHours());
      expect(Math.min(...hours)).toBeGreaterThanOrEqual(9);
      expect(Math.max(...hours)).toBeLessThanOrEqual(21);
    }
  });
});

describe.each(platforms)('$name', (platform) => {
  test('writes the same bytes for the same seed, and rows as wide as their header', async () => {
    const [one, same] = [await drawCase(platform, 3), await drawCase(platform, 3)];
    expect(one.truth).toEqual(same.truth);
    if (!one.files[0]!.name.endsWith('xlsx')) expect(one.files).toEqual(same.files);
    const orders = drawShop(3, { ...anyShop, ...platform.shop });
    const written = platform.write(orders, createRandom(3));
    if (!('columns' in written)) return;
    const widths = new Set(written.blocks.flat().map((row) => row.length));
    expect([...widths]).toEqual([written.columns.length]);
  });

  test('can be asked for something: the truth of its shops is not empty', () => {
    const shop = drawShop(3, { ...anyShop, ...platform.shop });
    const truth = platform.truth(shop, false);
    if ('refused' in truth) return;
    expect(truth.customers).toBeGreaterThan(3);
    expect(truth.orders).toBeGreaterThanOrEqual(truth.customers);
    for (const { goods, refunds, goodsPerDay } of truth.money) {
      expect(goods).toBe(sum([...goodsPerDay.values()]));
      expect(refunds).toBeLessThan(goods);
    }
  });
});

const sorted = (rows: readonly (readonly Cell[])[]) => rows.map((row) => [...row].sort().join('|')).sort();
const mutationOf = (name: string) => mutations.find((one) => one.name === name)!;

describe('a mutation', () => {
  test.each([
    'shuffled columns',
    'reversed orders',
    'header again',
    'title lines',
    'totals below',
    'footer',
    'CRLF',
  ])('%s leaves the rows of the orders as they are', (name) => {
    const { sheet } = sheetOf('BigCommerce');
    const changed = mutationOf(name).apply(sheet, createRandom(1))!;
    expect(sorted(changed.blocks.flat())).toEqual(sorted(sheet.blocks.flat()));
    expect(changed).not.toEqual(sheet);
  });

  test('renamed headers keeps every column that means something, under a name of its own', () => {
    const { sheet } = sheetOf('WooCommerce Advanced Order Export');
    const changed = mutationOf('renamed headers').apply(sheet, createRandom(1))!;
    const roles = ({ columns }: Sheet) => columns.flatMap(({ role }) => role ?? []).sort();
    expect(roles(changed)).toEqual(roles(sheet));
    const headers = changed.columns.map(({ header }) => header);
    expect(new Set(headers).size).toBe(headers.length);
    const meant = changed.columns.filter(({ role }) => role).map(({ header }) => header);
    expect(sheet.columns.filter(({ header }) => meant.includes(header))).toEqual([]);
  });

  test('decimal commas changes every number with decimals and nothing else', () => {
    const { sheet } = sheetOf('Shopify orders');
    const changed = mutationOf('decimal commas').apply(sheet, createRandom(1))!;
    const back = changed.blocks.map((rows) =>
      rows.map((row) =>
        row.map((cell) => (/^-?\d+,\d+$/.test(String(cell)) ? String(cell).replace(',', '.') : cell)),
      ),
    );
    expect(back).toEqual(sheet.blocks);
    expect(changed.delimiter).toBe(';');
  });

  test('totals below adds the columns of money up', () => {
    const { sheet, orders } = sheetOf('BigCommerce');
    const { below, columns } = mutationOf('totals below').apply(sheet, createRandom(1))!;
    const at = columns.findIndex(({ header }) => header === 'Subtotal (ex tax)');
    expect(below[0]![at]).toBe((sum(orders.map(({ net }) => net)) / 100).toFixed(2));
    expect(below[0]).toContain('Total');
  });

  test('pasted twice writes every row twice', () => {
    const { sheet } = sheetOf('Odoo');
    const changed = mutationOf('pasted twice').apply(sheet, createRandom(1))!;
    expect(changed.blocks).toEqual([...sheet.blocks, ...sheet.blocks]);
  });
});

describe('a sheet', () => {
  const { sheet } = sheetOf('PrestaShop');

  test.each([
    ['utf-8', 'utf-8'],
    ['utf-8 with BOM', 'utf-8'],
    ['utf-16', 'utf-16le'],
  ] as const)('is written in %s', async (encoding, decoder) => {
    const plain = new TextDecoder().decode(await bytesOf({ ...sheet, encoding: 'utf-8' }));
    expect(new TextDecoder(decoder).decode(await bytesOf({ ...sheet, encoding }))).toBe(plain);
  });

  test('is written in windows-1252 where that has all its characters', () => {
    // unicode.org/Public/MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT
    expect([...windows1252('Mü €„“–…Ÿ')!]).toEqual([0x4d, 0xfc, 0x20, 0x80, 0x84, 0x93, 0x96, 0x85, 0x9f]);
    expect(windows1252('1\u202f234')).toBeNull();
  });

  test('quotes what a reader could misread', async () => {
    const cells = [['a;b', 'say "no"', 'two\nlines', 'plain']];
    const columns = ['1', '2', '3', '4'].map((header) => ({ header, role: null }));
    const bytes = await bytesOf({ ...sheet, columns, blocks: [cells], above: [], below: [], under: [] });
    expect(new TextDecoder().decode(bytes)).toBe('1;2;3;4\n"a;b";"say ""no""";"two\nlines";plain\n');
  });

  test('stands in the file from its titles to its footers', () => {
    const framed = { ...sheet, above: [['Title']], under: [['']], below: [['Footer']], headerBefore: [1] };
    const lines = linesOf(framed);
    const header = sheet.columns.map(({ header }) => header);
    expect([lines[0], lines[1], lines[2], lines[4], lines.at(-1)]).toEqual([
      ['Title'],
      header,
      [''],
      header,
      ['Footer'],
    ]);
  });
});
