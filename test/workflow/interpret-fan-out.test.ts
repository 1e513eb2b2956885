import type { Call } from '../../workflow/visit.js';
import { errorNamed, interpretFake, task } from './interpret-fake.js';

const map = (fields: object, states: object = { work: task('f') }) => ({
  Type: 'Map',
  End: true,
  ItemProcessor: { StartAt: Object.keys(states)[0], States: states },
  ...fields,
});
const distributed = (fields: object) => {
  const state = map(fields);
  return { ...state, ItemProcessor: { ...state.ItemProcessor, ProcessorConfig: { Mode: 'DISTRIBUTED' } } };
};
const turns = async (count: number) => {
  for (let i = 0; i < count; i++) await Promise.resolve();
};

describe('Map', () => {
  test('keeps the order of the items whichever is done first', async () => {
    const invoke = async ({ payload }: Call) => {
      await turns(100 - (payload as number) * 20);
      return payload;
    };
    const { output, calls } = await interpretFake({ m: map({}) }, { input: [0, 1, 2, 3], invoke });
    expect(output).toEqual([0, 1, 2, 3]);
    expect(calls.map(({ item }) => item)).toEqual([0, 1, 2, 3].map((index) => ({ index, count: 4 })));
  });

  test.each([
    [1, 1],
    [3, 3],
    [0, 8],
    [undefined, 8],
  ])('MaxConcurrency %p: at most %d of 8 at once', async (MaxConcurrency, expected) => {
    let running = 0;
    let most = 0;
    const invoke = async () => {
      most = Math.max(most, ++running);
      await turns(50);
      running--;
    };
    const fields = MaxConcurrency === undefined ? {} : { MaxConcurrency };
    await interpretFake({ m: map(fields) }, { input: [1, 2, 3, 4, 5, 6, 7, 8], invoke });
    expect(most).toBe(expected);
  });

  test('ItemSelector shapes each item from the item, its index and the input of the state', async () => {
    const { calls } = await interpretFake(
      {
        m: map({
          Items: '{% $states.input.list %}',
          ItemSelector: {
            value: '{% $states.context.Map.Item.Value.v %}',
            index: '{% $states.context.Map.Item.Index %}',
            shop: '{% $states.input.shop %}',
          },
        }),
      },
      { input: { shop: 'S', list: [{ v: 'a' }, { v: 'b' }] } },
    );
    expect(calls.map(({ payload }) => payload)).toEqual([
      { value: 'a', index: 0, shop: 'S' },
      { value: 'b', index: 1, shop: 'S' },
    ]);
  });

  test('no items: an empty result and no call', async () => {
    const { output, calls } = await interpretFake({ m: map({}) }, { input: [] });
    expect(output).toEqual([]);
    expect(calls).toEqual([]);
  });

  test('an item that fails is the failure of the Map, and the others are told to stop', async () => {
    const Catch = [{ ErrorEquals: ['Broken'], Next: 'after', Output: '{% $states.errorOutput.Error %}' }];
    const invoke = ({ payload }: Call) => {
      if (payload === 1) throw errorNamed('Broken');
      return new Promise(() => {});
    };
    const states = { m: map({ Catch }), after: { Type: 'Pass', End: true } };
    const { output, calls } = await interpretFake(states, { input: [0, 1, 2], invoke });
    expect(output).toBe('Broken');
    expect(calls.map(({ signal }) => signal.aborted)).toEqual([true, true, true]);
  });

  test('retries within an item do not disturb the others', async () => {
    const Retry = [{ ErrorEquals: ['Busy'] }];
    const tries = [0, 0, 0];
    const invoke = ({ payload }: Call) => {
      if (payload === 1 && tries[1]!++ < 2) throw errorNamed('Busy');
      return payload;
    };
    const state = map({}, { work: task('f', { Retry, End: true }) });
    const { output, calls } = await interpretFake({ m: state }, { input: [0, 1, 2], invoke });
    expect(output).toEqual([0, 1, 2]);
    expect(calls).toHaveLength(5);
  });

  test('cancelling stops every item', async () => {
    const controller = new AbortController();
    const invoke = ({ payload }: Call) => {
      if (payload === 2) controller.abort(new Error('Ctrl-C'));
      return new Promise(() => {});
    };
    const { failure, calls } = await interpretFake(
      { m: map({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'm' }] }) },
      { input: [0, 1, 2], invoke, signal: controller.signal },
    );
    expect(failure).toEqual(new Error('Ctrl-C'));
    expect(calls.map(({ signal }) => signal.aborted)).toEqual([true, true, true]);
  });
});

describe('distributed Map', () => {
  const odd = ({ payload }: Call) => {
    if ((payload as number) % 2) throw errorNamed('Odd');
    return payload;
  };

  test('fails by its threshold: no failure is tolerated unless it says so', async () => {
    const { failure } = await interpretFake({ m: distributed({}) }, { input: [0, 1], invoke: odd });
    expect(failure).toMatchObject({ error: 'States.ExceedToleratedFailureThreshold' });
    expect(failure.cause).toMatchObject({ name: 'Odd' });
  });

  test.each([
    [{ ToleratedFailureCount: 2 }, true],
    [{ ToleratedFailureCount: 1 }, false],
    [{ ToleratedFailurePercentage: 40 }, true],
    [{ ToleratedFailurePercentage: 39 }, false],
    [{ ToleratedFailureCount: 2, ToleratedFailurePercentage: 39 }, false],
  ])('two of five failing with %p succeeds: %p', async (fields, succeeds) => {
    const state = distributed({ ...fields, Output: 'enough' });
    const { output } = await interpretFake({ m: state }, { input: [0, 1, 2, 3, 4], invoke: odd });
    expect(output).toBe(succeeds ? 'enough' : undefined);
  });
});

describe('Parallel', () => {
  const branch = (name: string) => ({ StartAt: name, States: { [name]: task(name) } });

  test('gives every branch the same input and keeps the order of the branches', async () => {
    const state = { Type: 'Parallel', Arguments: { x: 1 }, Branches: [branch('a'), branch('b')], End: true };
    const invoke = async ({ functionName }: Call) => {
      await turns(functionName === 'a' ? 50 : 0);
      return functionName;
    };
    const { output, calls } = await interpretFake({ p: state }, { invoke });
    expect(output).toEqual(['a', 'b']);
    expect(calls.map(({ payload }) => payload)).toEqual([{ x: 1 }, { x: 1 }]);
  });

  test('a Fail state in a branch is the failure of the state', async () => {
    const broken = { StartAt: 'no', States: { no: { Type: 'Fail', Error: 'No', Cause: 'not here' } } };
    const state = { Type: 'Parallel', Branches: [branch('a'), broken], End: true };
    const { failure } = await interpretFake({ p: state });
    expect(failure).toMatchObject({ error: 'No', message: 'not here' });
  });
});
