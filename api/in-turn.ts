import { setImmediate } from 'node:timers/promises';
import { UserError } from '../core/user-error.js';

/** How long whoever asks waits for the turn: with the seconds that a page takes, an answer comes within five. */
const longestWaitSeconds = 3;

/**
 * Does one piece of work after the other. Who has gone away before the turn costs nothing.
 * @throws UserError `TooBusy` where the turn does not come in time
 */
export function createTurns(): <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work, signal) => {
    const askedAt = performance.now();
    const answer = last.then(async () => {
      // Work that waits for nothing but the embedded database keeps the process from hearing who else has come or gone.
      for (let look = 0; look < 3; look++) await setImmediate();
      signal.throwIfAborted();
      if (performance.now() - askedAt > 1000 * longestWaitSeconds) throw tooBusy();
      return work();
    });
    last = answer.catch(() => {});
    return answer;
  };
}

const tooBusy = () => new UserError('TooBusy', 'too many ask at once', { remedy: 'Ask again in a moment.' });
