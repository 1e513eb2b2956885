import { setImmediate } from 'node:timers/promises';

/** Node takes in one connection a round, at three millionths of a second each where nobody comes. */
const rounds = 256;

/**
 * Lets the process hear who else has come or gone, and its timers: work that waits for nothing but the embedded database
 * keeps it from both.
 */
export async function hearOthers(): Promise<void> {
  for (let round = 0; round < rounds; round++) await setImmediate();
}
