import { bgNbdAlive } from '../clv/bg-nbd.js';
import { fitBgNbd } from '../clv/fit-bg-nbd.js';
import { fitMbgCnbd } from '../clv/fit-mbg-cnbd.js';
import { mbgCnbdAlive } from '../clv/mbg-cnbd.js';
import { gapHistoriesOf, type KnownGaps } from './gap-histories.js';

/** When customers who have not left order next. Time is days. */
export interface TimingModel {
  readonly name: 'BG/NBD' | 'MBG/CNBD-k';
  /** Regularity: gaps are Erlang-k at a rate that is gamma(r, alpha) over the customers. */
  readonly k: number;
  readonly r: number;
  readonly alpha: number;
  /** The probability that a customer with this history has not left, 0..1. */
  readonly alive: (x: number, tx: number, T: number) => number;
  /** Of BG/NBD and of MBG/CNBD-k at its best k: natural logarithms, of all customers fitted to. */
  readonly logLikelihoods: readonly [number, number];
}

/**
 * The likelier of BG/NBD, where orders come by chance, and MBG/CNBD-k, where they come as regularly as k says. Where
 * parameters of leaving run away nobody is seen to leave; gaps are what they are all the same.
 * @returns undefined where nobody has ordered twice
 */
export function timingModel(known: KnownGaps): TimingModel | undefined {
  if (!known.x.some((orders) => orders > 0)) return undefined;
  const histories = gapHistoriesOf(known);
  const chance = fitBgNbd(histories);
  const regular = fitMbgCnbd(histories);
  const logLikelihoods = [chance.logLikelihood, regular.logLikelihood] as const;
  if (regular.logLikelihood > chance.logLikelihood) {
    const { model } = regular;
    const { k, r, alpha } = model;
    return {
      ...{ name: 'MBG/CNBD-k', k, r, alpha, logLikelihoods },
      alive: (x, tx, T) => mbgCnbdAlive(model, x, tx, T),
    };
  }
  const { model } = chance;
  return {
    ...{ name: 'BG/NBD', k: 1, r: model.r, alpha: model.alpha, logLikelihoods },
    alive: (x, tx, T) => bgNbdAlive(model, x, tx, T),
  };
}
