import type { Random } from '../random/random.js';
import type { Catalogue } from './catalogue.js';
import { habits } from './habits.js';
import type { InvoiceLine } from './invoice.js';
import type { Shopper } from './shopper.js';

/** What an order carries besides goods that were paid for: postage, a free sample, a manual adjustment. */
export function drawExtras(random: Random, { country }: Shopper, catalogue: Catalogue): InvoiceLine[] {
  const extras: InvoiceLine[] = [];
  if (country.postagePence > 0 && random() < habits.postageShareAbroad) {
    extras.push(one('POST', 'POSTAGE', country.postagePence));
  }
  if (random() < habits.freeSampleRate) {
    extras.push({ product: { ...catalogue.draw(random), pence: 0 }, quantity: 1 });
  }
  if (random() < habits.manualRate) {
    extras.push(one('M', 'Manual', 1 + Math.floor(random() * 20_000)));
  }
  return extras;
}

const one = (stockCode: string, description: string, pence: number): InvoiceLine => ({
  product: { stockCode, description, pence },
  quantity: 1,
});
