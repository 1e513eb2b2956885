import { join } from 'node:path';
import type { Starter, World } from '../../api/call.js';
import type { LentDatabase } from '../../api/lent-database.js';
import { openDiskStore } from '../../io/disk-store.js';
import type { SignedLinks } from './signed-links.js';

export interface LocalWorldOptions {
  readonly home: string;
  readonly lent: LentDatabase;
  readonly withEngine: World['withEngine'];
  readonly links: SignedLinks;
  readonly starter: Starter;
  /** The one dataset that may be asked about; all of the folder where none is named. */
  readonly dataset: string | undefined;
  complain(error: unknown): void;
}

/** A folder of results, for whoever calls. */
export function openLocalWorld({
  home,
  lent,
  withEngine,
  links,
  starter,
  dataset,
  complain,
}: LocalWorldOptions): World {
  return {
    store: openDiskStore(join(home, 'store')),
    withEngine,
    serves: (name) => dataset === undefined || name === dataset,
    ask: (work) => lent.use(work),
    link: async (key) => links.make({ method: 'GET', key }),
    ...{ starter, complain },
  };
}
