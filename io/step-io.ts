import type { Database } from './database.js';
import type { Engine } from './engine.js';
import type { ObjectStore } from './object-store.js';

/** Everything a step can reach of the world outside. Opened on first use. */
export interface StepIo {
  readonly store: ObjectStore;
  /** DuckDB, for the length of one piece of work. */
  withEngine<T>(work: (engine: Engine) => Promise<T>): Promise<T>;
  database(): Promise<Database>;
  /** How far the step is: `done` of `total` (0..1 or counts), with a word or two. */
  progress(note: string, done?: number, total?: number): void;
}

/** A step of the workflow: JSON in, JSON out, everything large by key. `summary` is one line for people. */
export type Step<Input, Output extends { summary: string }> = (input: Input, io: StepIo) => Promise<Output>;
