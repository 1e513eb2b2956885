import type { Receipt } from '../../core/cleaning/receipt.js';
import type { TrialFindings } from '../../core/experiment/trial-findings.js';
import type { Recognised } from '../../core/reading/recognised.js';
import { describeChange } from '../../core/revenue/describe-change.js';
import type { RevenueFindings } from '../../core/revenue/revenue-findings.js';
import { lakeKey, runKey } from '../../core/runs/keys.js';
import type { Plan } from '../../core/runs/plan.js';
import type { Profile } from '../../core/runs/profile.js';
import type { RunChanges, Told } from '../../core/runs/run-document.js';
import { shownCurrency } from '../../core/runs/run-notes.js';
import type { StudyTable } from '../../core/runs/studies.js';
import type { ObjectStore } from '../../io/object-store.js';
import { readJson } from '../../io/read-json.js';
import { readStudies } from '../../io/read-studies.js';

/** What the earlier steps wrote about a run, as far as its lists and `run.json` say it. */
export interface Documents {
  readonly plan: Plan;
  /** What each upload was recognised as, in order of arrival. */
  readonly files: readonly Recognised[];
  readonly receipt: Receipt;
  readonly profile: Profile<unknown>;
  /** Since the previous run; null where there is none that compares. */
  readonly changes: RunChanges | null;
  /** Of all studies. */
  readonly tables: readonly StudyTable[];
  /** What studies say in sentences. */
  readonly told: Told;
}

export async function readDocuments(store: ObjectStore, runId: string): Promise<Documents> {
  const [{ plan, files }, receipt, profile, studies] = await Promise.all([
    readPlan(store, runId),
    readJson<Receipt>(store, runKey(runId, 'clean', 'receipt.json')),
    readJson<Profile<unknown>>(store, runKey(runId, 'profile', 'profile.json')),
    readStudies(store, runId),
  ]);
  const { revenue, trial } = studies;
  return {
    ...{ plan, files, receipt, profile, tables: Object.values(studies).flatMap(({ tables }) => tables) },
    changes: studies.movers.findings as RunChanges | null,
    told: {
      revenue: revenueTold(revenue.findings as RevenueFindings, shownCurrency(receipt)),
      test: (trial.findings as TrialFindings).test?.sentence ?? null,
    },
  };
}

async function readPlan(store: ObjectStore, runId: string) {
  const plan = await readJson<Plan>(store, runKey(runId, 'plan', 'plan.json'));
  const files = plan.uploads.map((uploadId) =>
    readJson<Recognised>(store, lakeKey(plan.dataset, uploadId, 'json')),
  );
  return { plan, files: await Promise.all(files) };
}

function revenueTold({ changes }: RevenueFindings, currency: string | null): string | null {
  const [first] = changes;
  return first ? describeChange(first, currency) : null;
}
