import type { CallCounts } from './metabase-client.js';

export const outcomes = ['created', 'changed', 'kept', 'archived', 'unchanged'] as const;
export type Outcome = (typeof outcomes)[number];

/** What a push did, as lists of things such as `card Who is this customer?`. */
export type PushResult = Readonly<Record<Outcome, readonly string[]>> & { readonly calls: CallCounts };

/** Gathers what a push does, and tells of each thing as it happens. */
export class PushReport {
  readonly #things: Record<Outcome, string[]> = {
    created: [],
    changed: [],
    kept: [],
    archived: [],
    unchanged: [],
  };
  readonly #onStep: (outcome: Outcome, thing: string) => void;

  constructor(onStep: (outcome: Outcome, thing: string) => void) {
    this.#onStep = onStep;
  }

  add(outcome: Outcome, thing: string): void {
    this.#things[outcome].push(thing);
    this.#onStep(outcome, thing);
  }

  result(calls: CallCounts): PushResult {
    return { ...this.#things, calls };
  }
}
