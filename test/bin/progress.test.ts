import type { WriteStream } from 'node:tty';
import { type Progress, showProgress } from '../../bin/terminal/progress.js';

let written = '';
let progress: Progress;

/** @param columns of a terminal; without them the output is a pipe */
function open(columns?: number): void {
  written = '';
  const write = (text: string) => {
    written += text;
    return true;
  };
  const stream = { write, ...(columns !== undefined && { isTTY: true, columns }) };
  progress = showProgress(stream as unknown as WriteStream, Date.now);
}

beforeEach(() => {
  jest.useFakeTimers({ now: 0 });
});
afterEach(() => {
  progress.close();
  jest.useRealTimers();
});

describe('where lines stay', () => {
  test('a step that is over within a second is one line', () => {
    open();
    progress.now('plan', '');
    jest.advanceTimersByTime(900);
    progress.finished('plan', 0.9, 'planned');
    expect(written).toBe('  plan       0.90 s  planned\n');
  });

  test('a step that takes longer says so after a second, and again every ten, though it says nothing itself', () => {
    open();
    progress.now('load', 'about 40 seconds to go');
    jest.advanceTimersByTime(25_000);
    expect(written.split('\n')).toEqual([
      '  load          1 s  about 40 seconds to go …',
      '  load         11 s  about 40 seconds to go …',
      '  load         21 s  about 40 seconds to go …',
      '',
    ]);
  });

  test('a step that is known to be long says so before it begins: it may keep the thread to itself', () => {
    open();
    progress.now('choose', 'about 3 seconds to go', true);
    expect(written).toBe('  choose             about 3 seconds to go …\n');
  });

  test('of many notes of a step that keeps the thread to itself those that are due are written', () => {
    open();
    for (let i = 1; i <= 40; i++) {
      progress.now('choose', `resample ${i}`);
      jest.setSystemTime(i * 500);
    }
    expect(written.split('\n')).toEqual([
      '  choose        1 s  resample 3 …',
      '  choose       11 s  resample 23 …',
      '',
    ]);
  });
});

test('on a terminal one line changes, no wider than the window, with the seconds that have passed', () => {
  open(40);
  progress.now('embed', '1 of 4, about 5 seconds to go, and so on');
  jest.advanceTimersByTime(2000);
  const lines = written.split('\r\x1b[2K').filter(Boolean);
  expect(lines.at(-1)).toBe('  embed         2 s  1 of 4, about 5 se');
  expect(lines.every((line) => line.length < 40 && !line.includes('\n'))).toBe(true);
});
