import { dayNumber } from '../../core/forecast/months.js';
import { whyNobodyAgain, whyNoGuarantee, whyWrongDates } from '../../core/forecast/why-not.js';
import type { GuaranteeFindings, MeasuredElection } from '../../core/guarantee/guarantee-findings.js';
import type { Refusal } from '../../core/studies.js';
import type { Engine } from '../../io/engine.js';
import { dialTable } from './dial-table.js';
import { guaranteeTables } from './guarantee-tables.js';
import { type Measured, measureElection } from './measure-election.js';
import { type CustomerOrders, readOrderDays } from './read-order-days.js';
import type { Study, StudyContext } from './study-context.js';
import { withOrders } from './with-orders.js';

/** What guarantees that Insiders are better than the rest, and how large the group should be. */
export const guarantee: Study<GuaranteeFindings> = async (context, io) =>
  withOrders(io, context.runId, async (engine) => {
    const customers = await readOrderDays(engine);
    await keepTables(engine);
    const { measured, refused } = await measureAll(engine, context, customers);
    const elections = measured.map(({ election }) => election);
    return {
      summary: summaryOf(elections, refused),
      tables: [
        ...guaranteeTables(elections, context.plan.rules.forecast.interval),
        dialTable(context, customers.orders, measured),
      ],
      refusals: refusalsOf(refused),
      findings: { elections, refused },
    };
  });

/** The views of today make room for those of a day in the past. */
const keepTables = (engine: Engine) =>
  engine.run(`
    alter view purchases rename to all_purchases;
    alter view returns rename to all_returns;
    drop view customers`);

async function measureAll(
  engine: Engine,
  context: StudyContext,
  customers: CustomerOrders,
): Promise<{ measured: Measured[]; refused: string | null }> {
  const { plan, receipt } = context;
  const [from, day] = [dayNumber(receipt.from), dayNumber(receipt.asOf)];
  const horizons = [...plan.rules.forecast.horizonMonths].sort((a, b) => a - b);
  const short =
    whyWrongDates(customers.orders, day) ??
    whyNobodyAgain(customers.orders, day) ??
    whyNoGuarantee(from, day, horizons[0]!);
  if (short !== null) return { measured: [], refused: short };
  const measured: Measured[] = [];
  for (const months of horizons.filter((one) => whyNoGuarantee(from, day, one) === null)) {
    const one = await measureElection(engine, context, customers, months);
    if (one) measured.push(one);
  }
  return { measured, refused: measured.length > 0 ? null : alike };
}

const alike = 'The customers known by then are too few or too alike to be put into as many segments.';

function summaryOf(elections: readonly MeasuredElection[], refused: string | null): string {
  const last = elections.at(-1);
  if (!last) return `guarantee: refused. ${refused}`;
  const share = Math.round(100 * last.measures[0]!.members.value);
  return `guarantee: elected on ${last.electedOn}, ${last.members} customers brought ${share} % of the ${last.months} months after`;
}

const refusalsOf = (refused: string | null): Refusal[] =>
  refused === null
    ? []
    : ['insiders_guarantee', 'guarantee_compared'].map((topic) => ({ topic, reason: refused }));
