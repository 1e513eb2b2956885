import { type BgNbd, bgNbdAlive, bgNbdConditional } from '../clv/bg-nbd.js';
import { type ParetoNbd, paretoNbdAlive, paretoNbdConditional } from '../clv/pareto-nbd.js';
import { drawBeta } from '../random/draw-beta.js';
import { drawExponential } from '../random/draw-exponential.js';
import { drawGamma } from '../random/draw-gamma.js';
import { drawSteadily } from './draw-steadily.js';
import type { OrderModel } from './order-model.js';

type Measured = OrderModel['measured'];

/** BG/NBD as a model of orders. */
export function bgNbdOrders(model: BgNbd, measured: Measured): OrderModel {
  const alive = (x: number, tx: number, T: number) => bgNbdAlive(model, x, tx, T);
  return {
    name: 'bgNbd',
    alive,
    expected: (x, tx, T, t) => bgNbdConditional(model, x, tx, T, t),
    futuresOf: (x, tx, T) => {
      const stillThere = alive(x, tx, T);
      return (t, random, onOrder) => {
        if (random() >= stillThere) return;
        const rate = drawGamma(random, model.r + x, model.alpha + T);
        const leaving = drawBeta(random, model.a, model.b + x);
        for (let time = drawExponential(random, rate); time <= t; time += drawExponential(random, rate)) {
          onOrder(time);
          if (random() < leaving) return;
        }
      };
    },
    measured,
  };
}

/** Pareto/NBD as a model of orders. */
export function paretoNbdOrders(model: ParetoNbd, measured: Measured): OrderModel {
  const alive = (x: number, tx: number, T: number) => paretoNbdAlive(model, x, tx, T);
  return {
    name: 'paretoNbd',
    alive,
    expected: (x, tx, T, t) => paretoNbdConditional(model, x, tx, T, t),
    futuresOf: (x, tx, T) => {
      const stillThere = alive(x, tx, T);
      return (t, random, onOrder) => {
        if (random() >= stillThere) return;
        const rate = drawGamma(random, model.r + x, model.alpha + T);
        const stays = drawExponential(random, drawGamma(random, model.s, model.beta + T));
        drawSteadily(rate, Math.min(t, stays), random, onOrder);
      };
    },
    measured,
  };
}
