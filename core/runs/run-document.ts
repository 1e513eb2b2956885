import type { Receipt, ReceiptRow } from '../cleaning/receipt.js';
import type { FarLines } from '../dates/far-years.js';
import { describeRule } from '../membership/describe-rule.js';
import type { NextShare } from '../promise/next-share.js';
import type { ByModel, Verdict } from '../promise/promise.js';
import { mappingInWords } from '../reading/mapping-in-words.js';
import type { Recognised } from '../reading/recognised.js';
import type { Plan } from './plan.js';
import type { Chosen, NamedSegment, Profile } from './profile.js';
import { runNotes, shownCurrency } from './run-notes.js';

/** Lines of the dataset's files: read = kept + rejected. */
export interface LineCounts {
  readonly read: number;
  readonly kept: number;
  readonly rejected: number;
}

/** A file of a run, and which of its columns are what. */
export interface ReadFile extends LineCounts {
  readonly file: string;
  /** The program that wrote it; null where it is not known. */
  readonly platform: string | null;
  /** Field -> header, or position in a file without headers. */
  readonly columns: Readonly<Record<string, string | number>>;
  readonly mapping: string;
}

/** Who became an Insider since the previous run, and who dropped out. */
export interface RunChanges {
  /** ISO date: the last day that the previous run knew. */
  readonly previousAsOf: string;
  readonly entered: number;
  readonly leftInsiders: number;
  /** What those who dropped out have spent. */
  readonly leftMoney: number;
}

/** Why the revenue changed, and what the test of an earlier run has come to. */
export interface Told {
  readonly revenue: string | null;
  readonly test: string | null;
}

/** `run.json`: the answer of a run for other programs, which rely on the names of its keys. */
export interface RunDocument {
  readonly runId: string;
  readonly dataset: string;
  readonly rulesHash: string;
  readonly lines: LineCounts;
  /** What each file was read as, in order of arrival. */
  readonly files: readonly ReadFile[];
  /** What has to be known of how the files were read and cleaned, in sentences. */
  readonly notes: readonly string[];
  /** ISO 4217; null where neither the rules nor the files name one. */
  readonly currency: string | null;
  /** ISO dates: first and last day that counts; and purchases dated years away from all others. */
  readonly period: { readonly from: string; readonly to: string; readonly far: readonly FarLines[] };
  /** All of them, those in no segment included. */
  readonly customers: number;
  /** Of the revenue, what the customer who spent most has brought, 0..1; null where an earlier version did not look. */
  readonly topCustomerShare: number | null;
  readonly receipt: readonly ReceiptRow[];
  readonly chosen: Chosen;
  readonly segments: readonly Omit<NamedSegment, 'features'>[];
  /** Whether those elected in the past went on to be the best; null where an earlier version did not measure it. */
  readonly promise: {
    readonly verdict: Verdict;
    readonly reason: string;
    /** Days that are measured after an election; 0 where nobody is elected. */
    readonly horizonDays: number;
    /** Means over so many elections of the past, each a share of what was spent after it, 0..1; null where there are none. */
    readonly elections: number;
    readonly captured: number | null;
    readonly byPastRevenue: number | null;
    readonly byLastYear: number | null;
    /** As many by BG/NBD and gamma-gamma, and those elected on the days on which these held; null where they never did. */
    readonly byModel: ByModel | null;
    readonly byChance: number | null;
    readonly bestPossible: number | null;
    /** What those elected now are to be expected to bring of the next so many days, 0..1; null where nobody can tell. */
    readonly next: (NextShare & { readonly level: number }) | null;
  } | null;
  /** The rule that decides who is an Insider, in words; null where nobody is. */
  readonly rule: {
    readonly enter: string;
    readonly stay: string;
    readonly drawnOn: string;
    readonly redrawn: string | null;
  } | null;
  readonly insiders: {
    /** The elected segment's name. */
    readonly segment: string;
    readonly customers: number;
    readonly customerShare: number;
    readonly revenue: number;
    readonly revenueShare: number;
    readonly reason: string;
  };
  /** Against the previous published run of the dataset; null where there is none that compares. */
  readonly changes: RunChanges | null;
  /** What the studies of what happened say, in sentences; null where there is nothing to say, or an earlier version did not look. */
  readonly told: Told;
  /** How long each step took on the machine that ran it; empty where that is not known. */
  readonly steps: readonly { readonly name: string; readonly seconds: number }[];
  readonly seconds: number | null;
  readonly peakMemoryMb: number | null;
}

/** The part of `run.json` that is the same wherever and whenever the run is made. */
export function runDocument(
  plan: Plan,
  files: readonly Recognised[],
  receipt: Receipt,
  { chosen, customers, segments, insiders, rule, redrawn, promise, merge }: Profile<unknown>,
  changes: RunChanges | null,
  told: Told,
): RunDocument {
  return {
    runId: plan.runId,
    dataset: plan.dataset,
    rulesHash: plan.rulesHash,
    lines: {
      read: sum(files, 'read'),
      kept: sum(files, 'kept'),
      rejected: sum(files, 'rejected'),
    },
    files: files.map(readFileOf),
    notes: runNotes(files, receipt, { merge }),
    currency: shownCurrency(receipt),
    period: { from: receipt.from, to: receipt.to, far: receipt.far ?? [] },
    customers,
    topCustomerShare: receipt.topCustomerShare,
    receipt: receipt.rows,
    chosen,
    segments: segments.map(({ features: _, ...segment }) => segment),
    promise: {
      verdict: promise.verdict,
      reason: promise.reason,
      horizonDays: promise.horizonDays,
      elections: promise.elections.length,
      captured: promise.mean?.captured ?? null,
      byPastRevenue: promise.mean?.byRevenue ?? null,
      byLastYear: promise.mean?.byLastYear ?? null,
      byModel: promise.mean?.byModel ?? null,
      byChance: promise.mean?.byChance ?? null,
      bestPossible: promise.mean?.bestPossible ?? null,
      next: promise.next && { ...promise.next, level: promise.level },
    },
    rule: rule && {
      enter: describeRule(rule.enter, shownCurrency(receipt)),
      stay: describeRule(rule.stay, shownCurrency(receipt)),
      drawnOn: rule.drawnOn,
      redrawn,
    },
    insiders: {
      segment: insiders.name,
      customers: insiders.customers,
      customerShare: insiders.customerShare,
      revenue: insiders.revenue,
      revenueShare: insiders.revenueShare,
      reason: insiders.reason,
    },
    changes: changes && {
      previousAsOf: changes.previousAsOf,
      entered: changes.entered,
      leftInsiders: changes.leftInsiders,
      leftMoney: changes.leftMoney,
    },
    told,
    steps: [],
    seconds: null,
    peakMemoryMb: null,
  };
}

const sum = (files: readonly Recognised[], count: keyof LineCounts) =>
  files.reduce((total, file) => total + file[count], 0);

const readFileOf = (file: Recognised): ReadFile => ({
  file: file.file,
  platform: file.platform,
  columns: Object.fromEntries(
    Object.entries(file.columns).map(([field, { header, position }]) => [field, header ?? position]),
  ),
  mapping: mappingInWords(file),
  read: file.read,
  kept: file.kept,
  rejected: file.rejected,
});
