import type { Database } from '../../io/database.js';

/** A database that whoever looks at pages borrows: held while it is used, and let go of when somebody else wants it. */
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
  let closing: Promise<void> = Promise.resolve();
  let users = 0;

  const letGo = async () => {
    const database = opened;
    opened = undefined;
    closing = Promise.resolve(database).then(
      (open) => open?.close(),
      () => {},
    );
    await closing;
  };
  const look = async () => {
    if (opened && users === 0 && (await isWanted()) && users === 0) await letGo();
  };
  const timer = setInterval(() => void look().catch(() => {}), 1000 * secondsBetweenLooks);

  return {
    async use(work) {
      users++;
      try {
        await closing;
        opened ??= open().catch((error) => {
          opened = undefined;
          throw error;
        });
        return await work(await opened);
      } finally {
        users--;
      }
    },
    async close() {
      clearInterval(timer);
      await letGo();
    },
  };
}
