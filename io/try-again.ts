export type Wait = (seconds: number) => Promise<void>;

export interface Tries {
  /** What is waited before each further try. */
  readonly delaysSeconds: readonly number[];
  readonly wait: Wait;
  /** Whether what failed may go well the next time. */
  readonly mayPass: (error: Error & { readonly $fault?: string }) => boolean;
}

/** Calls again while it fails with what may pass. */
export async function tryAgain<T>(
  call: () => Promise<T>,
  { delaysSeconds, wait, mayPass }: Tries,
): Promise<T> {
  for (const delay of delaysSeconds) {
    try {
      return await call();
    } catch (error) {
      if (!mayPass(error as Error)) throw error;
      await wait(delay);
    }
  }
  return call();
}
