import { setTimeout } from 'node:timers/promises';
import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { type BusEvent, batchEvents, mostBytes, sizeOf } from './batch-events.js';

export interface PutOptions {
  /** Before each try but the first, in seconds. */
  readonly delaysSeconds?: readonly number[];
}

/** A quarter of a minute together. */
const usualDelaysSeconds = [0.2, 0.5, 1, 2, 4, 8];

/** Why an entry was not taken that may well be taken a little later. */
const passing = new Set([
  'ThrottlingException',
  'InternalFailure',
  'InternalException',
  'ServiceUnavailable',
]);

interface NotTaken {
  readonly event: BusEvent;
  readonly code: string;
  readonly message: string;
}

/**
 * Puts events on a bus, each entry that was not taken again where that may help. At least once: what was taken although
 * the answer was lost comes twice. One that is refused keeps none of the others from being put.
 * @throws Error `ServiceTrouble` where EventBridge takes too few in this time, `EventsRefused` where it takes some never
 */
export async function putEvents(
  client: EventBridgeClient,
  bus: string,
  events: readonly BusEvent[],
  { delaysSeconds = usualDelaysSeconds }: PutOptions = {},
): Promise<void> {
  const lost: NotTaken[] = [];
  for (const batch of batchEvents(events)) {
    if (batch.length === 1 && sizeOf(batch[0]!) >= mostBytes) {
      lost.push({ event: batch[0]!, code: 'TooLarge', message: `it has ${sizeOf(batch[0]!)} bytes` });
    } else lost.push(...(await putBatch(client, bus, batch, delaysSeconds)));
  }
  const [first] = lost;
  if (!first) return;
  const isPassing = lost.every(({ code }) => passing.has(code));
  const message = `${lost.length} of ${events.length} events were not taken, the first, of type ${first.event.type}: ${first.code}: ${first.message}`;
  throw Object.assign(new Error(message), { name: isPassing ? 'ServiceTrouble' : 'EventsRefused' });
}

/** @returns what was not taken in the end */
async function putBatch(
  client: EventBridgeClient,
  bus: string,
  batch: readonly BusEvent[],
  delaysSeconds: readonly number[],
): Promise<NotTaken[]> {
  const refused: NotTaken[] = [];
  let left = batch;
  for (const delay of [...delaysSeconds, undefined]) {
    const { Entries = [] } = await client.send(
      new PutEventsCommand({ Entries: left.map((event) => entryOf(bus, event)) }),
    );
    const notTaken = left.flatMap((event, i): NotTaken[] => {
      const { ErrorCode: code, ErrorMessage: message = '' } = Entries[i]!;
      return code ? [{ event, code, message }] : [];
    });
    refused.push(...notTaken.filter(({ code }) => !passing.has(code)));
    const mayPass = notTaken.filter(({ code }) => passing.has(code));
    if (mayPass.length === 0) return refused;
    if (delay === undefined) return [...refused, ...mayPass];
    left = mayPass.map(({ event }) => event);
    await setTimeout(1000 * delay);
  }
  return refused;
}

const entryOf = (bus: string, { source, type, time, detail }: BusEvent): PutEventsRequestEntry => ({
  EventBusName: bus,
  Source: source,
  DetailType: type,
  Time: time,
  Detail: detail,
});
