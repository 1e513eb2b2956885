import { eventDisplay } from '../../bin/terminal/show-events.js';
import type { LocalEvent } from '../../workflow/run-local.js';

/** The lines of finished steps: name, seconds, summary. */
function linesOf(events: readonly LocalEvent[]): [string, number, string][] {
  const lines: [string, number, string][] = [];
  const show = eventDisplay({
    now: () => {},
    finished: (...line) => lines.push(line),
    close: () => {},
  });
  events.forEach(show);
  return lines;
}

const at = (seconds: number) => new Date(Date.UTC(2024, 0, 1) + seconds * 1000);
const entered = (state: string, seconds: number, index?: number, count = 3): LocalEvent => ({
  ...{ type: 'entered', state, at: at(seconds) },
  ...(index !== undefined && { item: { index, count } }),
});
const exited = (state: string, seconds: number, summary: string, index?: number, count = 3): LocalEvent => ({
  ...{ type: 'exited', state, at: at(seconds), result: { Payload: { summary } } },
  ...(index !== undefined && { item: { index, count } }),
});

test('a step takes from its beginning to its end', () => {
  const events = [
    entered('plan', 1),
    exited('plan', 1.5, 'planned'),
    entered('clean', 2),
    exited('clean', 4, 'clean'),
  ];
  expect(linesOf(events)).toEqual([
    ['plan', 0.5, 'planned'],
    ['clean', 2, 'clean'],
  ]);
});

test('a step over many items takes from the beginning of the first to the end of the last, and is one line', () => {
  // Two at a time: 0 and 2 wait for nobody, 1 begins when 0 has ended. The longest single item takes 5 s.
  const events = [
    ...[entered('cluster', 10, 0), entered('cluster', 10, 2), exited('cluster', 14, 'first', 0)],
    ...[entered('cluster', 14, 1), exited('cluster', 15, 'third', 2), exited('cluster', 18.5, 'second', 1)],
  ];
  expect(linesOf(events)).toEqual([['cluster', 8.5, 'first; and 2 more']]);
  expect(linesOf(events.slice(0, -1))).toEqual([]);
});

test('a state that says nothing of itself has no line, and neither has failed', () => {
  const pass: LocalEvent = { type: 'exited', state: 'embedEach', at: at(3), result: [{ space: 'scaled' }] };
  expect(linesOf([entered('embedEach', 1), pass, entered('failed', 4), exited('failed', 5, 'told')])).toEqual(
    [],
  );
});

test('how much is done and how long it is likely to take is told as it goes on, and counts down', () => {
  let seconds = 0;
  const notes: [string, string, boolean | undefined][] = [];
  const show = eventDisplay(
    {
      now: (step, note, isLong) => notes.push([step, typeof note === 'string' ? note : note(), isLong]),
      finished: () => {},
      close: () => {},
    },
    0,
    () => at(seconds).getTime(),
  );
  show(entered('ingest', 0));
  // Lines are known once the files are read.
  const result = { Payload: { summary: 'read', kept: 541_909 } };
  show({ type: 'exited', state: 'ingest', at: at(1.3), result } as LocalEvent);
  seconds = 3;
  show(entered('study', 3, 0, 11));
  seconds = 4;
  show(exited('study', 4, 'first', 0, 11));
  show({ type: 'progress', state: 'study', item: { index: 1, count: 11 }, note: 'membership' });
  seconds = 60;
  show(exited('study', 60, 'second', 1, 11));
  expect(notes).toEqual([
    ['ingest', '', false],
    ['study', '0 of 11, about 5 seconds to go', true],
    ['study', '1 of 11, about 4 seconds to go', true],
    ['study', '1 of 11, membership, about 4 seconds to go', true],
    // Longer than expected: what comes after it is still to come.
    ['study', '2 of 11, membership, about 2 seconds to go', true],
  ]);
});
