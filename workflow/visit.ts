import type { Random } from '../core/random/random.js';
import { type Bindings, evaluate } from './expression.js';
import { withinPayloadLimit } from './payload-limit.js';
import { StateError } from './state-error.js';
import type { Flow, Json, Template, Transition } from './states-language.js';
import type { ItemPlace, WorkflowEvent } from './workflow-event.js';

/** The world outside the state machine. */
export interface Effects {
  /** Does the work of a Task. What it throws becomes the state's error, by its `name`. */
  invoke(call: Call): Promise<unknown>;
  now(): Date;
  /** Rejects when the signal aborts. */
  wait(seconds: number, signal: AbortSignal): Promise<void>;
  readonly random: Random;
}

export interface Call {
  readonly functionName: string;
  readonly payload: Json;
  /** Aborts when nobody wants the result any more: cancelled, timed out, or a sibling failed. */
  readonly signal: AbortSignal;
  readonly state: string;
  readonly item?: ItemPlace;
}

/** One execution. */
export interface Run {
  readonly effects: Effects;
  readonly execution: { readonly Id: string; readonly Name: string; readonly StartTime: string; Input: Json };
  readonly onEvent: (event: WorkflowEvent) => void;
  /** Errors that a Catch took, oldest first. */
  readonly caught: StateError[];
}

/** Where variables live: one scope for the machine, one for each Map item and Parallel branch. */
export interface Scope {
  variables: Readonly<Record<string, Json>>;
  readonly outer: Scope | null;
  readonly item?: ItemPlace & { readonly value: Json };
  readonly signal: AbortSignal;
}

/** One stay in one state. */
export interface Visit {
  readonly run: Run;
  readonly name: string;
  readonly enteredAt: Date;
  readonly input: Json;
  readonly scope: Scope;
  /** Runs a flow within this state. */
  readonly descend: (flow: Flow, input: Json, scope: Scope) => Promise<Json>;
}

/** How a state is left; `next` null ends its flow. */
export interface Exit {
  readonly next: string | null;
  readonly output: Json;
  readonly result?: Json;
}

/** Fields of `$states` that only some moments have. */
export interface Moment {
  readonly result?: Json;
  readonly errorOutput?: Json;
}

function visibleVariables({ variables, outer }: Scope): Record<string, Json> {
  return outer ? { ...visibleVariables(outer), ...variables } : { ...variables };
}

export function bindingsOf({ run, name, enteredAt, input, scope }: Visit, moment: Moment = {}): Bindings {
  const context = {
    Execution: run.execution,
    State: { Name: name, EnteredTime: enteredAt.toISOString() },
    ...(scope.item && { Map: { Item: { Index: scope.item.index, Value: scope.item.value } } }),
  };
  return { ...visibleVariables(scope), states: { input, context, ...moment } };
}

/** Leaves a state: `Output` and `Assign` both see the variables as they were when it was entered. */
export async function leave(
  visit: Visit,
  { Assign = {}, Output }: Transition,
  next: string | undefined,
  output: Json,
  moment: Moment = {},
): Promise<Exit> {
  const bindings = bindingsOf(visit, moment);
  const shaped = Output === undefined ? output : await evaluate(Output, bindings);
  const assigned = (await evaluate(Assign, bindings)) as Record<string, Json>;
  withinPayloadLimit(shaped, `the output of ${visit.name}`);
  withinPayloadLimit(assigned, `what ${visit.name} assigns`);
  visit.scope.variables = { ...visit.scope.variables, ...assigned };
  return { next: next ?? null, output: shaped };
}

/** The value of a field that must be a number of at least `least`. */
export async function numberField(
  visit: Visit,
  field: string,
  template: Template | undefined,
  { least, absent }: { least: number; absent: number },
): Promise<number> {
  if (template === undefined) return absent;
  const value = await evaluate(template, bindingsOf(visit));
  if (typeof value === 'number' && value >= least) return value;
  throw new StateError(
    'States.QueryEvaluationError',
    `${field} of ${visit.name} must be a number, at least ${least}; got ${JSON.stringify(value)}`,
  );
}
