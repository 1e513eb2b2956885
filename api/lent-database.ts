import type { Database } from '../io/database.js';

/** A database that whoever asks borrows: held while it is used, and let go of when somebody else wants it. */
export interface LentDatabase {
  /** @throws UserError `FolderInUse` where somebody else has it */
  use<T>(work: (database: Database) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface Lender {
  open(): Promise<Database>;
  /** Whether somebody else waits for it. */
  isWanted(): Promise<boolean>;
}

const secondsBetweenLooks = 0.5;

export function lendDatabase({ open, isWanted }: Lender): LentDatabase {
  let opened: Promise<Database> | undefined;
  /** Done when nobody has it any more: whoever comes meanwhile waits, or those who come one after the other keep it for ever. */
  let closing: Promise<void> | undefined;
  let users = 0;
  let whenUnused = () => {};

  const letGo = async () => {
    if (users > 0) await new Promise<void>((resolve) => (whenUnused = resolve));
    const database = await opened?.catch(() => undefined);
    opened = undefined;
    await database?.close();
  };
  const close = (): Promise<void> => {
    closing ??= letGo().finally(() => {
      closing = undefined;
    });
    return closing;
  };
  const look = async () => {
    if (opened && !closing && (await isWanted())) await close();
  };
  const timer = setInterval(() => void look().catch(() => {}), 1000 * secondsBetweenLooks);

  return {
    async use(work) {
      while (closing) await closing.catch(() => {});
      users++;
      try {
        opened ??= open().catch((error) => {
          opened = undefined;
          throw error;
        });
        return await work(await opened);
      } finally {
        users--;
        if (users === 0) whenUnused();
      }
    },
    async close() {
      clearInterval(timer);
      await close();
    },
  };
}
