import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { datasetOf } from '../../core/runs/keys.js';
import { isUpload } from '../../core/uploads/is-upload.js';
import type { ObjectStore } from '../../io/object-store.js';
import { type StartIo, startDataset } from './start-dataset.js';

export interface StarterIo extends StartIo {
  log(fields: object): void;
}

/** A dropped object as EventBridge tells of it; or a dataset by name; or, from the schedule, neither: every dataset. */
interface Message {
  readonly detail?: { readonly object: { readonly key: string; readonly size: number } };
  readonly dataset?: string;
}

/** How long a message waits for quiet: somebody who drops a file every minute gets runs, too. */
const patienceSeconds = 900;

/**
 * Starts what the messages ask for. Those of a dataset that has to wait stay in the queue.
 * @throws the first error, once every dataset has had its turn
 */
export async function startRuns(records: readonly SQSRecord[], io: StarterIo): Promise<SQSBatchResponse> {
  const waiting: SQSRecord[] = [];
  const errors: unknown[] = [];
  for (const [dataset, messages] of await messagesByDataset(records, io)) {
    try {
      const outcome = await startDataset(dataset, isUrgent(messages, io), io);
      io.log({ level: 'INFO', dataset, messages: messages.length, outcome });
      if (outcome === 'waits') waiting.push(...messages);
    } catch (error) {
      const { name, message, stack } = error as Error;
      io.log({ level: 'ERROR', dataset, error: name, message, stack });
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
  const ids = new Set(waiting.map(({ messageId }) => messageId));
  return { batchItemFailures: [...ids].map((itemIdentifier) => ({ itemIdentifier })) };
}

async function messagesByDataset(
  records: readonly SQSRecord[],
  { store, log }: StarterIo,
): Promise<Map<string, SQSRecord[]>> {
  const byDataset = new Map<string, SQSRecord[]>();
  for (const record of records) {
    const datasets = await datasetsOf(JSON.parse(record.body), store);
    if (datasets.length === 0) log({ level: 'WARN', note: 'in no dataset', message: record.body });
    for (const dataset of datasets) byDataset.set(dataset, [...(byDataset.get(dataset) ?? []), record]);
  }
  return byDataset;
}

async function datasetsOf({ detail, dataset }: Message, store: ObjectStore): Promise<string[]> {
  if (dataset) return [dataset];
  const objects = detail ? [detail.object] : await store.list('uploads/');
  const datasets = objects.filter(isUpload).map(({ key }) => datasetOf(key));
  return [...new Set(datasets.filter((name) => name !== null))];
}

const isUrgent = (messages: readonly SQSRecord[], { now }: StarterIo) =>
  messages.some(
    ({ attributes }) => now.getTime() - Number(attributes.SentTimestamp) > patienceSeconds * 1000,
  );
