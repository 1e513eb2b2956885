import type { Receipt } from '../../../core/cleaning/receipt.js';
import { addDays } from '../../../core/dates/add-days.js';
import { doorScore } from '../../../core/effect/door-score.js';
import type { EffectTerms } from '../../../core/effect/effect-findings.js';
import type { Electorate } from '../../../core/effect/measure-effect.js';
import { dayNumber, isoDay } from '../../../core/forecast/months.js';
import type { Rule } from '../../../core/membership/rule.js';
import { columnsOf } from '../../../core/promise/draw-rule.js';
import { electOn } from '../../../core/promise/elect-on.js';
import { runKey } from '../../../core/runs/keys.js';
import type { Profile } from '../../../core/runs/profile.js';
import type { FeatureColumns } from '../../../core/segments/profile-segments.js';
import type { Engine } from '../../../io/engine.js';
import { memberRows } from '../../../io/member-rows.js';
import { parquetTable } from '../../../io/parquet.js';
import { readJson } from '../../../io/read-json.js';
import type { StepIo } from '../../../io/step-io.js';
import { readCustomerHistory } from '../customers/read-customer-history.js';
import type { StudyContext } from '../study-context.js';

/** An election whose future is known by now. */
export interface Election {
  readonly terms: Omit<EffectTerms, 'level'>;
  /** A table in a `from`: `customer_id` and `row`, 0 for the first. */
  readonly customers: string;
  /** Int32Array: those rows that take part, rising. */
  readonly rows: Int32Array;
  /** Uint8Array (rows.length). */
  readonly isMember: Uint8Array;
  readonly rule: Rule;
  /** Float64Array (rows.length) each: what the rule asks about. */
  readonly columns: FeatureColumns;
}

/** So many published runs back, the newest first, an election is looked for. */
const mostLooked = 60;

/**
 * The newest published election since members are given something that is followed by enough days; where nothing is
 * given, one as of as many days before the end, by nothing but what was known then.
 * @returns why there is none, in a sentence
 */
export const findElection = (
  engine: Engine,
  context: StudyContext,
  io: StepIo,
): Promise<Election | string> =>
  context.plan.rules.insiders.benefitsSince === null
    ? electBefore(engine, context)
    : publishedElection(engine, context, io, context.plan.rules.insiders.benefitsSince);

async function electBefore(engine: Engine, { profile, receipt }: StudyContext): Promise<Election | string> {
  const { horizonDays } = profile.promise;
  const history = await readCustomerHistory(engine, profile.customers);
  const day = dayNumber(receipt.asOf) - horizonDays;
  const share = profile.insiders.customers / profile.customers;
  const elected = day > dayNumber(receipt.from) ? electOn(history, day, { horizonDays, share }) : undefined;
  if (!elected) return `On what was known ${horizonDays} days before the orders end nobody could be elected.`;
  const { standing, isMember, rule } = elected;
  const electedOn = isoDay(day);
  return {
    terms: {
      ...{ electionRunId: null, isTreatment: false, electedOn, days: horizonDays },
      ...{ from: addDays(electedOn, 1), until: receipt.asOf },
    },
    customers: '(select customer_id, row_number() over () - 1 as row from customers)',
    ...{ rows: standing.customers, isMember, rule, columns: columnsOf(standing) },
  };
}

async function publishedElection(
  engine: Engine,
  { plan, profile, receipt }: StudyContext,
  { store }: StepIo,
  benefitsSince: string,
): Promise<Election | string> {
  const { horizonDays } = profile.promise;
  for (const runId of (plan.publishedBefore ?? []).toReversed().slice(0, mostLooked)) {
    if (!(await store.stat(runKey(runId, 'profile', 'members.csv')))) continue;
    const { asOf } = await readJson<Receipt>(store, runKey(runId, 'clean', 'receipt.json'));
    const from = asOf < benefitsSince ? benefitsSince : addDays(asOf, 1);
    const until = addDays(from, horizonDays - 1);
    if (until > receipt.asOf) continue;
    const { rule } = await readJson<Profile<unknown>>(store, runKey(runId, 'profile', 'profile.json'));
    if (rule === null) continue;
    const customers = await store.openFile(runKey(runId, 'featurize', 'customers.parquet'));
    const members = await store.openFile(runKey(runId, 'profile', 'members.csv'));
    const asked = new Set([
      ...['gross_revenue', 'invoices', 'recency_days'],
      ...rule.enter.flat().map(({ feature }) => feature),
    ]);
    await engine.run(`
      create table electorate as
      select elected.*, coalesce(is_insider, false) as is_member, row_number() over (order by elected.customer_id) - 1 as row
      from ${parquetTable(customers)} as elected
      left join (${memberRows(members)}) as members_then on elected.customer_id = members_then.customer_id`);
    const names = [...asked].map((name) => `${name}::double as ${name}`);
    const { member, ...columns } = await engine.columns(
      `select is_member::integer::double as member, ${names.join(', ')} from electorate order by row`,
    );
    return {
      terms: { electionRunId: runId, isTreatment: true, electedOn: asOf, from, until, days: horizonDays },
      customers: '(select customer_id, row from electorate)',
      ...{
        rows: Int32Array.from(member!.keys()),
        isMember: Uint8Array.from(member!),
        rule: rule.enter,
        columns,
      },
    };
  }
  return `Members are given something since ${benefitsSince}, and no published election is followed by ${horizonDays} days of orders since then.`;
}

/** What they brought in the windows before and after. Needs the view `purchases`. */
export async function readElectorate(
  engine: Engine,
  { terms, customers, rows, isMember, rule, columns }: Election,
  historyFrom: string,
): Promise<Electorate> {
  const { electedOn, from, until, days } = terms;
  const spans = [
    [from, until],
    ...[0, 1, 2].map((ago) => [addDays(electedOn, 1 - (ago + 1) * days), addDays(electedOn, -ago * days)]),
  ];
  const names = ['after', 'before', 'earlier', 'earliest'] as const;
  const sums = names.map(
    (name, i) =>
      `coalesce(sum(amount) filter (where cast(ordered_at as date) between cast($${2 * i + 1} as date) and cast($${2 * i + 2} as date)), 0)::double as ${name}`,
  );
  const found = await engine.columns(
    `select row, ${sums.join(', ')}
    from ${customers} as known left join purchases using (customer_id)
    group by row order by row`,
    spans.flat(),
  );
  const of = (name: (typeof names)[number]) => Float64Array.from(rows, (row) => found[name]![row]!);
  return {
    score: doorScore(rule, columns, rows.length),
    isMember,
    windows: { after: of('after'), before: of('before'), earlier: of('earlier'), earliest: of('earliest') },
    reachesBack: addDays(electedOn, 1 - 3 * days) >= historyFrom.slice(0, 10),
    ...{ recencyDays: columns.recency_days!, orders: columns.invoices! },
  };
}
