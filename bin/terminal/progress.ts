import type { WriteStream } from 'node:tty';

/**
 * What a run shows while it works: one line per finished step. On a terminal the line of the step that is under way
 * changes in place; elsewhere, as in a log, a step that takes longer than a second says so, and again from time to time.
 */
export interface Progress {
  /**
   * What goes on now, or what says it whenever the line is written; `isLong` where it is known beforehand that the step
   * takes a second or more.
   */
  now(step: string, note: string | (() => string), isLong?: boolean): void;
  finished(step: string, seconds: number, summary: string): void;
  close(): void;
}

const columns = { step: 10, seconds: 7 };
/** Where lines stay, so many milliseconds lie between two of a step. */
const betweenLines = 10_000;
const longStep = 1000;
const everyTick = 1000;

interface UnderWay {
  readonly step: string;
  readonly from: number;
  note: string | (() => string);
  /** When a line was last written of it; undefined before the first. */
  told: number | undefined;
}

/** @param clock milliseconds, rising */
export function showProgress(stream: WriteStream, clock: () => number = () => performance.now()): Progress {
  const isTerminal = stream.isTTY === true;
  const erase = () => isTerminal && stream.write('\r\x1b[2K');
  let current: UnderWay | undefined;

  const lineOf = ({ step, from, note }: UnderWay) => {
    const seconds = Math.floor((clock() - from) / 1000);
    const time = seconds > 0 ? `${seconds} s` : '';
    const text = typeof note === 'string' ? note : note();
    return `  ${step.padEnd(columns.step)}${time.padStart(columns.seconds)}  ${text}`;
  };
  const rewrite = () => {
    if (!current) return;
    erase();
    stream.write(lineOf(current).slice(0, (stream.columns ?? 80) - 1));
  };
  /** Where lines stay: not of what is over in a moment, and not of every item. */
  const tellWhenDue = (isLong: boolean) => {
    if (!current) return;
    const { from, told } = current;
    const isDue = told === undefined ? isLong || clock() - from >= longStep : clock() - told >= betweenLines;
    if (!isDue) return;
    current.told = clock();
    stream.write(`${lineOf(current).trimEnd()} …\n`);
  };
  const tick = () => (isTerminal ? rewrite() : tellWhenDue(false));
  // What waits for a database or for threads says nothing for a while: time goes on all the same.
  const timer = setInterval(tick, everyTick);
  timer.unref();

  return {
    now(step, note, isLong = false) {
      if (current?.step !== step) current = { step, from: clock(), note, told: undefined };
      current.note = note;
      if (isTerminal) rewrite();
      else tellWhenDue(isLong);
    },
    finished(step, seconds, summary) {
      current = undefined;
      erase();
      const time = `${seconds.toFixed(2)} s`.padStart(columns.seconds);
      stream.write(`  ${step.padEnd(columns.step)}${time}  ${summary}\n`);
    },
    close() {
      clearInterval(timer);
      current = undefined;
      erase();
    },
  };
}
