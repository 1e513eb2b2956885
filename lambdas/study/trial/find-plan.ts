import type { Receipt } from '../../../core/cleaning/receipt.js';
import { addDays } from '../../../core/dates/add-days.js';
import type { ExperimentFindings } from '../../../core/experiment/experiment-findings.js';
import { runKey } from '../../../core/runs/keys.js';
import type { Plan } from '../../../core/runs/plan.js';
import type { StudyDocument } from '../../../core/runs/studies.js';
import type { ObjectStore } from '../../../io/object-store.js';
import { readJson } from '../../../io/read-json.js';
import type { StudyContext } from '../study-context.js';

/** A test that an earlier run has planned, and when it is held. */
export interface PlannedTest {
  readonly runId: string;
  readonly plan: Plan;
  readonly document: StudyDocument<ExperimentFindings>;
  /** How long it lasts. */
  readonly days: number;
  readonly isCampaign: boolean;
  /** ISO dates, both inclusive. */
  readonly startedOn: string;
  readonly endsOn: string;
}

/** So many runs back, the newest first, a plan is looked for that nobody has named. */
const mostLooked = 60;

/**
 * The test to read: that of the rules, or the newest plan whose length is over, else the oldest that has begun, whose
 * arms nobody has used.
 * @returns why there is none, in a sentence
 */
export async function findPlan(context: StudyContext, store: ObjectStore): Promise<PlannedTest | string> {
  const { plan, receipt } = context;
  const { experiment } = plan.rules;
  const published = plan.publishedBefore ?? [];
  if (experiment.plan !== null) {
    if (!published.includes(experiment.plan)) {
      return `The rules name the plan of the run ${experiment.plan}, which is no run that was published before this one.`;
    }
    return readPlan(experiment.plan, experiment.started, true, store);
  }
  if (published.length === 0) {
    return 'This is the first published run of the dataset: a test is read by a later run than the one that planned it.';
  }
  let oldest: PlannedTest | undefined;
  let reason = `None of the runs before planned a test that could have begun by ${receipt.asOf}.`;
  for (const runId of published.toReversed().slice(0, mostLooked)) {
    const test = await readPlan(runId, experiment.started, experiment.started !== null, store);
    if (typeof test === 'string') {
      if (experiment.started === null) reason = test;
      continue;
    }
    if (test.startedOn > receipt.asOf) continue;
    if (experiment.started !== null || test.endsOn <= receipt.asOf) return test;
    oldest = test;
  }
  return oldest ?? reason;
}

async function readPlan(
  runId: string,
  started: string | null,
  isCampaign: boolean,
  store: ObjectStore,
): Promise<PlannedTest | string> {
  if (!(await store.stat(runKey(runId, 'study', 'experiment.json')))) {
    return `The files of the run ${runId}, which planned the test, are no longer there.`;
  }
  const document = await readJson<StudyDocument<ExperimentFindings>>(
    store,
    runKey(runId, 'study', 'experiment.json'),
  );
  const plan = await readJson<Plan>(store, runKey(runId, 'plan', 'plan.json'));
  const { asOf } = await readJson<Receipt>(store, runKey(runId, 'clean', 'receipt.json'));
  const startedOn = started ?? addDays(asOf, 1);
  if (startedOn <= asOf) {
    return `The run ${runId} drew the arms from orders until ${asOf}, when the campaign of ${startedOn} had begun: a test is read only of arms that were drawn before.`;
  }
  const lengths = document.findings.plans.map(({ days }) => days);
  const days = Math.max(...lengths.filter((length) => length <= plan.rules.campaign.windowDays));
  if (!Number.isFinite(days)) {
    const [refusal] = document.refusals;
    return `The run ${runId} planned no test${refusal ? `: ${refusal.reason}` : '.'}`;
  }
  return { ...{ runId, plan, document, days, isCampaign, startedOn }, endsOn: addDays(startedOn, days - 1) };
}
