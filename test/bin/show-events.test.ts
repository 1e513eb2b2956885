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

test('how much is done and how long it is likely to take is told as it goes on', () => {
  const notes: unknown[][] = [];
  const show = eventDisplay({
    now: (...note) => notes.push(note),
    finished: () => {},
    close: () => {},
  });
  show(entered('ingest', 0));
  // Lines are known once the files are read.
  show({
    ...exited('ingest', 2, 'read'),
    result: { Payload: { summary: 'read', kept: 541_909 } },
  } as LocalEvent);
  show(entered('study', 3, 0, 11));
  show(exited('study', 4, 'first', 0, 11));
  show({ type: 'progress', state: 'study', item: { index: 1, count: 11 }, note: 'membership' });
  expect(notes[0]).toEqual(['ingest', '', false]);
  expect(notes.slice(1)).toEqual([
    ['study', expect.stringMatching(/^0 of 11, about \d+ seconds to go$/), true],
    ['study', expect.stringMatching(/^1 of 11, about \d+ seconds to go$/), true],
    ['study', expect.stringMatching(/^1 of 11, membership, about \d+ seconds to go$/), true],
  ]);
});
