import type { HistoryEvent } from '@aws-sdk/client-sfn';

/** A state that does work, with all the items of a Map that it has worked on. */
export interface ExecutionStep {
  readonly name: string;
  readonly startedAt: Date;
  /** Null while it goes on. */
  readonly stoppedAt: Date | null;
  /** How many items there are, and how many are done; 1 outside a Map. */
  readonly items: number;
  readonly done: number;
  /** Calls of the Lambda that were answered, and their seconds together. */
  readonly calls: number;
  readonly callSeconds: number;
  /** Errors of calls so far, by name: those that were tried again and, in a failed execution, the last. */
  readonly errors: readonly string[];
  /** What the step said of each finished item. */
  readonly summaries: readonly string[];
}

export interface ExecutionSteps {
  /** In the order in which they began. */
  readonly steps: readonly ExecutionStep[];
  /** What Step Functions charges for: every entry into a state, and every retry. */
  readonly transitions: number;
}

/** Where an event belongs: its state, and how many items the Map around it has. */
interface Place {
  readonly state: string;
  readonly items: number;
}

type Growing = { -readonly [Key in keyof ExecutionStep]: ExecutionStep[Key] } & {
  errors: string[];
  summaries: string[];
};

const callEnds = ['TaskSucceeded', 'TaskFailed', 'TaskTimedOut'];

/** What has happened in an execution, by step. Events of parallel items mix: each names the one before it. */
export function stepsOf(events: readonly HistoryEvent[]): ExecutionSteps {
  const places = new Map<number, Place>();
  const byId = new Map<number, HistoryEvent>();
  const steps = new Map<string, Growing>();
  let transitions = 0;
  for (const event of events) {
    const before = byId.get(event.previousEventId!);
    const place = placeOf(event, places.get(event.previousEventId!));
    byId.set(event.id!, event);
    places.set(event.id!, place);
    if (event.type!.endsWith('StateEntered')) transitions++;
    if (event.type === 'TaskScheduled' && before?.type !== 'TaskStateEntered') transitions++;
    if (event.type === 'TaskStateEntered') enter(steps, place, event.timestamp!);
    const step = steps.get(place.state);
    if (!step) continue;
    if (callEnds.includes(event.type!)) addCall(step, event, before!);
    if (event.type === 'TaskStateExited') {
      step.done++;
      if (step.done === step.items) step.stoppedAt = event.timestamp!;
    }
  }
  return { steps: [...steps.values()], transitions };
}

function placeOf(event: HistoryEvent, before: Place = { state: '', items: 1 }): Place {
  if (event.mapStateStartedEventDetails)
    return { ...before, items: event.mapStateStartedEventDetails.length! };
  const state = event.stateEnteredEventDetails?.name;
  if (event.type === 'MapStateExited') return { ...before, items: 1 };
  return state === undefined ? before : { ...before, state };
}

function enter(steps: Map<string, Growing>, { state, items }: Place, startedAt: Date): void {
  if (steps.has(state)) return;
  const nothing = { done: 0, calls: 0, callSeconds: 0, errors: [], summaries: [], stoppedAt: null };
  steps.set(state, { name: state, startedAt, items, ...nothing });
}

function addCall(step: Growing, event: HistoryEvent, before: HistoryEvent): void {
  step.calls++;
  step.callSeconds += (event.timestamp!.getTime() - before.timestamp!.getTime()) / 1000;
  const { error } = event.taskFailedEventDetails ?? event.taskTimedOutEventDetails ?? {};
  if (error !== undefined) step.errors.push(error);
  const { output, outputDetails } = event.taskSucceededEventDetails ?? {};
  if (output === undefined || outputDetails?.truncated) return;
  const { summary } = JSON.parse(output).Payload ?? {};
  if (summary !== undefined) step.summaries.push(summary);
}
