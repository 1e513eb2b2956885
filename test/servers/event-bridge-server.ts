import { callerOf, type FaultHook, type ServerRequest, startServer } from './http-server.js';

export interface Entry {
  readonly EventBusName?: string;
  readonly Source?: string;
  readonly DetailType?: string;
  readonly Detail?: string;
  /** Seconds since 1970. */
  readonly Time?: number;
  readonly Resources?: readonly string[];
}

export interface EventBridgeServer {
  readonly url: string;
  /** What was taken, in order. */
  readonly taken: Entry[];
  /** Who called, and with how many entries. */
  readonly calls: { readonly caller: string; readonly entries: number }[];
  faults: FaultHook | undefined;
  /** An error for a single entry of a call that is otherwise taken; asked with the count of entries so far. */
  entryFaults: ((entry: Entry, count: number) => string | undefined) | undefined;
  close(): Promise<void>;
}

/** "Calculating PutEvents event entry size" of the user guide. */
const sizeOf = ({ Time, Source, DetailType, Detail, Resources = [] }: Entry): number =>
  (Time === undefined ? 0 : 14) +
  [Source, DetailType, Detail, ...Resources].reduce((bytes, text = '') => bytes + Buffer.byteLength(text), 0);

/**
 * The part of EventBridge that this project uses: PutEvents on one bus, with its limits: one to ten entries, together
 * below 256 KB, and for each entry an answer of its own.
 * @see Amazon EventBridge API reference, PutEvents and PutEventsRequestEntry
 */
export async function startEventBridgeServer(bus: string): Promise<EventBridgeServer> {
  const taken: Entry[] = [];
  const calls: EventBridgeServer['calls'] = [];
  let count = 0;
  const codeOf = (entry: Entry): string | undefined => {
    if (!entry.Source || entry.Source.length > 256) return 'InvalidArgument';
    if (entry.Source.startsWith('aws.')) return 'NotAuthorizedForSourceException';
    if (!entry.DetailType || entry.DetailType.length > 128) return 'InvalidArgument';
    if (!isObject(entry.Detail)) return 'MalformedDetail';
    return server.entryFaults?.(entry, count++);
  };
  const putEvents = (request: ServerRequest) => {
    const caller = callerOf(request);
    if (!caller) return refusal(403, 'MissingAuthenticationToken');
    if (request.headers['x-amz-target'] !== 'AWSEvents.PutEvents') return refusal(400, 'UnknownOperation');
    const { Entries: entries } = JSON.parse(request.body.toString()) as { Entries: Entry[] };
    if (entries.length < 1 || entries.length > 10) return refusal(400, 'ValidationException');
    if (entries.reduce((bytes, entry) => bytes + sizeOf(entry), 0) >= 256 * 1024) {
      return refusal(400, 'ValidationException');
    }
    // A policy for one bus lets nobody write to another.
    if (entries.some(({ EventBusName }) => EventBusName !== bus))
      return refusal(403, 'AccessDeniedException');
    calls.push({ caller, entries: entries.length });
    const answers = entries.map((entry) => {
      const code = codeOf(entry);
      if (code) return { ErrorCode: code, ErrorMessage: code };
      taken.push(entry);
      return { EventId: `event-${taken.length}` };
    });
    const failed = answers.filter((answer) => 'ErrorCode' in answer).length;
    return json(200, { FailedEntryCount: failed, Entries: answers });
  };
  const server: EventBridgeServer = {
    ...{ url: '', taken, calls, faults: undefined, entryFaults: undefined },
    close: () => running.close(),
  };
  const running = await startServer(
    async (request) => putEvents(request),
    ({ status, name }) => refusal(status, name),
    () => server.faults,
  );
  return Object.assign(server, { url: running.url });
}

function isObject(text: string | undefined): boolean {
  try {
    const value = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

const refusal = (status: number, code: string) => json(status, { __type: code, message: code });

const json = (status: number, body: object) => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: JSON.stringify(body),
});
