import { setTimeout } from 'node:timers/promises';

/** How long to wait for something, and how often to look. */
export interface Patience {
  readonly waitSeconds: number;
  readonly pauseSeconds: number;
}

/** Looks again and again until there is something, at least twice; undefined when the time is over. */
export async function waitUntil<T>(
  look: () => Promise<T | undefined>,
  { waitSeconds, pauseSeconds }: Patience,
): Promise<T | undefined> {
  const end = performance.now() + waitSeconds * 1000;
  for (let isLast = false; ; isLast = performance.now() >= end) {
    const found = await look();
    if (found !== undefined || isLast) return found;
    await setTimeout(pauseSeconds * 1000);
  }
}
