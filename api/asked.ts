import type { World } from './call.js';
import type { Standards } from './standards.js';
import type { Visible } from './visible-run.js';

/** A call that the contract has let through. */
export interface Asked {
  readonly world: World;
  readonly dataset: string;
  /** Of path, query and headers, by name; defaults of the contract included. */
  readonly parameters: Readonly<Record<string, string | undefined>>;
  /** Of JSON what it says, of other types the text; undefined where there is no body. */
  readonly body: unknown;
  readonly bytes: Uint8Array;
  /** @throws UserError `UnknownDataset` */
  visible(): Promise<Visible>;
  standards(runId: string): Promise<Standards>;
  /** One piece of heavy work after the other. @throws UserError `TooBusy` */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
}
