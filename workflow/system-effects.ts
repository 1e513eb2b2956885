import { setTimeout } from 'node:timers/promises';

/** Node's timers fire at once where the delay does not fit 31 bits of milliseconds. */
const longestWaitSeconds = 2_147_483;

/** The clock and the dice of this machine. */
export const systemEffects = {
  now: () => new Date(),
  async wait(seconds: number, signal: AbortSignal): Promise<void> {
    if (seconds > longestWaitSeconds) throw new RangeError(`cannot wait ${seconds} seconds on one machine`);
    // A signal of its own: many waits on one signal would look like a leak of listeners.
    await setTimeout(seconds * 1000, undefined, { signal: AbortSignal.any([signal]) });
  },
  random: Math.random,
};
