import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { stepsOf } from '../../io/execution-steps.js';

/** An event at a second; of its details only what is read. */
const event = (id: number, previousEventId: number, second: number, type: string, details: object = {}) =>
  ({ id, previousEventId, timestamp: new Date(second * 1000), type, ...details }) as HistoryEvent;
const entered = (name: string) => ({ stateEnteredEventDetails: { name } });
const answered = (summary: string) => ({
  taskSucceededEventDetails: { output: JSON.stringify({ Payload: { summary } }) },
});

/** A step alone, then two items side by side of which one fails first, as Step Functions writes it down. */
const history = [
  event(1, 0, 0, 'ExecutionStarted'),
  event(2, 0, 0, 'TaskStateEntered', entered('plan')),
  event(3, 2, 0, 'TaskScheduled'),
  event(4, 3, 1, 'TaskStarted'),
  event(5, 4, 3, 'TaskSucceeded', answered('planned')),
  event(6, 5, 3, 'TaskStateExited'),
  event(7, 6, 3, 'MapStateEntered', entered('files')),
  event(8, 7, 3, 'MapStateStarted', { mapStateStartedEventDetails: { length: 2 } }),
  event(9, 8, 3, 'MapIterationStarted'),
  event(10, 9, 3, 'TaskStateEntered', entered('ingest')),
  event(11, 8, 3, 'MapIterationStarted'),
  event(12, 11, 4, 'TaskStateEntered', entered('ingest')),
  event(13, 10, 4, 'TaskScheduled'),
  event(14, 12, 4, 'TaskScheduled'),
  event(15, 13, 4, 'TaskStarted'),
  event(16, 14, 4, 'TaskStarted'),
  event(17, 15, 6, 'TaskFailed', { taskFailedEventDetails: { error: 'Lambda.ServiceException' } }),
  event(18, 16, 9, 'TaskSucceeded', answered('b')),
  event(19, 18, 9, 'TaskStateExited'),
  event(20, 17, 8, 'TaskScheduled'),
  event(21, 20, 8, 'TaskStarted'),
];

test('a step alone has the seconds of its call, and what it says of itself', () => {
  expect(stepsOf(history).steps[0]).toEqual({
    name: 'plan',
    startedAt: new Date(0),
    stoppedAt: new Date(3000),
    items: 1,
    done: 1,
    calls: 1,
    callSeconds: 2,
    errors: [],
    summaries: ['planned'],
  });
});

test('items side by side are one step: two calls of 2 and 5 s are answered, one item is done', () => {
  expect(stepsOf(history).steps[1]).toMatchObject({
    name: 'ingest',
    startedAt: new Date(3000),
    stoppedAt: null,
    items: 2,
    done: 1,
    calls: 2,
    callSeconds: 7,
    errors: ['Lambda.ServiceException'],
    summaries: ['b'],
  });
});

test('transitions are entries into states and retries: plan, files, twice ingest, once again', () => {
  expect(stepsOf(history).transitions).toBe(5);
});

test('a step after a Map is alone again', () => {
  const after = [
    event(22, 21, 10, 'TaskSucceeded', answered('a')),
    event(23, 22, 10, 'TaskStateExited'),
    event(24, 23, 10, 'MapStateExited'),
    event(25, 24, 10, 'TaskStateEntered', entered('clean')),
  ];
  const { steps } = stepsOf([...history, ...after]);
  expect(steps.map(({ name, items, done }) => [name, items, done])).toEqual([
    ['plan', 1, 1],
    ['ingest', 2, 2],
    ['clean', 1, 0],
  ]);
  expect(steps[1]!.stoppedAt).toEqual(new Date(10_000));
});
