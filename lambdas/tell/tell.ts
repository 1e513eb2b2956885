import { readEvents, type ShopEvent } from '../../api/events/read-events.js';
import type { Step } from '../../io/step-io.js';

export interface TellInput {
  readonly dataset: string;
  readonly runId: string;
}

export interface TellOutput extends TellInput {
  /** How many there were. */
  readonly events: number;
  readonly summary: string;
}

export interface Telling {
  /** Whether single customers are told of, or only the run. */
  readonly withCustomers: boolean;
  send(events: readonly ShopEvent[]): Promise<void>;
}

/** Tells other programs what a published run has changed. The same run gives the same events with the same ids. */
export const tellBy =
  ({ withCustomers, send }: Telling): Step<TellInput, TellOutput> =>
  async ({ dataset, runId }, io) => {
    const sources = { store: io.store, database: await io.database() };
    const events = await readEvents(sources, runId, { withCustomers });
    await send(events);
    return { dataset, runId, events: events.length, summary: summaryOf(events) };
  };

/**
 * On one machine: what there is to tell. Whom `insiders run --notify` names is told by the command, when page and lists
 * lie where they belong.
 */
export const tell = tellBy({ withCustomers: true, send: async () => {} });

/** `Run published, 3 Customer entered`, for example. */
function summaryOf(events: readonly ShopEvent[]): string {
  const types = [...new Set(events.map(({ type }) => type))];
  return types
    .map((type) => ({ type, count: events.filter((event) => event.type === type).length }))
    .map(({ type, count }) => (type === 'Run published' ? type : `${count} ${type}`))
    .join(', ');
}
