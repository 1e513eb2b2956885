/** A function's value at a point; its gradient is written into `gradient`. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

export interface Minimum {
  /** Float64Array (nParameters) */
  readonly point: Float64Array;
  readonly value: number;
  readonly iterations: number;
  /** Whether the slope, or what it promises, came to nothing; false where the search was stopped or found no way down. */
  readonly converged: boolean;
}

export interface MinimizeOptions {
  readonly maxIterations?: number;
  /** Largest slope, against 1 + |value|, at which the search is done. */
  readonly tolerance?: number;
  /** Ends the search at a point from which there is no sense in going on. */
  readonly isLost?: (point: Float64Array) => boolean;
}

/** How much of the decrease that the slope promises a step has to bring (Armijo). */
const sufficient = 1e-4;
const mostHalvings = 40;
/** A step that promises less than so small a share of the value has nothing to show but the rounding of a long sum. */
const unresolved = 1e-12;
/** No step of a search may change a parameter by more: parameters are logarithms. */
const longestStep = 2;

/**
 * The lowest point of a smooth function, by the quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno.
 * @param start Float64Array (nParameters)
 * @see Nocedal and Wright 2006, Numerical optimization, algorithm 6.1
 */
export function minimize(
  objective: Objective,
  start: Float64Array,
  { maxIterations = 200, tolerance = 1e-8, isLost = () => false }: MinimizeOptions = {},
): Minimum {
  const n = start.length;
  const inverse = identity(n);
  let point = start.slice();
  let gradient = new Float64Array(n);
  let value = objective(point, gradient);
  for (let iterations = 0; ; iterations++) {
    const converged = largest(gradient) <= tolerance * (1 + Math.abs(value));
    if (converged || iterations === maxIterations || isLost(point))
      return { point, value, iterations, converged };
    const direction = descend(inverse, gradient);
    const next = searchLine(objective, point, value, gradient, direction);
    if (!next) {
      const promise = -dot(gradient, direction);
      const converged = Number.isFinite(value) && promise <= unresolved * (1 + Math.abs(value));
      return { point, value, iterations, converged };
    }
    updateInverse(
      inverse,
      difference(next.point, point),
      difference(next.gradient, gradient),
      iterations === 0,
    );
    ({ point, value, gradient } = next);
  }
}

interface Place {
  readonly point: Float64Array<ArrayBuffer>;
  readonly value: number;
  readonly gradient: Float64Array<ArrayBuffer>;
}

/** Halves the step until it brings enough; undefined where no step does. */
function searchLine(
  objective: Objective,
  point: Float64Array,
  value: number,
  gradient: Float64Array,
  direction: Float64Array,
): Place | undefined {
  const slope = dot(gradient, direction);
  let step = Math.min(1, longestStep / largest(direction));
  for (let halving = 0; halving < mostHalvings; halving++, step /= 2) {
    const there = point.map((coordinate, i) => coordinate + step * direction[i]!);
    const slopeThere = new Float64Array(point.length);
    const valueThere = objective(there, slopeThere);
    if (valueThere <= value + sufficient * step * slope && valueThere < value) {
      return { point: there, value: valueThere, gradient: slopeThere };
    }
  }
  return undefined;
}

/** The quasi-Newton direction; where rounding has turned it uphill, straight down and the memory is forgotten. */
function descend(inverse: Float64Array, gradient: Float64Array): Float64Array {
  const n = gradient.length;
  const direction = gradient.map((_, i) => -dot(inverse.subarray(i * n, (i + 1) * n), gradient));
  if (dot(direction, gradient) < 0) return direction;
  inverse.set(identity(n));
  return gradient.map((slope) => -slope);
}

/** Takes up the curvature along the step into the inverse Hessian (n × n). */
function updateInverse(
  inverse: Float64Array,
  step: Float64Array,
  change: Float64Array,
  isFirst: boolean,
): void {
  const n = step.length;
  const curvature = dot(step, change);
  if (!(curvature > 1e-14 * Math.sqrt(dot(step, step) * dot(change, change)))) return;
  if (isFirst) {
    const size = curvature / dot(change, change);
    for (let i = 0; i < n; i++) inverse[i * n + i] = size;
  }
  const turned = change.map((_, i) => dot(inverse.subarray(i * n, (i + 1) * n), change));
  const scale = (1 + dot(change, turned) / curvature) / curvature;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      inverse[i * n + j]! +=
        scale * step[i]! * step[j]! - (turned[i]! * step[j]! + step[i]! * turned[j]!) / curvature;
    }
  }
}

function identity(n: number): Float64Array<ArrayBuffer> {
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) matrix[i * n + i] = 1;
  return matrix;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

const largest = (values: Float64Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
const difference = (a: Float64Array, b: Float64Array) => a.map((value, i) => value - b[i]!);
