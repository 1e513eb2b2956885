import type { SQSRecord } from 'aws-lambda';
import { type StarterIo, startRuns } from '../../../lambdas/start/start-runs.js';

/** What is in a queue whose messages stay until the starter is done with them. */
export interface Queue {
  /** Tells of an object as EventBridge does. */
  tellOf(key: string, size?: number): void;
  send(body: object): void;
  readonly length: number;
  /** Hands everything in it to the starter, in the order that `sorted` gives. */
  deliver(io: StarterIo, sorted?: (records: SQSRecord[]) => SQSRecord[]): Promise<void>;
}

export function createQueue(now: () => Date): Queue {
  let waiting: SQSRecord[] = [];
  let sent = 0;
  const send = (body: object) => {
    const attributes = { SentTimestamp: `${now().getTime()}` };
    waiting.push({ messageId: `message-${sent++}`, body: JSON.stringify(body), attributes } as SQSRecord);
  };
  return {
    send,
    tellOf: (key, size = 10) =>
      send({ source: 'aws.s3', 'detail-type': 'Object Created', detail: { object: { key, size } } }),
    get length() {
      return waiting.length;
    },
    async deliver(io, sorted = (records) => records) {
      const { batchItemFailures } = await startRuns(sorted([...waiting]), io);
      const kept = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      waiting = waiting.filter(({ messageId }) => kept.has(messageId));
    },
  };
}
