import type { Receipt } from '../../../core/cleaning/receipt.js';
import { type Feature, features } from '../../../core/features/features.js';
import { electsAlike } from '../../../core/membership/elects-alike.js';
import { askedFeatures } from '../../../core/movers/explain-membership.js';
import { matchSegments, type Overlap } from '../../../core/movers/match-segments.js';
import { populationStability } from '../../../core/movers/population-stability.js';
import { runKey } from '../../../core/runs/keys.js';
import type { Plan } from '../../../core/runs/plan.js';
import type { Profile } from '../../../core/runs/profile.js';
import { shownCurrency } from '../../../core/runs/run-notes.js';
import type { StudyResult } from '../../../core/runs/studies.js';
import { describe } from '../../../core/statistics/describe.js';
import type { Engine } from '../../../io/engine.js';
import { readJson } from '../../../io/read-json.js';
import type { StepIo } from '../../../io/step-io.js';
import movesSql from '../../../sql/engine/study-moves.sql';
import segmentMovesSql from '../../../sql/engine/study-segment-moves.sql';
import { queryRows } from '../customers/query-rows.js';
import type { Study, StudyContext } from '../study-context.js';
import { explainer, inOrder, type Move, mostNamed, readValues, segmentsOf } from './movers-explain.js';
import { withPreviousRun } from './with-previous-run.js';

interface SegmentMove extends Overlap {
  readonly revenue: number;
}

/** What is known of the run that this one is compared with. */
interface Previous {
  readonly runId: string;
  readonly plan: Plan;
  readonly receipt: Receipt;
  readonly profile: Profile<unknown>;
}

/** Who changed segments since the previous run of the dataset, why, and how far the features have drifted. */
export const movers: Study = async (context, io) => {
  const previous = await readPrevious(context, io);
  if (typeof previous === 'string') return refused(previous);
  return withPreviousRun(io, context.runId, previous.runId, (engine) => compare(engine, context, previous));
};

const topics = ['comparison', 'movers_named', 'segment_migration', 'features_drifted'];

const refused = (reason: string): StudyResult => ({
  summary: `movers: ${reason}`,
  tables: [comparisons, moverRows, segmentMoves, featureDrift].map(({ table, columns }) => ({
    ...{ table, columns, rows: [] },
  })),
  refusals: topics.map((topic) => ({ topic, reason })),
  findings: null,
});

async function readPrevious({ plan }: StudyContext, { store }: StepIo): Promise<Previous | string> {
  const runId = plan.previousRunId;
  if (runId === null) {
    return 'This is the first published run of the dataset: there is nothing to compare it with.';
  }
  if (!(await store.stat(runKey(runId, 'profile', 'members.csv')))) {
    return `The files of the previous run, ${runId}, are no longer there.`;
  }
  const before = await readJson<Plan>(store, runKey(runId, 'plan', 'plan.json'));
  if (before.engineVersion !== plan.engineVersion) {
    return `The previous run, ${runId}, was made by another version of the program, and does not compare.`;
  }
  return {
    runId,
    plan: before,
    receipt: await readJson(store, runKey(runId, 'clean', 'receipt.json')),
    profile: await readJson(store, runKey(runId, 'profile', 'profile.json')),
  };
}

async function compare(
  engine: Engine,
  { plan, profile, receipt }: StudyContext,
  previous: Previous,
): Promise<StudyResult> {
  const used = features.filter(({ name }) => plan.rules.features.use.includes(name));
  const overlaps = await queryRows<SegmentMove>(engine, segmentMovesSql);
  const matches = matchSegments(overlaps);
  const namesBefore = namesOf(previous.profile);
  const names = namesOf(profile);
  const moves = await readMoves(engine, samePairs(matches, namesBefore, names));
  const { rule, insiders } = profile;
  const valued = [...new Set([...used.map(({ name }) => name), ...askedFeatures(rule)])];
  const hasSameRules = electsAlike(previous.plan.rules, plan.rules);
  const reasonOf = explainer(
    used,
    await readValues(engine, valued),
    segmentsOf(profile, previous.profile, matches),
    { rule, reason: insiders.reason, membersStay: hasSameRules },
    shownCurrency(receipt),
  );
  const { entered, left, moved } = await countMoves(engine);

  const comparison = {
    previousRunId: previous.runId,
    previousAsOf: previous.receipt.asOf,
    hasSameRules,
    insidersBefore: previous.profile.insiders.customers,
    insidersNow: profile.insiders.customers,
    entered: entered.customers,
    enteredMoney: entered.money,
    leftInsiders: left.customers,
    leftMoney: left.money,
    movedCustomers: entered.customers + left.customers + moved.customers,
  };
  return {
    summary: `movers: ${entered.customers} customers became Insiders, ${left.customers} ceased to be`,
    tables: [
      { ...comparisons, rows: [comparison] },
      {
        ...moverRows,
        rows: moves.map((move, index) => ({
          ...move,
          position: index + 1,
          fromSegment: nameOf(namesBefore, move.before, 'not a customer yet'),
          toSegment: nameOf(names, move.now, 'no longer a customer'),
          reason: reasonOf(move, index),
        })),
      },
      {
        ...segmentMoves,
        rows: overlaps.map(({ before, now, customers, revenue }) => ({
          fromPosition: before ?? -1,
          toPosition: now ?? -1,
          fromSegment: nameOf(namesBefore, before, 'new'),
          toSegment: nameOf(names, now, 'gone'),
          customers,
          customerShare: customers / totalOf(overlaps, before),
          revenue,
          isSame: before > 0 && matches.get(before) === now,
        })),
      },
      { ...featureDrift, rows: await driftRows(engine, used) },
    ],
    refusals: [],
    findings: comparison,
  };
}

const comparisons = {
  table: 'comparisons',
  columns: [
    ...['previous_run_id', 'previous_as_of', 'has_same_rules', 'insiders_before', 'insiders_now', 'entered'],
    ...['entered_money', 'left_insiders', 'left_money', 'moved_customers'],
  ],
};
const moverRows = {
  table: 'movers',
  columns: ['position', 'customer_id', 'kind', 'from_segment', 'to_segment', 'reason', 'money'],
};
const segmentMoves = {
  table: 'segment_moves',
  columns: [
    ...['from_position', 'to_position', 'from_segment', 'to_segment', 'customers', 'customer_share'],
    ...['revenue', 'is_same'],
  ],
};
const featureDrift = {
  table: 'feature_drift',
  columns: ['feature', 'title', 'unit', 'stability_index', 'drift', 'median_before', 'median_now'],
};

const totalOf = (overlaps: readonly SegmentMove[], segment: number | null) =>
  overlaps.filter(({ before }) => before === segment).reduce((total, { customers }) => total + customers, 0);

const namesOf = ({ segments }: Profile<unknown>) =>
  new Map(segments.map(({ segmentId, name }) => [segmentId, name]));

function nameOf(names: ReadonlyMap<number, string>, segment: number | null, absent: string): string {
  if (segment === null) return absent;
  return segment === 0 ? 'none' : names.get(segment)!;
}

interface Moved {
  readonly customers: number;
  readonly money: number;
}

async function countMoves(engine: Engine): Promise<Record<Move['kind'], Moved>> {
  const counts = await queryRows<Moved & { kind: Move['kind'] }>(
    engine,
    'select kind, count(*) as customers, sum(money) as money from moves group by kind',
  );
  const none: Moved = { customers: 0, money: 0 };
  return {
    ...{ entered: none, left: none, moved: none },
    ...Object.fromEntries(counts.map(({ kind, ...moved }) => [kind, moved])),
  };
}

/** Segments of then and now that are the same to people: one continues the other, or has its name. */
function samePairs(
  matches: ReadonlyMap<number, number>,
  namesBefore: ReadonlyMap<number, string>,
  names: ReadonlyMap<number, string>,
): (readonly [number, number])[] {
  const pairs = [...namesBefore].flatMap(([before, nameBefore]) =>
    [...names].flatMap(([now, name]) =>
      matches.get(before) === now || nameBefore === name ? [[before, now] as const] : [],
    ),
  );
  return [[0, 0], ...pairs];
}

async function readMoves(engine: Engine, same: readonly (readonly [number, number])[]): Promise<Move[]> {
  await engine.query(
    `create table same_segments as
    select unnest(from_json($1, '["integer"]')) as before, unnest(from_json($2, '["integer"]')) as now`,
    [JSON.stringify(same.map(([before]) => before)), JSON.stringify(same.map(([, now]) => now))],
  );
  await engine.run(`create table moves as ${movesSql}`);
  return queryRows<Move>(engine, `select * from moves ${inOrder} limit ${mostNamed}`);
}

async function driftRows(engine: Engine, used: readonly Feature[]): Promise<object[]> {
  const select = used.map(({ name }) => `cast(${name} as double) as ${name}`).join(', ');
  const before = await engine.columns(`select ${select} from customers_before`);
  const now = await engine.columns(`select ${select} from customers`);
  return used.map(({ name, title, unit }) => {
    const stability = populationStability(before[name]!, now[name]!);
    return {
      feature: name,
      title,
      unit,
      stabilityIndex: stability?.index ?? null,
      drift: stability?.drift ?? 'unknown',
      medianBefore: describe(before[name]!).median,
      medianNow: describe(now[name]!).median,
    };
  });
}
