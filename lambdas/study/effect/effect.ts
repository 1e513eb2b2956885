import { describeEffect } from '../../../core/effect/describe-effect.js';
import { doorBins } from '../../../core/effect/door-bins.js';
import type { EffectFindings, EffectTerms } from '../../../core/effect/effect-findings.js';
import {
  cappedAt,
  type Electorate,
  type Measured,
  measureAtDoor,
  measureByTrends,
} from '../../../core/effect/measure-effect.js';
import { winsorise } from '../../../core/experiment/winsorise.js';
import { shownCurrency } from '../../../core/runs/run-notes.js';
import type { StudyResult } from '../../../core/runs/studies.js';
import { withOrders } from '../customers/with-orders.js';
import type { Study, StudyContext } from '../study-context.js';
import { findElection, readElectorate } from './find-election.js';

/** Of the intervals. */
const level = 0.95;
/** The picture reaches so many bandwidths to either side. */
const picturedBandwidths = 2;

/** What membership caused, as far as the threshold tells, or pairs of customers who were alike; often neither does. */
export const effect: Study<EffectFindings> = async (context, io) => {
  const { profile, receipt, runId } = context;
  if (profile.rule === null) return refused(`Nobody is elected. ${profile.insiders.reason}`);
  return withOrders(io, runId, async (engine) => {
    const election = await findElection(engine, context, io);
    if (typeof election === 'string') return refused(election);
    const electorate = await readElectorate(engine, election, receipt.from);
    return resultOf(context, electorate, { ...election.terms, level });
  });
};

function resultOf(
  { receipt }: StudyContext,
  electorate: Electorate,
  terms: EffectTerms,
): StudyResult<EffectFindings> {
  const [atDoor, byTrends] = [measureAtDoor(electorate, level), measureByTrends(electorate, level)];
  const trusted = [atDoor, byTrends].find(({ refused: reason }) => reason === null)?.effect ?? null;
  const checks = [...atDoor.checks, ...byTrends.checks];
  const bins = binsOf(electorate, atDoor);
  const sentence = trusted
    ? describeEffect({ ...trusted, ...terms }, shownCurrency(receipt))
    : whyNot(atDoor, byTrends);
  const without = (topics: readonly string[], reason: string | null) =>
    reason === null ? [] : topics.map((topic) => ({ topic, reason }));
  return {
    summary: `effect: ${trusted ? `${trusted.method}, ${terms.isTreatment ? 'of membership' : 'what the rule marks'}` : 'refused'}`,
    tables: effectTables(
      trusted ? [{ ...trusted, ...terms, sentence }] : [],
      checks.map((check, index) => ({ ...check, position: index + 1 })),
      bins.map((bin, index) => ({ ...bin, position: index + 1 })),
    ),
    refusals: [
      ...without(['membership_effect'], trusted ? null : sentence),
      ...without(['what_speaks_against'], checks.length > 0 ? null : sentence),
      ...without(['door_jump'], bins.length > 0 ? null : (atDoor.refused ?? sentence)),
    ],
    findings: { effect: trusted ? { ...trusted, ...terms } : null, sentence },
  };
}

/** Near the threshold even where the jump is not to be trusted: who looks sees why. */
function binsOf({ score, windows }: Electorate, { effect }: Measured) {
  if (!score || !effect) return [];
  const outcome = winsorise(
    Float64Array.from(score.rows, (i) => windows.after[i]!),
    cappedAt,
  );
  return doorBins(score.score, outcome, picturedBandwidths * effect.bandwidth!);
}

const whyNot = (atDoor: Measured, byTrends: Measured) =>
  `It cannot be told. ${atDoor.refused} ${byTrends.refused}`;

const refused = (reason: string): StudyResult<EffectFindings> => ({
  summary: `effect: ${reason}`,
  tables: effectTables([], [], []),
  refusals: ['membership_effect', 'what_speaks_against', 'door_jump'].map((topic) => ({ topic, reason })),
  findings: { effect: null, sentence: `It cannot be told. ${reason}` },
});

const effectTables = (
  effects: readonly object[],
  checks: readonly object[],
  bins: readonly object[],
): StudyResult['tables'] => [
  {
    table: 'membership_effects',
    columns: [
      ...[
        'method',
        'election_run_id',
        'elected_on',
        'measured_from',
        'measured_until',
        'days',
        'is_treatment',
      ],
      ...['effect', 'standard_error', 'low', 'high', 'level', 'p_value', 'conventional', 'bandwidth'],
      ...['n_others', 'n_members', 'sentence'],
    ],
    rows: effects.map((row) => {
      const { from, until, ...rest } = row as EffectTerms;
      return { ...rest, measuredFrom: from, measuredUntil: until };
    }),
  },
  {
    table: 'effect_checks',
    columns: ['position', 'method', 'title', 'found', 'p_value', 'is_passed'],
    rows: checks,
  },
  { table: 'door_bins', columns: ['position', 'side', 'customers', 'of_door', 'outcome'], rows: bins },
];
