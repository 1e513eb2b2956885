import { symmetricEigen } from '../embed/symmetric-eigen.js';
import { minimize } from '../statistics/minimize.js';

/** A model fitted by maximum likelihood. */
export interface Fit<Model> {
  readonly model: Model;
  /** Natural logarithm, of all customers. */
  readonly logLikelihood: number;
  readonly iterations: number;
  readonly converged: boolean;
  /** Why the parameters say nothing, in a sentence without a full stop; null where they hold. */
  readonly degenerate: string | null;
}

/** The log-likelihood of a model; its slopes by the parameters are written into `slopes`. */
export type Likelihood<Model> = (model: Model, slopes: Float64Array) => number;

/** A parameter so far from its start has run away: the likelihood has no highest point. */
const farthest = Math.log(200);
/** Nor does a parameter say anything that the data leave open by this factor either way (two standard errors). */
const loosest = Math.log(50);
/** Step of the differences of slopes, in logarithms. */
const nudge = 1e-4;

/**
 * Fits the parameters of a model, all above 0, in their logarithms, so that none can leave its range.
 * @param start a first guess of the right size
 */
export function fitLikelihood<Model extends { readonly [Name in keyof Model]: number }>(
  start: Model,
  likelihood: Likelihood<Model>,
): Fit<Model> {
  const names = Object.keys(start) as (keyof Model & string)[];
  const modelAt = (logs: Float64Array) =>
    Object.fromEntries(names.map((name, i) => [name, Math.exp(logs[i]!)])) as unknown as Model;
  const objective = (logs: Float64Array, gradient: Float64Array) => {
    const model = modelAt(logs);
    const value = likelihood(model, gradient);
    for (let i = 0; i < names.length; i++) gradient[i] = -gradient[i]! * model[names[i]!];
    return Number.isFinite(value) ? -value : Number.POSITIVE_INFINITY;
  };
  const first = Float64Array.from(names, (name) => Math.log(start[name]));
  const hasRunAway = (logs: Float64Array, i: number) => Math.abs(logs[i]! - first[i]!) > farthest;
  const isLost = (logs: Float64Array) => names.some((_, i) => hasRunAway(logs, i));
  const { point, value, iterations, converged } = minimize(objective, first, { isLost });
  const lost = names.filter((_, i) => hasRunAway(point, i));
  return {
    model: modelAt(point),
    logLikelihood: -value,
    iterations,
    converged,
    degenerate: whyDegenerate(lost, converged, () => leastCurvature(objective, point)),
  };
}

function whyDegenerate(lost: readonly string[], converged: boolean, curvature: () => number): string | null {
  if (lost.length > 0) return `${lost.join(' and ')} run${lost.length === 1 ? 's' : ''} away`;
  if (!converged) return 'the search came to no end';
  return curvature() < (2 / loosest) ** 2 ? 'the data leave a parameter open' : null;
}

type Objective = Parameters<typeof minimize>[0];

/** Smallest eigenvalue of the Hessian, from differences of slopes: 1 / the largest variance of a combination. */
function leastCurvature(objective: Objective, point: Float64Array): number {
  const n = point.length;
  const slopesAt = (i: number, change: number) => {
    const slopes = new Float64Array(n);
    const there = point.slice();
    there[i]! += change;
    objective(there, slopes);
    return slopes;
  };
  const hessian = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const [above, below] = [slopesAt(i, nudge), slopesAt(i, -nudge)];
    for (let j = 0; j < n; j++) {
      const slope = (above[j]! - below[j]!) / (2 * nudge);
      hessian[i * n + j]! += slope / 2;
      hessian[j * n + i]! += slope / 2;
    }
  }
  return Math.min(...symmetricEigen({ data: hessian, rows: n, cols: n }).values);
}
