import { interpretFake, task } from './interpret-fake.js';

const pass = (fields: object) => ({ Type: 'Pass', End: true, ...fields });

describe('Pass', () => {
  test('passes its input on where it has no Output', async () => {
    const { output } = await interpretFake({ a: pass({}) }, { input: { x: 1 } });
    expect(output).toEqual({ x: 1 });
  });

  test('Output is evaluated wherever {% %} stands and kept as it is elsewhere', async () => {
    const Output = { sum: '{% $states.input.x + 1 %}', list: [1, '{% $states.input.x %}'], text: '$states' };
    const { output } = await interpretFake({ a: pass({ Output }) }, { input: { x: 1 } });
    expect(output).toEqual({ sum: 2, list: [1, 1], text: '$states' });
  });

  test('an expression that gives nothing fails the execution', async () => {
    const { failure } = await interpretFake({ a: pass({ Output: '{% $states.input.missing %}' }) });
    expect(failure).toMatchObject({ name: 'ExecutionFailed', error: 'States.QueryEvaluationError' });
  });
});

describe('variables', () => {
  test('Assign and Output see the values from before the state', async () => {
    const { output } = await interpretFake({
      first: { Type: 'Pass', Assign: { x: 1, y: 10 }, Next: 'swap' },
      swap: { Type: 'Pass', Assign: { x: '{% $y %}', y: '{% $x %}' }, Output: '{% $x %}', Next: 'last' },
      last: pass({ Output: ['{% $states.input %}', '{% $x %}', '{% $y %}'] }),
    });
    expect(output).toEqual([1, 10, 1]);
  });

  test('a Map item reads outer variables and keeps its own to itself', async () => {
    const { output } = await interpretFake({
      start: { Type: 'Pass', Assign: { shop: 'S' }, Output: [1, 2], Next: 'each' },
      each: {
        Type: 'Map',
        End: true,
        ItemProcessor: {
          StartAt: 'mark',
          States: {
            mark: { Type: 'Pass', Assign: { own: '{% $shop & $states.input %}' }, Next: 'show' },
            show: pass({ Output: '{% $own %}' }),
          },
        },
      },
    });
    expect(output).toEqual(['S1', 'S2']);
  });

  test('the context names the execution and the state', async () => {
    const { output } = await interpretFake(
      {
        where: pass({
          Output: [
            '{% $states.context.Execution.Name %}',
            '{% $states.context.State.Name %}',
            '{% $states.context.Execution.Input.x %}',
            '{% $states.context.Execution.StartTime %}',
          ],
        }),
      },
      { input: { x: 7 } },
    );
    expect(output).toEqual(['test', 'where', 7, '2024-01-01T00:00:00.000Z']);
  });
});

describe('Task', () => {
  test('hands the payload to the function and reads the answer from Payload', async () => {
    const { output, calls } = await interpretFake(
      {
        a: task('double', { Output: { twice: '{% $states.result.Payload %}' }, End: true }),
      },
      { input: 4, invoke: ({ payload }) => (payload as number) * 2 },
    );
    expect(calls).toMatchObject([{ functionName: 'double', payload: 4, state: 'a' }]);
    expect(output).toEqual({ twice: 8 });
  });

  test('the answer crosses as JSON: a date becomes text, undefined is gone', async () => {
    const answer = { at: new Date(0), none: undefined };
    const { output } = await interpretFake({ a: task('f') }, { invoke: () => answer });
    expect(output).toEqual({ at: '1970-01-01T00:00:00.000Z' });
  });

  test('an answer later than TimeoutSeconds is States.Timeout, and the call is told to stop', async () => {
    const { failure, calls, seconds } = await interpretFake(
      { a: task('never', { TimeoutSeconds: 30, End: true }) },
      { invoke: () => new Promise(() => {}) },
    );
    expect(failure).toMatchObject({ error: 'States.Timeout' });
    expect(seconds).toBe(30);
    expect(calls[0]!.signal.aborted).toBe(true);
  });
});

describe('Choice', () => {
  const states = {
    size: {
      Type: 'Choice',
      Choices: [
        { Condition: '{% $states.input.n > 10 %}', Next: 'big', Output: 'more than ten' },
        { Condition: '{% $states.input.n > 5 %}', Next: 'big', Assign: { word: 'middling' } },
      ],
      Default: 'small',
      Assign: { word: 'small' },
      Output: 'by default',
    },
    big: pass({}),
    small: pass({ Output: '{% $states.input & " " & $word %}' }),
  };

  test.each([
    [11, 'more than ten'],
    [6, { n: 6 }],
    [5, 'by default small'],
  ])('takes the first rule that holds: n = %d', async (n, expected) => {
    const { output } = await interpretFake(states, { input: { n } });
    expect(output).toEqual(expected);
  });

  test('fails with States.NoChoiceMatched where nothing holds and there is no Default', async () => {
    const { failure } = await interpretFake({
      a: { Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'b' }] },
      b: pass({}),
    });
    expect(failure).toMatchObject({ error: 'States.NoChoiceMatched' });
  });
});

describe('Wait', () => {
  test('waits Seconds', async () => {
    const wait = { Type: 'Wait', Seconds: '{% $states.input.s %}', End: true };
    expect((await interpretFake({ wait }, { input: { s: 90 } })).seconds).toBe(90);
  });

  test('waits until Timestamp, and not at all once it is past', async () => {
    const until = (Timestamp: string) => interpretFake({ wait: { Type: 'Wait', Timestamp, End: true } });
    expect((await until('2024-01-01T00:01:00Z')).seconds).toBe(60);
    expect((await until('2023-01-01T00:00:00Z')).seconds).toBe(0);
  });
});

describe('Succeed and Fail', () => {
  test('Succeed ends the execution with its Output', async () => {
    const { output } = await interpretFake({ end: { Type: 'Succeed', Output: 'well' } });
    expect(output).toBe('well');
  });

  test('Fail ends it with its Error and Cause', async () => {
    const fail = { Type: 'Fail', Error: '{% $states.input.e %}', Cause: 'because' };
    const { failure } = await interpretFake({ fail }, { input: { e: 'Mine' } });
    expect(failure).toMatchObject({ name: 'ExecutionFailed', error: 'Mine', message: 'because' });
  });
});

describe('256 KiB', () => {
  // A JSON text of 262,144 bytes is 262,142 characters and two quotes.
  const full = 'x'.repeat(262_142);

  test('just fits', async () => {
    const { output } = await interpretFake({ a: pass({}) }, { input: full });
    expect(output === full).toBe(true);
  });

  test.each([
    ['input', { a: pass({}) }, `${full}x`],
    ['an output', { a: pass({ Output: '{% $states.input & "x" %}' }) }, full],
    ['variables', { a: pass({ Assign: { a: '{% $states.input %}' } }) }, full],
    [
      'a payload',
      { a: task('f', { Arguments: { FunctionName: 'f', Payload: '{% $states.input & "x" %}' } }) },
      full,
    ],
    ['bytes, not characters', { a: pass({}) }, 'é'.repeat(131_072)],
  ])('is the limit of %s', async (_, states, input) => {
    const { failure } = await interpretFake(withEnd(states), { input });
    expect(failure).toMatchObject({ error: 'States.DataLimitExceeded' });
  });

  test('is the limit of a result, which only its own name catches', async () => {
    const Catch = [
      { ErrorEquals: ['States.TaskFailed'], Next: 'wild' },
      { ErrorEquals: ['States.DataLimitExceeded'], Next: 'named' },
      { ErrorEquals: ['States.ALL'], Next: 'wild' },
    ];
    const { output } = await interpretFake(
      {
        a: task('f', { Catch, End: true }),
        wild: pass({ Output: 'wild' }),
        named: pass({ Output: 'named' }),
      },
      { invoke: () => `${full}x` },
    );
    expect(String(output).slice(0, 9)).toBe('named');
  });

  function withEnd(states: { a: object }) {
    return { a: { ...states.a, End: true } };
  }
});
