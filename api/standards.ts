import type { Receipt } from '../core/cleaning/receipt.js';
import type { DoorRules } from '../core/door/door.js';
import type { MembershipFindings } from '../core/membership/membership-findings.js';
import type { Rule } from '../core/membership/rule.js';
import { modelFeatures } from '../core/model/assign-customers.js';
import type { CustomerModel } from '../core/model/customer-model.js';
import { runKey } from '../core/runs/keys.js';
import type { Plan } from '../core/runs/plan.js';
import { shownCurrency } from '../core/runs/run-notes.js';
import type { StudyDocument } from '../core/runs/studies.js';
import type { SegmentsFindings } from '../core/segments/segments-findings.js';
import type { ObjectStore } from '../io/object-store.js';
import { readJson } from '../io/read-json.js';
import { readModel } from '../io/read-model.js';
import type { RunTerms } from './new-customers/read-customer-orders.js';

/** By what a run judges customers whom it has not seen. */
export interface Standards {
  readonly model: CustomerModel;
  readonly terms: RunTerms;
  readonly currency: string | null;
  /** Null where nobody is elected, or an earlier version of the program made the run; and so the next two. */
  readonly door: DoorRules | null;
  readonly resampledRules: readonly Rule[] | null;
  readonly scores: NonNullable<SegmentsFindings['scores']> | null;
  /** Features that are asked for, in the order of a matrix: those of the model first. */
  readonly names: readonly string[];
}

/** What scores and the door are made of, beside what rules ask about. */
const judged = ['gross_revenue', 'invoices', 'recency_days', 'tenure_days', 'avg_gap_days'];

/** @throws those of `readModel` */
export async function readStandards(store: ObjectStore, runId: string): Promise<Standards> {
  const document = <T>(step: string, file: string) => readJson<T>(store, runKey(runId, step, file));
  const [model, plan, receipt, membership, segments] = await Promise.all([
    readModel(store, runId),
    document<Plan>('plan', 'plan.json'),
    document<Receipt>('clean', 'receipt.json'),
    document<StudyDocument<MembershipFindings>>('study', 'membership.json'),
    document<StudyDocument<SegmentsFindings>>('study', 'segments.json'),
  ]);
  const { door = null, resampledRules = null } = membership.findings;
  const asked = [...(door?.enter ?? []), ...(door?.keep ?? [])].flat().map(({ feature }) => feature);
  return {
    model,
    terms: { rules: plan.rules, receipt },
    currency: shownCurrency(receipt),
    ...{ door, resampledRules },
    scores: segments.findings.scores ?? null,
    names: [...new Set([...modelFeatures(model), ...judged, ...asked])],
  };
}

/** Models are large: those of so many runs stay. */
const mostKept = 4;

/** Reads the standards of a run once, and keeps those that were asked for last. */
export function keepStandards(store: ObjectStore): (runId: string) => Promise<Standards> {
  const kept = new Map<string, Promise<Standards>>();
  return (runId) => {
    const standards = kept.get(runId) ?? readStandards(store, runId);
    kept.delete(runId);
    kept.set(runId, standards);
    standards.catch(() => kept.delete(runId));
    for (const [oldest] of kept) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
    return standards;
  };
}
