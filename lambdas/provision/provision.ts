/** What provisioning does to the world. */
export interface Provisioning {
  /** Sees to it that Metabase runs; where it does already nothing happens. */
  start(): Promise<void>;
  /** One try, which throws an error with the name that `metabase/` gives it. */
  push(): Promise<object>;
  readonly secondsLeft: () => number;
}

/**
 * Errors that more time may mend: Metabase is starting, or is still reading the database. A try that ran out of time
 * (`Sandbox.Timedout` is Lambda's name for it) has done a part, and the next one goes on from there.
 */
const passing = ['MetabaseUnreachable', 'MetabaseFails', 'SyncUnfinished', 'Sandbox.Timedout'];

/** As long as one try may take. */
export const tryLimitSeconds = 300;

/**
 * Puts the dashboards into Metabase, and an administrator where there is none: again and again while it may still be
 * starting. Outside its hours it is started for this; it is stopped with the next end of its hours.
 */
export async function provision({ start, push, secondsLeft }: Provisioning): Promise<object> {
  await start();
  for (;;) {
    try {
      return await push();
    } catch (error) {
      const isOver = secondsLeft() < tryLimitSeconds;
      if (isOver || !passing.includes((error as Error).name)) throw error;
    }
  }
}
