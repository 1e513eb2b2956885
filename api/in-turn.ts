import { UserError } from '../core/errors/user-error.js';
import { hearOthers } from './hear-others.js';

/** How long whoever asks waits for the turn: with the second or two that a page takes, an answer comes within five. */
const longestWaitSeconds = 2.5;

/**
 * Does one piece of work after the other. Who has gone away before the turn costs nothing.
 * @throws UserError `TooBusy` where the turn does not come in time, as soon as that is so
 */
export function createTurns(): <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>, signal: AbortSignal) =>
    new Promise<T>((resolve, reject) => {
      let isWaiting = true;
      const stopWaiting = () => {
        isWaiting = false;
        clearTimeout(timer);
      };
      const timer = setTimeout(() => {
        stopWaiting();
        reject(tooBusy());
      }, 1000 * longestWaitSeconds);
      const turn = async () => {
        if (!isWaiting) return;
        await hearOthers();
        if (!isWaiting) return;
        stopWaiting();
        signal.throwIfAborted();
        resolve(await work());
      };
      last = last.then(turn).catch(reject);
    });
}

const tooBusy = () => new UserError('TooBusy', 'too many ask at once', { remedy: 'Ask again in a moment.' });
