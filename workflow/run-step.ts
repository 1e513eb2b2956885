import type { StepIo } from '../io/step-io.js';
import type { Json } from './states-language.js';

/** A step as the workflow sees it: JSON in, JSON out. */
export type RunStep = (input: never, io: StepIo) => Promise<unknown>;

/** How to get at each step by its name. */
export type StepLoaders = Readonly<Record<string, () => Promise<RunStep>>>;

export async function runStep(
  loaders: StepLoaders,
  step: string,
  payload: Json,
  io: StepIo,
): Promise<unknown> {
  const load = loaders[step];
  if (!load) throw new Error(`no step is called ${step}`);
  return (await load())(payload as never, io);
}
