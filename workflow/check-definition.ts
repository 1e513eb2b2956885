import { checkExpressions } from './check-expressions.js';
import {
  type Flow,
  flowsWithin,
  isDistributed,
  type MapState,
  type State,
  type StateMachine,
  type TaskState,
} from './states-language.js';

interface Fields {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

const onward = ['Comment', 'Assign', 'Output', 'Next', 'End'];
const fallible = [...onward, 'Retry', 'Catch'];

/** A Task must shape its output: the whole answer of Lambda has parts that only AWS can fill. */
const stateFields: Readonly<Record<State['Type'], Fields>> = {
  Task: { required: ['Resource', 'Arguments', 'Output'], optional: [...fallible, 'TimeoutSeconds'] },
  Map: {
    required: ['ItemProcessor'],
    optional: [
      ...fallible,
      'Items',
      'ItemSelector',
      'MaxConcurrency',
      'ToleratedFailureCount',
      'ToleratedFailurePercentage',
    ],
  },
  Parallel: { required: ['Branches'], optional: [...fallible, 'Arguments'] },
  Choice: { required: ['Choices'], optional: ['Comment', 'Assign', 'Output', 'Default'] },
  Wait: { required: [], optional: [...onward, 'Seconds', 'Timestamp'] },
  Pass: { required: [], optional: onward },
  Succeed: { required: [], optional: ['Comment', 'Output'] },
  Fail: { required: [], optional: ['Comment', 'Error', 'Cause'] },
};

const flowFields: Fields = { required: ['StartAt', 'States'], optional: ['Comment'] };
const machineFields: Fields = { ...flowFields, required: [...flowFields.required, 'QueryLanguage'] };
const processorFields: Fields = { ...flowFields, optional: ['Comment', 'ProcessorConfig'] };
const processorConfigFields: Fields = { required: [], optional: ['Mode', 'ExecutionType'] };
const argumentsFields: Fields = { required: ['FunctionName', 'Payload'], optional: [] };
const ruleFields: Fields = { required: ['Condition', 'Next'], optional: ['Comment', 'Assign', 'Output'] };
const catcherFields: Fields = {
  required: ['ErrorEquals', 'Next'],
  optional: ['Comment', 'Assign', 'Output'],
};
const retrierFields: Fields = {
  required: ['ErrorEquals'],
  optional: ['Comment', 'IntervalSeconds', 'MaxAttempts', 'BackoffRate', 'MaxDelaySeconds', 'JitterStrategy'],
};

/**
 * Makes sure, before anything runs, that the definition says only what this machine does as AWS does it.
 * @throws Error that names the state and the field
 */
export async function checkDefinition(definition: unknown): Promise<StateMachine> {
  checkFields(definition, 'the state machine', machineFields);
  const machine = definition as StateMachine;
  check(machine.QueryLanguage === 'JSONata', 'QueryLanguage must be JSONata');
  checkFlow(machine, new Set());
  await checkExpressions(machine);
  return machine;
}

/** State names are unique in the whole machine; a transition stays within its flow. */
function checkFlow(flow: Flow, names: Set<string>): void {
  checkTarget(flow, 'StartAt', flow.StartAt);
  for (const [name, state] of Object.entries(flow.States)) {
    check(!names.has(name), `two states are called ${name}`);
    names.add(name);
    checkState(flow, name, state);
    for (const inner of flowsWithin(state)) checkFlow(inner, names);
  }
}

function checkState(flow: Flow, name: string, state: State): void {
  check(Object.hasOwn(stateFields, state?.Type), `state ${name} has the unknown Type ${state?.Type}`);
  const { required, optional } = stateFields[state.Type];
  checkFields(state, `state ${name}`, { required, optional: ['Type', ...optional] });
  checkTransitions(flow, name, state);
  if (state.Type === 'Task') checkTask(name, state);
  if (state.Type === 'Map') checkMap(name, state);
  if (state.Type === 'Parallel') {
    for (const branch of state.Branches) checkFields(branch, `a branch of ${name}`, flowFields);
  }
  if (state.Type === 'Wait') {
    check('Seconds' in state !== 'Timestamp' in state, `state ${name} needs Seconds or Timestamp, one`);
  }
}

function checkTransitions(flow: Flow, name: string, state: State): void {
  if (!['Choice', 'Succeed', 'Fail'].includes(state.Type)) {
    check('Next' in state !== 'End' in state, `state ${name} needs either Next or End`);
  }
  if ('Next' in state) checkTarget(flow, `Next of ${name}`, state.Next);
  if ('Default' in state) checkTarget(flow, `Default of ${name}`, state.Default);
  for (const rule of 'Choices' in state ? state.Choices : []) {
    checkFields(rule, `a rule of ${name}`, ruleFields);
    checkTarget(flow, `Next of a rule of ${name}`, rule.Next);
  }
  const { Catch = [], Retry = [] } = state as TaskState;
  for (const catcher of Catch) {
    checkFields(catcher, `a catcher of ${name}`, catcherFields);
    checkTarget(flow, `Next of a catcher of ${name}`, catcher.Next);
  }
  for (const retrier of Retry) checkFields(retrier, `a retrier of ${name}`, retrierFields);
  checkWildcard(name, Catch);
  checkWildcard(name, Retry);
}

function checkWildcard(name: string, rules: readonly { readonly ErrorEquals: readonly string[] }[]): void {
  for (const [i, { ErrorEquals }] of rules.entries()) {
    const alone = ErrorEquals.length === 1 && i === rules.length - 1;
    check(
      !ErrorEquals.includes('States.ALL') || alone,
      `States.ALL must stand alone and last in state ${name}`,
    );
  }
}

function checkTask(name: string, { Resource, Arguments }: TaskState): void {
  check(Resource === 'arn:aws:states:::lambda:invoke', `state ${name} has the unknown Resource ${Resource}`);
  checkFields(Arguments, `Arguments of ${name}`, argumentsFields);
}

function checkMap(name: string, state: MapState): void {
  const config = state.ItemProcessor.ProcessorConfig ?? {};
  checkFields(state.ItemProcessor, `ItemProcessor of ${name}`, processorFields);
  checkFields(config, `ProcessorConfig of ${name}`, processorConfigFields);
  const { Mode = 'INLINE' } = config;
  check(['INLINE', 'DISTRIBUTED'].includes(Mode), `Map ${name} has the unknown Mode ${Mode}`);
  if ('ToleratedFailureCount' in state || 'ToleratedFailurePercentage' in state) {
    check(isDistributed(state), `Map ${name} is inline: it cannot tolerate failures`);
    check('Output' in state, `Map ${name} must give its Output: what failed items leave is not documented`);
    check(!JSON.stringify(state.Output).includes('$states.result'), `Map ${name} may not use its result`);
  }
}

function checkTarget(flow: Flow, what: string, target: string | undefined): void {
  check(
    target !== undefined && Object.hasOwn(flow.States, target),
    `${what} leads to ${target}, which is not there`,
  );
}

function checkFields(value: unknown, what: string, { required, optional }: Fields): void {
  check(typeof value === 'object' && value !== null && !Array.isArray(value), `${what} must be an object`);
  const fields = Object.keys(value as object);
  for (const field of required) check(fields.includes(field), `${what} has no ${field}`);
  for (const field of fields) {
    check([...required, ...optional].includes(field), `${what} has the unknown field ${field}`);
  }
}

function check(holds: boolean, message: string): void {
  if (!holds) throw new Error(`State machine: ${message}`);
}
