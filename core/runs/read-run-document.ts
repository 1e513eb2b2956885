import type { RunDocument } from './run-document.js';

/** What every version of the program has written into `run.json`; all else came later. */
type First = 'runId' | 'dataset' | 'rulesHash' | 'lines' | 'receipt' | 'chosen' | 'segments' | 'insiders';
export type StoredRunDocument = Pick<RunDocument, First> &
  Partial<Omit<RunDocument, First | 'period'>> & {
    readonly period: Omit<RunDocument['period'], 'far'> & Partial<RunDocument['period']>;
  };

/** `run.json` as any version may have written it: what an earlier one did not say is empty, or null where that is a figure. */
export function readRunDocument(stored: StoredRunDocument): RunDocument {
  const unsaid: Partial<RunDocument> = {
    files: [],
    notes: [],
    currency: null,
    customers: stored.segments.reduce((sum, { customers }) => sum + customers, 0),
    topCustomerShare: null,
    promise: null,
    rule: null,
    changes: null,
    told: { revenue: null, test: null },
    steps: [],
    seconds: null,
    peakMemoryMb: null,
  };
  const missing = Object.entries(unsaid).filter(([key]) => !(key in stored));
  // Keys stay in their order: other programs' readers compare texts.
  return {
    ...stored,
    ...Object.fromEntries(missing),
    period: { ...stored.period, far: stored.period.far ?? [] },
  } as RunDocument;
}
