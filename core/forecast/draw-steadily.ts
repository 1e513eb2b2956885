import { drawExponential } from '../random/draw-exponential.js';
import type { Random } from '../random.js';
import type { OnOrder } from './order-model.js';

/** Draws orders at a steady rate, in orders per day, for so many days. */
export function drawSteadily(rate: number, days: number, random: Random, onOrder: OnOrder): void {
  for (let time = drawExponential(random, rate); time <= days; time += drawExponential(random, rate)) {
    onOrder(time);
  }
}
