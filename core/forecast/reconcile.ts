/** What two groups that share nothing are forecast to bring together and one of them alone, and what a model divides. */
export interface Unreconciled {
  /** Money of everybody, and of the Insiders. */
  readonly all: number;
  readonly insiders: number;
  /** What the model expects of the Insiders and of the others. */
  readonly modelInsiders: number;
  readonly modelOthers: number;
}

export interface Reconciled {
  readonly insiders: number;
  readonly others: number;
}

/** No part is forecast less than this share of what the model says of it. */
const leastShare = 0.25;

/**
 * Forecasts on one basis: the Insiders and the others make up all, and a longer stretch brings no less than a shorter
 * one. Where the forecasts of two groups or stretches contradict each other, the smaller group and the shorter stretch
 * keep theirs.
 * @param forecasts shortest stretch first
 */
export function reconcile(forecasts: readonly Unreconciled[]): Reconciled[] {
  const done: Reconciled[] = [];
  forecasts.forEach((forecast, i) => {
    const before = done[i - 1] ?? { insiders: 0, others: 0 };
    const model = forecasts[i - 1] ?? { modelInsiders: 0, modelOthers: 0 };
    const least = (now: number, then: number) => leastShare * Math.max(0, now - then);
    const insiders = Math.max(
      forecast.modelInsiders > 0 ? forecast.insiders : 0,
      before.insiders + least(forecast.modelInsiders, model.modelInsiders),
    );
    const others = Math.max(
      forecast.modelOthers > 0 ? forecast.all - insiders : 0,
      before.others + least(forecast.modelOthers, model.modelOthers),
    );
    done.push({ insiders, others });
  });
  return done;
}
