/** A bucket of calls that fills up steadily: so many at once, so many a second for long. */
export function limitRate(callsASecond: number, now: () => number = () => performance.now() / 1000) {
  const most = 2 * callsASecond;
  let left = most;
  let lookedAt = now();
  /** Takes a call out. @returns seconds to wait where there is none; 0 where there was one */
  return (): number => {
    const time = now();
    left = Math.min(most, left + (time - lookedAt) * callsASecond);
    lookedAt = time;
    if (left < 1) return (1 - left) / callsASecond;
    left -= 1;
    return 0;
  };
}
