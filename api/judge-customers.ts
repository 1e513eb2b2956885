import { describeDoor } from '../core/door/describe-door.js';
import { type DoorRules, doorOf } from '../core/door/door.js';
import { describeOwnRhythm, ownRhythmOf } from '../core/door/own-rhythm.js';
import { matrixColumn } from '../core/features/matrix-column.js';
import { interleave } from '../core/matrix/interleave.js';
import type { Matrix } from '../core/matrix/matrix.js';
import { meetsRule, type Rule } from '../core/membership/rule.js';
import { modelFeatures, placeCustomers } from '../core/model/assign-customers.js';
import { type RfmFigure, rfmFigures, scoreOne } from '../core/rfm/score-customers.js';
import type { FeatureColumns } from '../core/segments/profile-segments.js';
import { tierOf } from '../core/segments/value-tiers.js';
import { certaintyOf } from '../core/stability/certainty.js';
import type { Schemas } from './call.js';
import type { Standards } from './standards.js';

type Judged = Schemas['AssignedCustomer'];

/**
 * Judges customers whom a run has not seen, each alone.
 * @param customers Float64Array (nCustomers × names), row-major, columns as in `standards.names`; NaN where unknown
 * @param asOf ISO date that days are counted to; null for the run's own
 * @throws UserError `UnusableFeature` if a value is infinite or absurdly large, `NoPlaceForNewCustomers`
 */
export function judgeCustomers(
  standards: Standards,
  ids: readonly string[],
  customers: Matrix,
  asOf: string | null,
): Judged[] {
  const { model, names, currency } = standards;
  const columns: FeatureColumns = Object.fromEntries(
    names.map((name, j) => [name, matrixColumn(customers, j)]),
  );
  const { segmentIds, silhouettes } = placeCustomers(model, interleave(columns, modelFeatures(model)));
  const segments = new Map(model.segments.map((segment) => [segment.segmentId, segment]));
  const asked = {
    rules: askedBy(...(standards.resampledRules ?? [])),
    door: [...doorFeatures, ...askedBy(standards.door?.enter ?? [], standards.door?.keep ?? [])],
  };
  const door = standards.door && { ...standards.door, asOf: asOf ?? standards.door.asOf };
  return ids.map((customerId, i) => {
    const { segmentId, name, isInsiders } = segments.get(segmentIds[i]!)!;
    return {
      customerId,
      segment: { segmentId, name },
      isInsider: isInsiders,
      fit: Number.isNaN(silhouettes[i]!) ? null : silhouettes[i]!,
      certainty: isKnown(columns, asked.rules, i) ? certaintyFor(standards.resampledRules, columns, i) : null,
      door: door && isKnown(columns, asked.door, i) ? doorFor(door, columns, isInsiders, i, currency) : null,
      ...scoresFor(standards, columns, i),
    };
  });
}

const isKnown = (columns: FeatureColumns, features: readonly string[], i: number) =>
  features.every((feature) => !Number.isNaN(columns[feature]?.[i] ?? Number.NaN));

const askedBy = (...rules: readonly Rule[]) => [...new Set(rules.flat(2).map(({ feature }) => feature))];

function certaintyFor(
  rules: readonly Rule[] | null,
  columns: FeatureColumns,
  i: number,
): Judged['certainty'] {
  if (!rules) return null;
  const timesMember = rules.filter((rule) => meetsRule(rule, columns, i)).length;
  return { timesMember, resamples: rules.length, words: certaintyOf(timesMember / rules.length) };
}

const doorFeatures = ['gross_revenue', 'invoices', 'recency_days', 'tenure_days'];

function doorFor(
  rules: DoorRules,
  columns: FeatureColumns,
  isMember: boolean,
  i: number,
  currency: string | null,
): Judged['door'] {
  const door = doorOf(rules, columns, isMember, i);
  const { standing, steps, byOn, daysLeft, leavesOn } = door;
  const own = ownRhythmOf(columns.avg_gap_days?.[i] ?? Number.NaN, columns.recency_days![i]!, rules.asOf);
  const sentence = [describeDoor(door, currency), describeOwnRhythm(own)].filter(Boolean).join(' ');
  return { standing, sentence, steps, byOn, daysLeft, leavesOn };
}

function scoresFor(
  { scores }: Standards,
  columns: FeatureColumns,
  i: number,
): Pick<Judged, 'rfm' | 'valueTier'> {
  const figures = Object.fromEntries(rfmFigures.map((figure) => [figure, columns[figure]![i]!])) as Record<
    RfmFigure,
    number
  >;
  if (!scores) return { rfm: null, valueTier: null };
  return {
    rfm: isKnown(columns, rfmFigures, i)
      ? { five: scoreOne(scores.five, figures), three: scoreOne(scores.three, figures) }
      : null,
    valueTier: Number.isNaN(figures.gross_revenue) ? null : tierOf(figures.gross_revenue, scores.tiers),
  };
}
