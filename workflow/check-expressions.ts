import { compile, expressionIn } from './expression.js';
import {
  type Flow,
  flowsWithin,
  isDistributed,
  type State,
  type StateMachine,
  type Transition,
} from './states-language.js';

/** The parts of `$states` that mean the same here as on AWS. */
const known = [
  'input',
  'result',
  'errorOutput',
  'context.Execution.Id',
  'context.Execution.Name',
  'context.Execution.StartTime',
  'context.Execution.Input',
  'context.State.Name',
  'context.State.EnteredTime',
  'context.Map.Item.Index',
  'context.Map.Item.Value',
];

/** JSONata's own functions that Step Functions refuses, or that would make two equal runs differ. */
const refused = ['eval', 'now', 'millis', 'random'];

/** What the expressions of a flow may name. */
interface Names {
  readonly variables: ReadonlySet<string>;
  readonly states: readonly string[];
}

/**
 * Makes sure that every expression parses, names only variables that some state of its scope assigns, and
 * reads only parts of `$states` that are the same here as on AWS.
 */
export async function checkExpressions(machine: StateMachine): Promise<void> {
  await checkFlow(machine, { variables: new Set(), states: known });
}

async function checkFlow(flow: Flow, outer: Names): Promise<void> {
  const own = Object.values(flow.States).flatMap(assignedNames);
  for (const name of own) {
    if (outer.variables.has(name) || name === 'states') throw wrong(`$${name} may not be assigned here`);
  }
  const names = { ...outer, variables: new Set([...outer.variables, ...own]) };
  for (const [name, state] of Object.entries(flow.States)) {
    for (const text of textsIn(withoutFlows(state))) await checkText(name, text, names);
    for (const inner of flowsWithin(state))
      await checkFlow(inner, isDistributed(state) ? ofChild(names) : names);
  }
}

/** A distributed Map's items are executions of their own: no outer variables, another context. */
function ofChild({ states }: Names): Names {
  const foreign = ['context.Execution', 'context.Map'];
  return {
    variables: new Set(),
    states: states.filter((part) => !foreign.some((prefix) => part.startsWith(prefix))),
  };
}

function assignedNames(state: State): string[] {
  const transitions: Transition[] = [state as Transition];
  if ('Choices' in state) transitions.push(...state.Choices);
  if ('Catch' in state) transitions.push(...(state.Catch ?? []));
  return transitions.flatMap(({ Assign = {} }) => Object.keys(Assign));
}

function withoutFlows(state: State): unknown {
  return { ...state, ItemProcessor: null, Branches: null };
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(textsIn);
}

async function checkText(state: string, text: string, names: Names): Promise<void> {
  const source = expressionIn(text);
  if (source === null) return;
  // Step Functions runs JSONata 2.0.6, which has neither of these two operators.
  if (/\?\?|\?:/.test(source)) throw wrong(`${state}: ?? and ?: are not known on AWS, in ${text}`);
  const nodes = nodesOf(parse(state, source));
  const local = new Set(nodes.flatMap(localNames));
  for (const path of statesPaths(nodes)) {
    if (!names.states.some((part) => `${path}.`.startsWith(`${part}.`))) {
      throw wrong(`${state}: $states.${path} is not known here, in ${text}`);
    }
  }
  for (const { type, value } of nodes) {
    if (type !== 'variable' || ['', '$', 'states'].includes(value as string)) continue;
    const name = value as string;
    if (local.has(name) || names.variables.has(name)) continue;
    if (refused.includes(name) || !(await isBuiltIn(name))) {
      throw wrong(`${state}: $${name} is not known, in ${text}`);
    }
  }
}

interface Node {
  readonly type?: string;
  readonly value?: unknown;
  readonly steps?: readonly Node[];
  readonly lhs?: Node;
  readonly arguments?: readonly Node[];
}

function parse(state: string, source: string): Node {
  try {
    return compile(source).ast() as Node;
  } catch (error) {
    throw wrong(`${state}: {% ${source} %} is no JSONata: ${(error as Error).message}`);
  }
}

function nodesOf(root: unknown, seen = new Set<object>()): Node[] {
  if (root === null || typeof root !== 'object' || seen.has(root)) return [];
  seen.add(root);
  return [root as Node, ...Object.values(root).flatMap((child) => nodesOf(child, seen))];
}

/** Names that an expression binds for itself: `$x := …` and the parameters of its functions. */
function localNames({ type, lhs, arguments: parameters = [] }: Node): string[] {
  if (type === 'bind') return [lhs!.value as string];
  return type === 'lambda' ? parameters.map(({ value }) => value as string) : [];
}

/** Every `$states.a.b` as `a.b`; a `$states` that is not the start of a path gives the empty path. */
function statesPaths(nodes: readonly Node[]): string[] {
  const paths = nodes.filter(({ type, steps }) => type === 'path' && isStates(steps?.[0]));
  const starts = new Set(paths.map(({ steps }) => steps![0]));
  const bare = nodes.filter((node) => isStates(node) && !starts.has(node));
  return [...paths.map(({ steps }) => namesAfterFirst(steps!)), ...bare.map(() => '')];
}

function namesAfterFirst([, ...rest]: readonly Node[]): string {
  const end = rest.findIndex(({ type }) => type !== 'name');
  return rest
    .slice(0, end < 0 ? undefined : end)
    .map(({ value }) => value)
    .join('.');
}

function isStates(node: Node | undefined): boolean {
  return node?.type === 'variable' && node.value === 'states';
}

async function isBuiltIn(name: string): Promise<boolean> {
  return (await compile(`$${name}`).evaluate(undefined)) !== undefined;
}

function wrong(message: string): Error {
  return new Error(`State machine: ${message}`);
}
