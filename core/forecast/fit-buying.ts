import type { BgNbd } from '../clv/bg-nbd.js';
import type { BuyingHistories } from '../clv/buying-histories.js';
import { fitBgNbd } from '../clv/fit-bg-nbd.js';
import type { Fit } from '../clv/fit-likelihood.js';
import { fitParetoNbd } from '../clv/fit-pareto-nbd.js';
import { fitNbd, type Nbd } from '../clv/nbd.js';
import type { ParetoNbd } from '../clv/pareto-nbd.js';

/** The models of repeat buying, fitted to what is known on one day. */
export interface FittedBuying {
  readonly bgNbd: Fit<BgNbd>;
  /** Null where it was not asked for and not needed. */
  readonly paretoNbd: Fit<ParetoNbd> | null;
  readonly nbd: Fit<Nbd>;
}

/** @param crossCheck fits Pareto/NBD even where BG/NBD holds */
export function fitBuying(histories: BuyingHistories, { crossCheck = false } = {}): FittedBuying {
  const bgNbd = fitBgNbd(histories);
  const nbd = fitNbd(histories);
  const paretoNbd = bgNbd.degenerate !== null || crossCheck ? fitParetoNbd(histories) : null;
  return { bgNbd, paretoNbd, nbd };
}
