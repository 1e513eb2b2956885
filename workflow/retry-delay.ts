import type { Random } from '../core/random/random.js';
import type { Retrier } from './states-language.js';

/**
 * Seconds to wait before a retry, `retry` counting from 1. Full jitter draws from 0 to the delay.
 * Defaults are those of the language: 1 second, doubled every time.
 */
export function retryDelaySeconds(
  { IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds = Infinity, JitterStrategy = 'NONE' }: Retrier,
  retry: number,
  random: Random,
): number {
  const delay = Math.min(IntervalSeconds * BackoffRate ** (retry - 1), MaxDelaySeconds);
  return JitterStrategy === 'FULL' ? delay * random() : delay;
}
