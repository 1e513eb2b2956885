import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../core/errors/user-error.js';
import { drawCase } from './generate/draw-case.js';
import { platforms } from './generate/platforms.js';
import { readShop } from './read-shop.js';

/** Reports with the currency of each order and no converted amount beside it. */
const inSeveral = [
  'Shopify orders',
  'Shopify orders, filled once',
  'Shopify API, JSON',
  'WooCommerce WebToffee',
  'WooCommerce API, JSON',
  'BigCommerce',
  'Squarespace',
  'Wix',
  'Etsy order items',
  'Amazon shipments',
  'PayPal activity',
  'OpenCart',
  'Odoo',
  'ERPNext',
];

const folder = mkdtempSync(join(tmpdir(), 'insiders-currencies-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(inSeveral)('%s: two currencies are never added up, the stop names both', async (name) => {
  const platform = platforms.find((one) => one.name === name)!;
  const shop = { currencies: ['USD', 'EUR'] };
  const { files } = await drawCase(platform, 1, { mutations: [], shop });
  const paths = files.map(({ name, bytes }) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  });
  const outcome = await readShop(paths).then(
    ({ goods }) => ({ goods }),
    (error) => error,
  );
  expect(outcome).toBeInstanceOf(UserError);
  const { message, remedy } = outcome as UserError;
  for (const word of [/USD/, /EUR/, /%/]) expect(message).toMatch(word);
  expect(remedy).toMatch(/rate/i);
});
