import { tmpdir } from 'node:os';
import type { Engine } from '../../io/engine.js';

/** Without a question for so long it is let go of. */
const idleSeconds = 60;

/**
 * One engine for whoever asks, kept open for a while: opening it takes longer than a question about a customer. For
 * questions only, since all share what is in it.
 */
export function keepEngine() {
  let opened: Promise<{ readonly engine: Engine; close(): void }> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const letGo = async () => {
    const before = opened;
    opened = undefined;
    (await before)?.close();
  };
  return {
    async withEngine<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
      clearTimeout(timer);
      opened ??= open();
      const { engine } = await opened;
      try {
        return await work(engine);
      } finally {
        clearTimeout(timer);
        timer = setTimeout(() => void letGo(), 1000 * idleSeconds).unref();
      }
    },
    async close() {
      clearTimeout(timer);
      await letGo();
    },
  };
}

/** The engine lives as long as its work does, which here ends when it is told to. */
async function open(): Promise<{ readonly engine: Engine; close(): void }> {
  const { withDuckdb } = await import('../../io/duckdb-engine.js');
  return new Promise((resolve, reject) => {
    withDuckdb((engine) => new Promise<void>((close) => resolve({ engine, close })), {
      tempRoot: tmpdir(),
    }).catch(reject);
  });
}
