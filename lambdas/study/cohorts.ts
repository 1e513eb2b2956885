import type { Refusal } from '../../core/runs/studies.js';
import cohortsSql from '../../sql/engine/study-cohorts.sql';
import { queryRows } from './customers/query-rows.js';
import { withOrders } from './customers/with-orders.js';
import type { Study } from './study-context.js';

interface CohortMonth {
  readonly customerGroup: 'all' | 'insiders';
  readonly monthsSince: number;
}

const columns = [
  ...['customer_group', 'first_month', 'months_since', 'customers', 'active_customers', 'retention'],
  ...['orders', 'revenue', 'is_whole'],
];

/** Who came back, by the month of the first order: everybody beside the Insiders. */
export const cohorts: Study = async ({ runId }, io) => {
  const rows = await withOrders(io, runId, (engine) => queryRows<CohortMonth>(engine, cohortsSql));
  const count = rows.filter(
    ({ customerGroup, monthsSince }) => customerGroup === 'all' && monthsSince === 0,
  ).length;
  return {
    summary: `cohorts: ${count} by the month of the first order`,
    tables: [{ table: 'cohorts', columns, rows }],
    refusals: count > 1 ? [] : refusals,
    findings: { cohorts: count },
  };
};

const refusals: Refusal[] = ['cohort_retention', 'insiders_retention'].map((topic) => ({
  topic,
  reason: 'All first orders lie in one month: nobody can have come back in a later one.',
}));
