import type { FarLines } from './far-years.js';
import type { Plan } from './plan.js';
import type { Chosen, NamedSegment, Profile } from './profile.js';
import type { Receipt, ReceiptRow } from './receipt.js';

/** Lines of the dataset's files: read = kept + rejected. */
export interface LineCounts {
  readonly read: number;
  readonly kept: number;
  readonly rejected: number;
}

/** `run.json`: the answer of a run for other programs, which rely on the names of its keys. */
export interface RunDocument {
  readonly runId: string;
  readonly dataset: string;
  readonly rulesHash: string;
  readonly lines: LineCounts;
  /** ISO dates: first and last day that counts; and purchases dated years away from all others. */
  readonly period: { readonly from: string; readonly to: string; readonly far: readonly FarLines[] };
  /** All of them, those in no segment included. */
  readonly customers: number;
  readonly receipt: readonly ReceiptRow[];
  readonly chosen: Chosen;
  readonly segments: readonly Omit<NamedSegment, 'features'>[];
  readonly insiders: {
    /** The elected segment's name. */
    readonly segment: string;
    readonly customers: number;
    readonly customerShare: number;
    readonly revenue: number;
    readonly revenueShare: number;
    readonly reason: string;
  };
  /** How long each step took on the machine that ran it; empty where that is not known. */
  readonly steps: readonly { readonly name: string; readonly seconds: number }[];
  readonly seconds: number | null;
  readonly peakMemoryMb: number | null;
}

/** The part of `run.json` that is the same wherever and whenever the run is made. */
export function runDocument(
  plan: Plan,
  lines: LineCounts,
  receipt: Receipt,
  { chosen, customers, segments, insiders }: Profile<unknown>,
): RunDocument {
  return {
    runId: plan.runId,
    dataset: plan.dataset,
    rulesHash: plan.rulesHash,
    lines,
    period: { from: receipt.from, to: receipt.to, far: receipt.far ?? [] },
    customers,
    receipt: receipt.rows,
    chosen,
    segments: segments.map(({ features: _, ...segment }) => segment),
    insiders: {
      segment: insiders.name,
      customers: insiders.customers,
      customerShare: insiders.customerShare,
      revenue: insiders.revenue,
      revenueShare: insiders.revenueShare,
      reason: insiders.reason,
    },
    steps: [],
    seconds: null,
    peakMemoryMb: null,
  };
}
