import type { Json } from './states-language.js';

/** Which item of a Map a state works on; `index` counts from 0. */
export interface ItemPlace {
  readonly index: number;
  readonly count: number;
}

interface AtState {
  readonly state: string;
  readonly item?: ItemPlace;
  readonly at: Date;
}

/** What happens during an execution, as it happens. */
export type WorkflowEvent =
  | (AtState & { readonly type: 'entered' })
  /** `result` is what a Task's function returned, before `Output` shaped it. */
  | (AtState & { readonly type: 'exited'; readonly result?: Json })
  | (AtState & {
      readonly type: 'retrying';
      readonly error: string;
      readonly retry: number;
      readonly delaySeconds: number;
    })
  /** The state failed for good; whether the execution did depends on who catches it. */
  | (AtState & {
      readonly type: 'failed';
      readonly error: string;
      readonly cause: string;
    });
