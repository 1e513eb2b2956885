import { drawGamma } from '../random/draw-gamma.js';
import { drawNormal } from '../random/draw-normal.js';
import type { Random } from '../random/random.js';
import type { Catalogue } from './catalogue.js';
import { habits } from './habits.js';
import type { InvoiceLine } from './invoice.js';
import type { Shopper } from './shopper.js';

/** The goods of one order: lines are added until they are as near as can be to what the shopper spends. */
export function drawBasket(random: Random, shopper: Shopper, catalogue: Catalogue): InvoiceLine[] {
  const lines: InvoiceLine[] = [];
  let pence = drawGamma(random, habits.spending.p, shopper.spendingRate);
  for (;;) {
    const line = drawLine(random, shopper, catalogue);
    const price = line.quantity * line.product.pence;
    if (lines.length > 0 && price > 2 * pence) return lines;
    lines.push(line);
    pence -= price;
  }
}

/** So many pieces as a line's value buys: cheap things by the dozen, dear ones singly. */
function drawLine(random: Random, shopper: Shopper, catalogue: Catalogue): InvoiceLine {
  const { medianPence, sigma } = habits.line;
  const product = catalogue.draw(random);
  const factor = shopper.isWholesale ? habits.wholesale.lineFactor : 1;
  const pieces = (factor * medianPence * Math.exp(sigma * drawNormal(random))) / product.pence;
  return { product, quantity: pieces < 6 ? Math.max(1, Math.round(pieces)) : 6 * Math.round(pieces / 6) };
}
