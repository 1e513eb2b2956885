import { dayNumber } from '../../../core/forecast/months.js';
import { whyNobodyAgain, whyNoGuarantee, whyWrongDates } from '../../../core/forecast/why-not.js';
import type { GuaranteeFindings, MeasuredElection } from '../../../core/guarantee/guarantee-findings.js';
import type { Refusal } from '../../../core/runs/studies.js';
import type { Engine } from '../../../io/engine.js';
import { readCustomerHistory } from '../customers/read-customer-history.js';
import { readStudiedCustomers } from '../customers/studied-customers.js';
import { withOrders } from '../customers/with-orders.js';
import type { Study, StudyContext } from '../study-context.js';
import { dialTable } from './dial-table.js';
import { guaranteeTables } from './guarantee-tables.js';
import { type KnownCustomers, type Measured, measureElection } from './measure-election.js';
import { promiseTables } from './promise-tables.js';

/** Whether the promise held, what guarantees that Insiders are better than the rest, and how large the group should be. */
export const guarantee: Study<GuaranteeFindings> = async (context, io) =>
  withOrders(io, context.runId, async (engine) => {
    const { ids, isMember } = await readStudiedCustomers(engine, ['recency_days']);
    const history = await readCustomerHistory(engine, ids.length);
    const { measured, refused } = await measureAll(engine, context, { ids, isMember, history });
    const elections = measured.map(({ election }) => election);
    const { promise } = context.profile;
    return {
      summary: summaryOf(elections, refused),
      tables: [
        ...guaranteeTables(elections, context.plan.rules.forecast.interval),
        ...promiseTables(promise),
        dialTable(context, history, measured),
      ],
      refusals: refusalsOf(refused, promise.elections.length === 0 ? promise.reason : null),
      findings: { elections, refused },
    };
  });

async function measureAll(
  engine: Engine,
  context: StudyContext,
  customers: KnownCustomers,
): Promise<{ measured: Measured[]; refused: string | null }> {
  const { plan, receipt, profile } = context;
  const [from, day] = [dayNumber(receipt.from), dayNumber(receipt.asOf)];
  const horizons = [...plan.rules.forecast.horizonMonths].sort((a, b) => a - b);
  const short =
    whyWrongDates(customers.history, day) ??
    whyNobodyAgain(customers.history, day) ??
    whyNoGuarantee(from, day, horizons[0]!) ??
    (profile.rule === null ? profile.promise.reason : null);
  if (short !== null) return { measured: [], refused: short };
  const measured: Measured[] = [];
  for (const months of horizons.filter((one) => whyNoGuarantee(from, day, one) === null)) {
    const one = await measureElection(engine, context, customers, months);
    if (one) measured.push(one);
  }
  return { measured, refused: measured.length > 0 ? null : nobodyThen };
}

const nobodyThen = 'Of the customers known by then nobody could be elected.';

function summaryOf(elections: readonly MeasuredElection[], refused: string | null): string {
  const last = elections.at(-1);
  if (!last) return `guarantee: refused. ${refused}`;
  const share = Math.round(100 * last.measures[0]!.members.value);
  return `guarantee: elected on ${last.electedOn}, ${last.members} customers brought ${share} % of the ${last.months} months after`;
}

function refusalsOf(refused: string | null, noElections: string | null): Refusal[] {
  const of = (reason: string | null, topics: readonly string[]) =>
    reason === null ? [] : topics.map((topic) => ({ topic, reason }));
  return [
    ...of(refused, ['insiders_guarantee', 'guarantee_compared']),
    ...of(noElections, ['past_elections_measured']),
  ];
}
