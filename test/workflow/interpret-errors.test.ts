import { matchesError } from '../../workflow/state-error.js';
import { errorNamed, interpretFake, task } from './interpret-fake.js';

const busy = {
  ErrorEquals: ['Busy'],
  IntervalSeconds: 2,
  BackoffRate: 3,
  MaxAttempts: 4,
  MaxDelaySeconds: 20,
};
const pass = (Output: unknown) => ({ Type: 'Pass', Output, End: true });

describe('Retry', () => {
  const failing = (times: number, name = 'Busy') => {
    let left = times;
    return () => {
      if (left-- > 0) throw errorNamed(name);
      return 'done';
    };
  };
  const delays = ({ events }: Awaited<ReturnType<typeof interpretFake>>) =>
    events.flatMap((event) => (event.type === 'retrying' ? [event.delaySeconds] : []));

  test('waits interval x rate^(n - 1), never longer than MaxDelaySeconds', async () => {
    const run = await interpretFake({ a: task('f', { Retry: [busy], End: true }) }, { invoke: failing(4) });
    // 2, 2 x 3, 2 x 9, and 2 x 27 = 54 cut to 20.
    expect(delays(run)).toEqual([2, 6, 18, 20]);
    expect(run).toMatchObject({ output: 'done', seconds: 46 });
  });

  test('full jitter draws from 0 to the delay', async () => {
    const Retry = [{ ...busy, JitterStrategy: 'FULL' }];
    const options = { invoke: failing(4), random: () => 0.25 };
    expect(delays(await interpretFake({ a: task('f', { Retry, End: true }) }, options))).toEqual([
      0.5, 1.5, 4.5, 5,
    ]);
  });

  test('the defaults are three retries after 1, 2 and 4 seconds', async () => {
    const Retry = [{ ErrorEquals: ['States.ALL'] }];
    const run = await interpretFake({ a: task('f', { Retry, End: true }) }, { invoke: failing(4) });
    expect(delays(run)).toEqual([1, 2, 4]);
    expect(run.failure).toMatchObject({ error: 'Busy' });
    expect(run.calls).toHaveLength(4);
  });

  test('an error that no retrier names is not retried, and 0 attempts means never', async () => {
    const other = await interpretFake(
      { a: task('f', { Retry: [busy], End: true }) },
      { invoke: failing(1, 'busy') },
    );
    expect(other.calls).toHaveLength(1);
    const Retry = [{ ErrorEquals: ['Busy'], MaxAttempts: 0 }, { ErrorEquals: ['States.ALL'] }];
    const never = await interpretFake({ a: task('f', { Retry, End: true }) }, { invoke: failing(1) });
    expect(never.calls).toHaveLength(1);
  });

  test('each retrier counts its own errors', async () => {
    const Retry = [
      { ErrorEquals: ['Busy'], MaxAttempts: 1 },
      { ErrorEquals: ['Asleep'], MaxAttempts: 1, IntervalSeconds: 7 },
    ];
    const errors = ['Busy', 'Asleep'];
    const invoke = () => {
      const name = errors.shift();
      if (name) throw errorNamed(name);
      return 'done';
    };
    const run = await interpretFake({ a: task('f', { Retry, End: true }) }, { invoke });
    expect(delays(run)).toEqual([1, 7]);
    expect(run.output).toBe('done');
  });
});

describe('Catch', () => {
  const caught = (fields: object) => ({ Catch: [{ Next: 'mended', ...fields }], End: true });
  const mended = { Type: 'Pass', End: true };
  const invoke = () => {
    throw errorNamed('Broken', 'in two');
  };

  test('the first catcher that matches takes the error, as Lambda reports it', async () => {
    const Catch = [
      { ErrorEquals: ['Other'], Next: 'other' },
      { ErrorEquals: ['Another', 'Broken'], Next: 'mended' },
      { ErrorEquals: ['States.ALL'], Next: 'other' },
    ];
    const states = { a: task('f', { Catch, End: true }), mended, other: pass('other') };
    const { output } = await interpretFake(states, { invoke });
    const { Error: error, Cause } = output as { Error: string; Cause: string };
    expect(error).toBe('Broken');
    expect(JSON.parse(Cause)).toEqual({ errorType: 'Broken', errorMessage: 'in two', trace: [] });
  });

  test("the catcher's Output and Assign are used, the state's are not", async () => {
    const { output } = await interpretFake(
      {
        a: task('f', {
          Assign: { x: 'from the state' },
          ...caught({
            ErrorEquals: ['States.ALL'],
            Assign: { x: 'from the catcher' },
            Output: '{% $states.errorOutput.Error %}',
          }),
        }),
        mended: pass(['{% $states.input %}', '{% $x %}']),
      },
      { invoke },
    );
    expect(output).toEqual(['Broken', 'from the catcher']);
  });

  test('an expression that fails after the work is caught too', async () => {
    const states = {
      a: task('f', {
        ...caught({ ErrorEquals: ['States.QueryEvaluationError'] }),
        Output: '{% $states.result.Payload.no %}',
      }),
      mended: pass('mended'),
    };
    expect((await interpretFake(states, { invoke: () => ({}) })).output).toBe('mended');
  });

  test('the failure of an execution keeps the error that was thrown, through a Fail state', async () => {
    const thrown = errorNamed('Broken');
    const { failure } = await interpretFake(
      {
        a: task('f', caught({ ErrorEquals: ['States.ALL'] })),
        mended: { Type: 'Fail', Error: '{% $states.input.Error %}', Cause: '{% $states.input.Cause %}' },
      },
      {
        invoke: () => {
          throw thrown;
        },
      },
    );
    expect(failure).toMatchObject({ error: 'Broken' });
    expect(failure.cause).toBe(thrown);
  });

  test.each([
    ['States.ALL', 'Any', true],
    ['States.ALL', 'States.Timeout', true],
    ['States.ALL', 'States.DataLimitExceeded', false],
    ['States.ALL', 'States.Runtime', false],
    ['States.Runtime', 'States.Runtime', false],
    ['States.TaskFailed', 'Any', true],
    ['States.TaskFailed', 'States.Timeout', false],
    ['States.DataLimitExceeded', 'States.DataLimitExceeded', true],
    ['any', 'Any', false],
  ])('%s against %s: %s', (pattern, error, expected) => {
    expect(matchesError([pattern], error)).toBe(expected);
  });
});

describe('cancelling', () => {
  test('stops at once while a Task works, a retry waits or a Wait waits', async () => {
    const states = [
      task('never'),
      task('busy', { Retry: [busy], End: true }),
      { Type: 'Wait', Seconds: 100, End: true },
    ];
    for (const state of states) {
      const controller = new AbortController();
      const invoke = ({ functionName }: { functionName: string }) => {
        if (functionName === 'busy') throw errorNamed('Busy');
        return new Promise(() => {});
      };
      const running = interpretFake({ a: state }, { invoke, signal: controller.signal });
      controller.abort(new Error('Ctrl-C'));
      const { failure } = await running;
      expect(failure).toEqual(new Error('Ctrl-C'));
    }
  });

  test('no Catch takes it', async () => {
    const controller = new AbortController();
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'b' }];
    const { failure, events } = await interpretFake(
      { a: task('f', { Catch, End: true }), b: pass('caught') },
      {
        signal: controller.signal,
        invoke: () => {
          controller.abort(new Error('Ctrl-C'));
          return new Promise(() => {});
        },
      },
    );
    expect(failure).toEqual(new Error('Ctrl-C'));
    expect(events.map(({ type }) => type)).toEqual(['entered']);
  });
});
