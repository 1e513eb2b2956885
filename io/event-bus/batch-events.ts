/** An event for a bus: whoever listens chooses by source and type, and gets the detail. */
export interface BusEvent {
  readonly source: string;
  readonly type: string;
  readonly time: Date;
  /** A JSON object. */
  readonly detail: string;
}

/**
 * What EventBridge takes in one call.
 * @see Amazon EventBridge user guide, "Quotas" and "Calculating PutEvents event entry size"
 */
export const mostEntries = 10;
/** Of all entries together, which must be smaller. (It has been raised to 1 MB since; what fits into this fits into both.) */
export const mostBytes = 256 * 1024;

/** The bytes that EventBridge counts: 14 for the time, and source, type and detail in UTF-8. */
export const sizeOf = ({ source, type, detail }: BusEvent): number =>
  14 + [source, type, detail].reduce((bytes, text) => bytes + Buffer.byteLength(text), 0);

/** Events in their order, in as few calls as take them. One that is too large for any is a batch of its own. */
export function batchEvents(events: readonly BusEvent[]): BusEvent[][] {
  const batches: BusEvent[][] = [];
  let bytes = 0;
  for (const event of events) {
    const size = sizeOf(event);
    const last = batches.at(-1);
    if (last && last.length < mostEntries && bytes + size < mostBytes) {
      last.push(event);
      bytes += size;
    } else {
      batches.push([event]);
      bytes = size;
    }
  }
  return batches;
}
