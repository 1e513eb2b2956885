import { tryAgain, type Wait } from './try-again.js';

/** Both are answered before the statement is looked at, so that repeating it is safe. */
const notStarted = new Set(['DatabaseResumingException', 'ThrottlingException']);

/** 1 + 2 + 4 + 8 + 16 + 30 + 30 = 91 s: a database that was paused for more than a day takes over 30 s to resume. */
const delaysSeconds = [1, 2, 4, 8, 16, 30, 30];

/**
 * Calls the Data API again while the database wakes up or calls are throttled.
 * @param mayRepeat whether the call may run twice, so that a failure of service or network is no end either
 * @param mostTries of which the first is one
 */
export const retrying = <T>(
  call: () => Promise<T>,
  wait: Wait,
  mayRepeat = false,
  mostTries = delaysSeconds.length + 1,
): Promise<T> =>
  tryAgain(call, {
    delaysSeconds: delaysSeconds.slice(0, mostTries - 1),
    wait,
    mayPass: ({ name, $fault }) => notStarted.has(name) || (mayRepeat && $fault !== 'client'),
  });
