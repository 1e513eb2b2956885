import type { Receipt } from '../../core/cleaning/receipt.js';
import type { FeaturizeReport } from '../../core/features/featurize-report.js';
import { runKey } from '../../core/runs/keys.js';
import type { Plan } from '../../core/runs/plan.js';
import type { Profile } from '../../core/runs/profile.js';
import type { StudyResult } from '../../core/runs/studies.js';
import type { ObjectStore } from '../../io/object-store.js';
import { readJson } from '../../io/read-json.js';
import type { StepIo } from '../../io/step-io.js';

/** What is known of a run before its studies. */
export interface StudyContext {
  readonly dataset: string;
  readonly runId: string;
  readonly plan: Plan;
  readonly receipt: Receipt;
  readonly featurized: FeaturizeReport;
  readonly profile: Profile<unknown>;
}

export type Study<Findings = unknown> = (context: StudyContext, io: StepIo) => Promise<StudyResult<Findings>>;

export async function readStudyContext(
  store: ObjectStore,
  dataset: string,
  runId: string,
): Promise<StudyContext> {
  const document = <T>(step: string, file: string) => readJson<T>(store, runKey(runId, step, file));
  return {
    dataset,
    runId,
    plan: await document('plan', 'plan.json'),
    receipt: await document('clean', 'receipt.json'),
    featurized: await document('featurize', 'featurize.json'),
    profile: await document('profile', 'profile.json'),
  };
}
