/**
 * A clock that stands still until nothing else happens, then jumps to the next moment somebody waits for:
 * tests of minutes of retries take no time.
 */
export function createFakeClock(start = Date.UTC(2024, 0, 1)) {
  let now = start;
  const sleepers = new Set<{ until: number; wake: () => void }>();
  const waits: number[] = [];

  const jump = () => {
    const [first] = [...sleepers].sort((a, b) => a.until - b.until);
    if (!first) return;
    now = Math.max(now, first.until);
    first.wake();
    setImmediate(jump);
  };

  return {
    /** Every wait that was asked for, in seconds. */
    waits,
    now: () => new Date(now),
    wait(seconds: number, signal: AbortSignal): Promise<void> {
      waits.push(seconds);
      return new Promise((resolve, reject) => {
        const sleeper = { until: now + seconds * 1000, wake: () => end(resolve) };
        const abort = () => end(() => reject(signal.reason));
        const end = (settle: () => void) => {
          sleepers.delete(sleeper);
          signal.removeEventListener('abort', abort);
          settle();
        };
        signal.addEventListener('abort', abort);
        sleepers.add(sleeper);
        setImmediate(jump);
      });
    },
  };
}
