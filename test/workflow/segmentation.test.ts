import { existsSync, readdirSync } from 'node:fs';
import validate from 'asl-validator';
import definition from '../../workflow/segmentation.asl.json';
import { type Flow, flowsWithin, type Retrier, type State } from '../../workflow/states-language.js';
import { steps } from '../../workflow/steps.js';
import type { Call } from '../../workflow/visit.js';
import { errorNamed, interpretDefinition } from './interpret-fake.js';

const statesOf = (flow: Flow): [string, State][] =>
  Object.entries(flow.States).flatMap(([name, state]) => [
    [name, state] as [string, State],
    ...flowsWithin(state).flatMap(statesOf),
  ]);
const states = statesOf(definition as unknown as Flow);
const tasks = states.flatMap(([name, state]) => (state.Type === 'Task' ? [{ name, state }] : []));
const run = { dataset: 'shop', runId: 'shop-1' };

/** What the steps of a run over two files, two spaces and two candidates return. */
const answers: Record<string, unknown> = {
  plan: {
    ...run,
    files: [
      { key: 'uploads/shop/a.csv', uploadId: 'a' },
      { key: 'uploads/shop/b.csv', uploadId: 'b' },
    ],
    spaces: ['scaled', 'pca'].map((space) => ({ ...run, space })),
    candidates: ['scaled', 'pca'].map((space) => ({ ...run, space, model: 'kmeans' })),
    studies: ['returns', 'more'].map((study) => ({ ...run, study })),
    summary: 'planned',
  },
  choose: {
    parts: [
      { ...run, from: 0, to: 100 },
      { ...run, from: 100, to: 130 },
    ],
    summary: 'chosen',
  },
  publish: { summary: '12 Insiders' },
  tell: { summary: 'Run published' },
};
const answer = ({ state }: Call) => answers[state] ?? { summary: state };
const input = { dataset: 'shop', files: ['uploads/shop/a.csv'], rules: { seed: 1 } };
const stateNames = (calls: readonly Call[]) => calls.map(({ state }) => state);

describe('the file', () => {
  test('is accepted by asl-validator', () => {
    const { isValid, errorsText } = validate(structuredClone(definition));
    expect(errorsText()).toBe('');
    expect(isValid).toBe(true);
  });

  test('asl-validator would see a dangling Next', () => {
    const broken = structuredClone(definition);
    broken.States.clean.Next = 'wash';
    expect(validate(broken).isValid).toBe(false);
  });

  test('every Task state is a folder under lambdas with its step, and the other way round', () => {
    // provision belongs to the dashboards, no run calls it.
    const folders = readdirSync('lambdas').filter(
      (name) => existsSync(`lambdas/${name}/${name}.ts`) && name !== 'provision',
    );
    const names = tasks.map(({ name }) => name).sort();
    expect(names).toEqual(folders.sort());
    expect(names).toEqual(Object.keys(steps).sort());
  });

  test("every placeholder is its state's name", () => {
    const functions = tasks.map(({ state }) => state.Arguments.FunctionName);
    expect(functions).toEqual(tasks.map(({ name }) => `\${${name}}`));
  });

  test('every state that works has a time limit just above that of Lambda, and ends in failed when it fails', () => {
    for (const { state } of tasks) expect([330, 930]).toContain(state.TimeoutSeconds);
    for (const [name, state] of Object.entries(definition.States) as [string, State][]) {
      if (!('Catch' in state) || name === 'failed') continue;
      const next = name === 'tell' ? 'untold' : 'failed';
      expect(state.Catch!.map(({ ErrorEquals, Next }) => [ErrorEquals, Next])).toEqual([
        [['States.DataLimitExceeded'], next],
        [['States.ALL'], next],
      ]);
    }
    const working = Object.values(definition.States).filter(({ Type }) => !['Fail', 'Pass'].includes(Type));
    expect(working.every((state) => 'Catch' in state)).toBe(true);
  });

  test('every state that works begins again after trouble of Lambda or of a service that its step asked', () => {
    const passing = ['Lambda.ServiceException', 'Lambda.TooManyRequestsException', 'ServiceTrouble'];
    for (const { state } of tasks) {
      const retried = (state.Retry as Retrier[]).flatMap(({ ErrorEquals }) => ErrorEquals);
      expect(retried).toEqual(expect.arrayContaining(passing));
    }
  });

  test('the waits of the retries add up to what the Comment says', () => {
    const total = ({ IntervalSeconds, BackoffRate, MaxAttempts, MaxDelaySeconds }: Required<Retrier>) => {
      let seconds = 0;
      for (let retry = 0; retry < MaxAttempts; retry++) {
        seconds += Math.min(IntervalSeconds * BackoffRate ** retry, MaxDelaySeconds);
      }
      return seconds;
    };
    const retriers = tasks.flatMap(({ state }) => state.Retry as Required<Retrier>[]);
    const totals = (error: string) =>
      new Set(retriers.filter(({ ErrorEquals }) => ErrorEquals.includes(error)).map(total));
    expect(totals('Lambda.TooManyRequestsException')).toEqual(new Set([122]));
    expect(totals('ServiceTrouble')).toEqual(new Set([122]));
    expect(totals('DatabaseResumingException')).toEqual(new Set([75]));
    expect(definition.Comment).toContain('= 122 s at most');
    expect(definition.Comment).toContain('= 75 s for certain');
  });
});

describe('an execution', () => {
  test('calls the steps in order with keys and names only, and puts out the summary', async () => {
    const { output, calls } = await interpretDefinition(definition, { input, invoke: answer });
    expect(output).toEqual({ ...run, summary: '12 Insiders; told: Run published' });
    expect(calls.map(({ state, payload }) => [state, payload])).toEqual([
      ['plan', { ...input, startedAt: '2024-01-01T00:00:00.000Z' }],
      ['ingest', { ...run, key: 'uploads/shop/a.csv', uploadId: 'a' }],
      ['ingest', { ...run, key: 'uploads/shop/b.csv', uploadId: 'b' }],
      ['clean', run],
      ['featurize', run],
      ['embed', { ...run, space: 'scaled' }],
      ['embed', { ...run, space: 'pca' }],
      ['cluster', { ...run, space: 'scaled', model: 'kmeans' }],
      ['cluster', { ...run, space: 'pca', model: 'kmeans' }],
      ['choose', run],
      ['assign', { ...run, from: 0, to: 100 }],
      ['assign', { ...run, from: 100, to: 130 }],
      ['profile', run],
      ['study', { ...run, study: 'returns' }],
      ['study', { ...run, study: 'more' }],
      ['answer', run],
      ['load', run],
      ['publish', run],
      ['tell', run],
    ]);
  });

  test('needs neither files nor rules, and reads no file where nothing is new', async () => {
    const invoke = (call: Call) =>
      call.state === 'plan' ? { ...(answers.plan as object), files: [] } : answer(call);
    const { output, calls } = await interpretDefinition(definition, { input: { dataset: 'shop' }, invoke });
    expect(output).toMatchObject({ runId: 'shop-1' });
    expect(Object.keys(calls[0]!.payload as object)).toEqual(['dataset', 'startedAt']);
    expect(stateNames(calls)).not.toContain('ingest');
  });

  test.each(tasks.map(({ name }) => name).filter((name) => !['failed', 'tell'].includes(name)))(
    'a failure of %s is written down once and is the failure of the execution',
    async (broken) => {
      const thrown = errorNamed('NoUsableColumns', 'no column is a date');
      const { failure, calls } = await interpretDefinition(definition, {
        input,
        invoke: (call) => {
          if (call.state === broken) throw thrown;
          return answer(call);
        },
      });
      const cause = JSON.stringify({ errorType: thrown.name, errorMessage: thrown.message, trace: [] });
      expect(stateNames(calls).filter((name) => name === 'failed')).toHaveLength(1);
      expect(calls.at(-1)).toMatchObject({
        state: 'failed',
        payload: {
          dataset: 'shop',
          runId: broken === 'plan' ? null : 'shop-1',
          execution: 'test',
          state: broken,
          error: 'NoUsableColumns',
          cause,
        },
      });
      expect(failure).toMatchObject({ name: 'ExecutionFailed', error: 'NoUsableColumns', message: cause });
      expect(failure.cause).toBe(thrown);
      // An error of the data would come again: it is not retried.
      const first = stateNames(calls).indexOf(broken);
      const others = ['ingest', 'embed', 'cluster', 'assign', 'study'].includes(broken) ? 2 : 1;
      expect(calls.slice(first, -1).length).toBeLessThanOrEqual(others);
    },
  );

  test.each(['AccessDeniedException', 'EventsRefused', 'ServiceTrouble', 'Lambda.Unknown'])(
    'a run that nobody could be told of (%s) is published all the same, and says so',
    async (error) => {
      const { output, calls } = await interpretDefinition(definition, {
        input,
        invoke: (call) => {
          if (call.state === 'tell') throw errorNamed(error);
          return answer(call);
        },
      });
      expect(output).toEqual({
        ...run,
        summary: `12 Insiders; other programs were not told of it: ${error}`,
      });
      expect(stateNames(calls)).not.toContain('failed');
      // Trouble of a service is tried again first.
      expect(stateNames(calls).filter((name) => name === 'tell')).toHaveLength(
        error === 'ServiceTrouble' ? 7 : 1,
      );
    },
  );

  test('where failed fails too, the execution still ends with the first error', async () => {
    const first = errorNamed('NoUsableColumns');
    const { failure, calls } = await interpretDefinition(definition, {
      input,
      invoke: (call) => {
        if (call.state === 'failed') throw errorNamed('DatabaseGone');
        if (call.state === 'clean') throw first;
        return answer(call);
      },
    });
    expect(stateNames(calls).filter((name) => name === 'failed')).toHaveLength(1);
    expect(failure).toMatchObject({ error: 'NoUsableColumns' });
    expect(failure.cause).toBe(first);
  });

  test.each([
    ['ingest', 'Lambda.TooManyRequestsException', 0, 6],
    ['profile', 'Lambda.ServiceException', 0, 6],
    ['load', 'DatabaseResumingException', 75, 5],
  ])('%s goes on after %s', async (name, error, seconds, failures) => {
    let left = failures;
    const result = await interpretDefinition(definition, {
      input,
      random: () => 0,
      invoke: (call) => {
        if (call.state === name && left-- > 0) throw errorNamed(error);
        return answer(call);
      },
    });
    expect(result).toMatchObject({ output: { runId: 'shop-1' }, seconds });
  });

  test('an answer that is too large is a failure that is written down', async () => {
    const { failure, calls } = await interpretDefinition(definition, {
      input,
      invoke: (call) => (call.state === 'featurize' ? { summary: 'x'.repeat(300_000) } : answer(call)),
    });
    expect(failure).toMatchObject({ error: 'States.DataLimitExceeded' });
    expect(calls.at(-1)).toMatchObject({ state: 'failed', payload: { state: 'featurize' } });
  });

  test('a thousand files fit', async () => {
    const files = Array.from({ length: 1000 }, (_, i) => ({
      key: `uploads/shop/export-of-the-day-${i}.csv.gz`,
      uploadId: `${i}`.padStart(16, '0'),
      ...run,
    }));
    const { output, calls } = await interpretDefinition(definition, {
      input,
      invoke: (call) => (call.state === 'plan' ? { ...(answers.plan as object), files } : answer(call)),
    });
    expect(output).toMatchObject({ runId: 'shop-1' });
    expect(stateNames(calls).filter((name) => name === 'ingest')).toHaveLength(1000);
  });
});
