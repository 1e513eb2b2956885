/**
 * The part of the Amazon States Language that the workflow may use: JSONata only, Lambda tasks only, and no
 * field whose meaning on AWS this machine cannot reproduce. What is not here is refused before a run starts.
 * @see https://states-language.net
 */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** JSON in which every text of the form `{% … %}` is a JSONata expression. */
export type Template = Json;

export interface Flow {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

export interface StateMachine extends Flow {
  readonly QueryLanguage: 'JSONata';
  readonly Comment?: string;
}

/** What a transition may do on its way: set variables, shape the output. */
export interface Transition {
  readonly Assign?: { readonly [variable: string]: Template };
  readonly Output?: Template;
}

interface Onward extends Transition {
  readonly Next?: string;
  readonly End?: true;
}

interface Fallible {
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: 'FULL' | 'NONE';
}

export interface Catcher extends Transition {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
}

export interface TaskState extends Onward, Fallible {
  readonly Type: 'Task';
  readonly Resource: 'arn:aws:states:::lambda:invoke';
  readonly Arguments: { readonly FunctionName: Template; readonly Payload: Template };
  readonly TimeoutSeconds?: Template;
}

export interface MapState extends Onward, Fallible {
  readonly Type: 'Map';
  readonly Items?: Template;
  readonly ItemSelector?: Template;
  readonly MaxConcurrency?: Template;
  readonly ToleratedFailureCount?: Template;
  readonly ToleratedFailurePercentage?: Template;
  readonly ItemProcessor: Flow & {
    readonly ProcessorConfig?: { readonly Mode?: 'INLINE' | 'DISTRIBUTED'; readonly ExecutionType?: string };
  };
}

export interface ParallelState extends Onward, Fallible {
  readonly Type: 'Parallel';
  readonly Arguments?: Template;
  readonly Branches: readonly Flow[];
}

export interface ChoiceState extends Transition {
  readonly Type: 'Choice';
  readonly Choices: readonly ChoiceRule[];
  readonly Default?: string;
}

export interface ChoiceRule extends Transition {
  readonly Condition: Template;
  readonly Next: string;
}

export interface WaitState extends Onward {
  readonly Type: 'Wait';
  readonly Seconds?: Template;
  readonly Timestamp?: Template;
}

export interface PassState extends Onward {
  readonly Type: 'Pass';
}

export interface SucceedState {
  readonly Type: 'Succeed';
  readonly Output?: Template;
}

export interface FailState {
  readonly Type: 'Fail';
  readonly Error?: Template;
  readonly Cause?: Template;
}

export type State =
  | TaskState
  | MapState
  | ParallelState
  | ChoiceState
  | WaitState
  | PassState
  | SucceedState
  | FailState;

/** Every flow below a state: the item processor of a Map, the branches of a Parallel. */
export function flowsWithin(state: State): readonly Flow[] {
  if (state.Type === 'Map') return [state.ItemProcessor];
  if (state.Type === 'Parallel') return state.Branches;
  return [];
}

export function isDistributed(state: State): boolean {
  return state.Type === 'Map' && state.ItemProcessor.ProcessorConfig?.Mode === 'DISTRIBUTED';
}
