import { interpret } from '../../workflow/interpret.js';
import type { Json } from '../../workflow/states-language.js';
import type { Call } from '../../workflow/visit.js';
import type { WorkflowEvent } from '../../workflow/workflow-event.js';
import { createFakeClock } from './fake-clock.js';

type Invoke = (call: Call) => unknown;

interface FakeOptions {
  readonly input?: Json;
  readonly invoke?: Invoke;
  readonly random?: () => number;
  readonly signal?: AbortSignal;
}

/** Interprets states, of which the first one starts. */
export function interpretFake(states: Record<string, unknown>, options: FakeOptions = {}) {
  const definition = { QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states };
  return interpretDefinition(definition, options);
}

/** Interprets a state machine with a fake clock; the record says what happened. */
export async function interpretDefinition(
  definition: unknown,
  { input = {}, invoke = () => null, random = () => 0.5, signal }: FakeOptions = {},
) {
  const clock = createFakeClock();
  const calls: Call[] = [];
  const events: WorkflowEvent[] = [];
  const effects = {
    ...clock,
    random,
    invoke: async (call: Call) => {
      calls.push(call);
      return invoke(call);
    },
  };
  const options = {
    executionName: 'test',
    onEvent: (event: WorkflowEvent) => events.push(event),
    ...(signal && { signal }),
  };
  const started = clock.now().getTime();
  const outcome = await interpret(definition, input, effects, options).then(
    (output) => ({ output, failure: undefined }),
    (failure) => ({ output: undefined, failure }),
  );
  return { ...outcome, calls, events, seconds: (clock.now().getTime() - started) / 1000 };
}

/** A Task that hands its input to the function `name` and puts out what that returns. */
export function task(name: string, fields: object = { End: true }) {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: name, Payload: '{% $states.input %}' },
    Output: '{% $states.result.Payload %}',
    ...fields,
  };
}

export function errorNamed(name: string, message = 'no luck'): Error {
  return Object.assign(new Error(message), { name });
}
