import type { Likelihood } from '../../../core/clv/fit-likelihood.js';

/** Every slope that a likelihood writes, beside the one from differences of its values. */
export function slopePairs<Model extends object>(
  likelihood: Likelihood<Model>,
  model: Model,
): [number, number][] {
  const names = Object.keys(model) as (keyof Model)[];
  const slopes = new Float64Array(names.length);
  likelihood(model, slopes);
  return names.map((name, i) => {
    const value = model[name] as number;
    const at = (factor: number) =>
      likelihood({ ...model, [name]: value * factor }, new Float64Array(names.length));
    return [slopes[i]!, (at(1 + 1e-5) - at(1 - 1e-5)) / (2e-5 * value)];
  });
}
