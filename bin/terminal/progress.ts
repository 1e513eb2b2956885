import type { WriteStream } from 'node:tty';

/** What a run shows while it works: one line per finished step, and one that changes in place on a terminal. */
export interface Progress {
  /** The line that changes: what goes on now. Not shown where the output is no terminal. */
  now(step: string, note: string): void;
  finished(step: string, seconds: number, summary: string): void;
  close(): void;
}

const columns = { step: 10, seconds: 7 };

export function showProgress(stream: WriteStream): Progress {
  const isTerminal = stream.isTTY === true;
  const erase = () => isTerminal && stream.write('\r\x1b[2K');
  return {
    now(step, note) {
      if (!isTerminal) return;
      const line = `  ${step.padEnd(columns.step)}${''.padStart(columns.seconds)}  ${note}`;
      erase();
      stream.write(line.slice(0, (stream.columns ?? 80) - 1));
    },
    finished(step, seconds, summary) {
      erase();
      const time = `${seconds.toFixed(2)} s`.padStart(columns.seconds);
      stream.write(`  ${step.padEnd(columns.step)}${time}  ${summary}\n`);
    },
    close() {
      erase();
    },
  };
}
