import { checkDefinition } from '../../workflow/check-definition.js';
import definition from '../../workflow/segmentation.asl.json';
import { task } from './interpret-fake.js';

// biome-ignore lint/suspicious/noExplicitAny: each test breaks a copy of the definition somewhere else
type Mutate = (machine: any) => void;

const broken = (mutate: Mutate) => {
  const copy = structuredClone(definition);
  mutate(copy);
  return checkDefinition(copy);
};

test('the definition of the workflow passes', async () => {
  await expect(checkDefinition(definition)).resolves.toBe(definition);
});

test.each<[string, Mutate, string]>([
  ['a query language', (m) => delete m.QueryLanguage, 'the state machine has no QueryLanguage'],
  ['JSONPath', (m) => (m.QueryLanguage = 'JSONPath'), 'QueryLanguage must be JSONata'],
  ['a type', (m) => (m.States.clean.Type = 'Job'), 'state clean has the unknown Type Job'],
  ['a field', (m) => (m.States.clean.ResultPath = '$'), 'state clean has the unknown field ResultPath'],
  [
    'a field within',
    (m) => (m.States.files.ItemProcessor.States.ingest.HeartbeatSeconds = 5),
    'state ingest has the unknown field HeartbeatSeconds',
  ],
  [
    'a reader of a Map',
    (m) => (m.States.files.ItemReader = {}),
    'state files has the unknown field ItemReader',
  ],
  ['an argument', (m) => (m.States.clean.Arguments.Qualifier = '1'), 'has the unknown field Qualifier'],
  ['a retrier', (m) => (m.States.clean.Retry[0].Pause = 1), 'a retrier of clean has the unknown field Pause'],
  ['a resource', (m) => (m.States.clean.Resource += '.sync'), 'state clean has the unknown Resource'],
  ['a start', (m) => (m.StartAt = 'begin'), 'StartAt leads to begin, which is not there'],
  [
    'a dangling Next',
    (m) => (m.States.clean.Next = 'wash'),
    'Next of clean leads to wash, which is not there',
  ],
  ['a dangling Catch', (m) => (m.States.load.Catch[1].Next = 'x'), 'Next of a catcher of load leads to x'],
  ['a Next out of a Map', (m) => (m.States.clean.Next = 'ingest'), 'Next of clean leads to ingest'],
  ['Next and End', (m) => (m.States.clean.End = true), 'state clean needs either Next or End'],
  [
    'States.ALL before others',
    (m) => m.States.clean.Catch.reverse(),
    'States.ALL must stand alone and last in state clean',
  ],
  [
    'two states of one name',
    (m) => (m.States.spaces.ItemProcessor.States.clean = m.States.spaces.ItemProcessor.States.embed),
    'two states are called clean',
  ],
  ['an undefined variable', (m) => (m.States.files.Items = '{% $uploads %}'), 'files: $uploads is not known'],
  ['an unknown function', (m) => (m.States.files.Items = '{% $sorted([]) %}'), 'files: $sorted is not known'],
  ['chance', (m) => (m.States.files.Items = '{% [$random()] %}'), 'files: $random is not known'],
  [
    'an operator newer than that of AWS',
    (m) => (m.States.files.Items = '{% $states.input.files ?? [] %}'),
    'are not known on AWS',
  ],
  ['no JSONata', (m) => (m.States.files.Items = '{% [1, %}'), 'files: {% [1, %} is no JSONata'],
  [
    'a context AWS fills otherwise',
    (m) => (m.States.files.Items = '{% [$states.context.StateMachine.Id] %}'),
    'files: $states.context.StateMachine.Id is not known here',
  ],
  ['all of $states', (m) => (m.States.files.Items = '{% [$string($states)] %}'), 'is not known here'],
  [
    'an outer variable assigned within a Map',
    (m) => (m.States.files.ItemProcessor.States.ingest.Assign = { runId: 'x' }),
    '$runId may not be assigned here',
  ],
  [
    'tolerance of an inline Map',
    (m) => (m.States.files.ToleratedFailureCount = 1),
    'Map files is inline: it cannot tolerate failures',
  ],
])('refuses %s', async (_, mutate, message) => {
  await expect(broken(mutate)).rejects.toThrow(message);
});

test('an expression may name what it binds itself', async () => {
  const Output = '{% ($total := 1; $map([1, 2], function($x) { $x + $total })) %}';
  const machine = {
    QueryLanguage: 'JSONata',
    StartAt: 'a',
    States: { a: { Type: 'Pass', Output, End: true } },
  };
  await expect(checkDefinition(machine)).resolves.toBe(machine);
});

test('the items of a distributed Map see no outer variable and another execution', async () => {
  const machine = (payload: string) => ({
    QueryLanguage: 'JSONata',
    StartAt: 'set',
    States: {
      set: { Type: 'Pass', Assign: { shop: 'S' }, Next: 'each' },
      each: {
        Type: 'Map',
        ItemSelector: { shop: '{% $shop %}', execution: '{% $states.context.Execution.Name %}' },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'work',
          States: { work: task('f', { Arguments: { FunctionName: 'f', Payload: payload }, End: true }) },
        },
        End: true,
      },
    },
  });
  await expect(checkDefinition(machine('{% $states.input %}'))).resolves.toBeDefined();
  await expect(checkDefinition(machine('{% $shop %}'))).rejects.toThrow('work: $shop is not known');
  await expect(checkDefinition(machine('{% $states.context.Execution.Name %}'))).rejects.toThrow(
    'work: $states.context.Execution.Name is not known here',
  );
});
