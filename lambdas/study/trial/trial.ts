import { countDays } from '../../../core/dates/count-days.js';
import { describeTest } from '../../../core/experiment/describe-test.js';
import { winsorisedAt } from '../../../core/experiment/plan-test.js';
import { decisiveMeasure, judgeTest, readTest } from '../../../core/experiment/read-test.js';
import type { TestRead, TrialFindings } from '../../../core/experiment/trial-findings.js';
import { shownCurrency } from '../../../core/runs/run-notes.js';
import type { StudyResult } from '../../../core/runs/studies.js';
import { countInWords } from '../../../core/words/figures.js';
import type { StepIo } from '../../../io/step-io.js';
import { withOrders } from '../customers/with-orders.js';
import type { Study, StudyContext } from '../study-context.js';
import { findPlan, type PlannedTest } from './find-plan.js';
import { readArms } from './read-arms.js';

/** What the test that an earlier run planned has come to. */
export const trial: Study<TrialFindings> = async (context, io) => {
  const planned = await findPlan(context, io.store);
  if (typeof planned === 'string') return refused(planned);
  const { asOf } = context.receipt;
  if (planned.startedOn > asOf) {
    return refused(
      `The campaign begins on ${planned.startedOn}, and the orders end on ${asOf}: there is nothing to read yet.`,
    );
  }
  const test = await readPlanned(context, io, planned);
  return typeof test === 'string' ? refused(test) : resultOf(test, planned);
};

async function readPlanned(
  { runId, receipt }: StudyContext,
  io: StepIo,
  planned: PlannedTest,
): Promise<TestRead | string> {
  const customers = await withOrders(io, runId, (engine) => readArms(engine, io.store, planned));
  const { document, plan, days, isCampaign, startedOn, endsOn } = planned;
  const { significance } = plan.rules.campaign;
  const isOver = receipt.asOf >= endsOn;
  const ofLength = document.findings.plans.filter((one) => one.days === days);
  const readings = readTest(customers, {
    ...{ significance, isOver, winsorisedAt: document.findings.winsorisedAt ?? winsorisedAt },
    deviationOf: (measure) => ofLength.find((one) => one.measure === measure)!.deviation,
  });
  if (!readings) {
    const { length } = customers.isHeldOut;
    return `Of ${countInWords(length, 'customer')} who were given an arm, one arm has fewer than two.`;
  }
  const holdoutCustomers = customers.isHeldOut.reduce((sum, one) => sum + one, 0);
  const decisive = readings.find(({ measure }) => measure === decisiveMeasure)!;
  const test = {
    ...{ planRunId: planned.runId, isCampaign, startedOn, endsOn, isOver, significance, readings },
    readUntil: isOver ? endsOn : receipt.asOf,
    ...{ holdoutCustomers, campaignCustomers: customers.isHeldOut.length - holdoutCustomers },
    verdict: judgeTest(decisive, isCampaign, isOver),
  };
  return { ...test, sentence: describeTest(test, shownCurrency(receipt)) };
}

const table = {
  table: 'test_readings',
  columns: [
    ...['position', 'plan_run_id', 'measure', 'is_decisive', 'is_campaign', 'started_on', 'ends_on'],
    ...['read_until', 'days', 'days_read', 'is_over', 'campaign_customers', 'holdout_customers'],
    ...['campaign', 'holdout', 'effect', 'standard_error', 'lift', 'low', 'high', 'level', 'p_value'],
    ...['variance_taken', 'verdict', 'sentence'],
  ],
};

const refused = (reason: string): StudyResult<TrialFindings> => ({
  summary: `trial: ${reason}`,
  tables: [{ ...table, rows: [] }],
  refusals: ['test_verdict', 'test_measures'].map((topic) => ({ topic, reason })),
  findings: { test: null, refused: reason },
});

function resultOf(test: TestRead, { days }: PlannedTest): StudyResult<TrialFindings> {
  const { readings, significance, startedOn, readUntil, ...about } = test;
  return {
    summary: `trial: ${test.verdict}`,
    tables: [
      {
        ...table,
        rows: readings.map((reading, index) => ({
          ...{ ...about, ...reading, startedOn, readUntil, days, position: index + 1 },
          ...{ isDecisive: reading.measure === decisiveMeasure, level: 1 - significance },
          daysRead: countDays(startedOn, readUntil),
        })),
      },
    ],
    refusals: [],
    findings: { test, refused: null },
  };
}
