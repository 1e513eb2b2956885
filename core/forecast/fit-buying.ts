import { type BgNbd, bgNbdExpectation } from '../clv/bg-nbd.js';
import type { BuyingHistories } from '../clv/buying-histories.js';
import { fitBgNbd } from '../clv/fit-bg-nbd.js';
import type { Fit } from '../clv/fit-likelihood.js';
import { fitParetoNbd } from '../clv/fit-pareto-nbd.js';
import { fitNbd, type Nbd, nbdRate } from '../clv/nbd.js';
import { type ParetoNbd, paretoNbdExpectation } from '../clv/pareto-nbd.js';

/** The models of repeat buying, fitted to what is known on one day. */
export interface FittedBuying {
  readonly bgNbd: Fit<BgNbd>;
  /** Null where it was not asked for and not needed. */
  readonly paretoNbd: Fit<ParetoNbd> | null;
  readonly nbd: Fit<Nbd>;
  /** E[X(t)] of the first that holds: repeat orders within t days of the first order. */
  readonly expectation: (t: number) => number;
}

/** @param crossCheck fits Pareto/NBD even where BG/NBD holds */
export function fitBuying(histories: BuyingHistories, { crossCheck = false } = {}): FittedBuying {
  const bgNbd = fitBgNbd(histories);
  const nbd = fitNbd(histories);
  const paretoNbd = bgNbd.degenerate !== null || crossCheck ? fitParetoNbd(histories) : null;
  return { bgNbd, paretoNbd, nbd, expectation: expectationOf({ bgNbd, paretoNbd, nbd }) };
}

function expectationOf({ bgNbd, paretoNbd, nbd }: Omit<FittedBuying, 'expectation'>): (t: number) => number {
  if (bgNbd.degenerate === null) return (t) => bgNbdExpectation(bgNbd.model, t);
  if (paretoNbd?.degenerate === null) return (t) => paretoNbdExpectation(paretoNbd.model, t);
  return (t) => nbdRate(nbd.model, 0, 0) * t;
}
