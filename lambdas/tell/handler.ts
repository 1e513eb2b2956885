import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { ShopEvent } from '../../api/events/read-events.js';
import { bindStep } from '../../io/bind-step.js';
import type { BusEvent } from '../../io/event-bus/batch-events.js';
import { putEvents } from '../../io/event-bus/put-events.js';
import { openLambdaDatabase } from '../../io/lambda-database.js';
import { variable } from '../../io/lambda-io.js';
import { type TellInput, tellBy } from './tell.js';

/** By which rules of the bus know who speaks. */
const source = 'insiders';

const onBus = (event: ShopEvent): BusEvent => ({
  source,
  type: event.type,
  time: new Date(event.time),
  detail: JSON.stringify(event),
});

/** Sends to the bus `EVENT_BUS`, and of single customers where `EVENT_CUSTOMERS` says so. */
async function send(events: readonly ShopEvent[]): Promise<void> {
  const client = new EventBridgeClient({
    requestHandler: { connectionTimeout: 5_000, socketTimeout: 20_000 },
  });
  try {
    await putEvents(client, variable('EVENT_BUS'), events.map(onBus));
  } finally {
    client.destroy();
  }
}

export const handler = bindStep(
  'tell',
  (input: TellInput, io) =>
    tellBy({ withCustomers: variable('EVENT_CUSTOMERS') === 'true', send })(input, io),
  { openDatabase: openLambdaDatabase },
);
