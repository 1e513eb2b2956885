import type { Feature } from '../../../core/features/features.js';
import {
  askedFeatures,
  explainMembership,
  type MembershipRules,
} from '../../../core/movers/explain-membership.js';
import { explainMove, type MovedFeature } from '../../../core/movers/explain-move.js';
import type { NamedSegment, Profile } from '../../../core/runs/profile.js';
import type { Engine } from '../../../io/engine.js';

/** A customer who changed segments: ids, 0 for none, null where not a customer of that run. */
export interface Move {
  readonly customerId: string;
  readonly before: number | null;
  readonly now: number | null;
  readonly money: number;
  readonly kind: 'entered' | 'left' | 'moved';
}

/** How many movers are named. */
export const mostNamed = 10_000;

/** Those who entered or left the Insiders first, then by their money. */
export const inOrder = `order by case kind when 'moved' then 1 else 0 end, money desc, customer_id`;

/** Values of then and now of each mover, in the movers' order: `<feature>_before` and `<feature>_now`, NaN where unknown. */
export function readValues(engine: Engine, names: readonly string[]): Promise<Record<string, Float64Array>> {
  const columns = names.map(
    (name) =>
      `cast(customers_before.${name} as double) as ${name}_before, cast(customers.${name} as double) as ${name}_now`,
  );
  return engine.columns(`
    select ${columns.join(', ')}
    from (select *, row_number() over (${inOrder}) as place from moves) as placed
    left join customers_before on placed.customer_id = customers_before.customer_id
    left join customers on placed.customer_id = customers.customer_id
    order by place limit ${mostNamed}`);
}

/** @param row of the move among those that are named */
type Explain = (move: Move, row: number) => string;

/** Segments by id: those of now, and those of then, each as it is now where it goes on. */
interface Segments {
  /** Segments of before that go on in one of now, and those of now that they go on in. */
  readonly goesOn: ReadonlySet<number>;
  readonly cameFrom: ReadonlySet<number>;
  readonly now: ReadonlyMap<number, NamedSegment>;
  readonly before: ReadonlyMap<number, NamedSegment>;
}

export function segmentsOf(
  profile: Profile<unknown>,
  previous: Profile<unknown>,
  matches: ReadonlyMap<number, number>,
): Segments {
  const now = new Map(profile.segments.map((segment) => [segment.segmentId, segment]));
  const before = new Map(
    previous.segments.map((segment) => {
      const match = matches.get(segment.segmentId);
      return [segment.segmentId, match === undefined ? segment : now.get(match)!];
    }),
  );
  return { now, before, goesOn: new Set(matches.keys()), cameFrom: new Set(matches.values()) };
}

export function explainer(
  used: readonly Feature[],
  values: Readonly<Record<string, Float64Array>>,
  segments: Segments,
  rules: MembershipRules,
  currency: string | null,
): Explain {
  const asked = askedFeatures(rules.rule);
  const askedOf = (row: number, when: 'before' | 'now') =>
    Object.fromEntries(asked.map((name) => [name, values[`${name}_${when}`]![row]!]));
  return ({ kind, before, now }, row) => {
    if (kind !== 'moved') {
      const [was, is] = [
        before === null ? null : askedOf(row, 'before'),
        now === null ? null : askedOf(row, 'now'),
      ];
      return explainMembership({ kind, before: was, now: is }, rules, currency);
    }
    const there = segments.before.get(before!);
    const here = segments.now.get(now!);
    if (!here) return 'The customer fits into no segment any more.';
    if (!there) return 'The customer was in no segment before.';
    const redrawn = `the segments were redrawn, ${segments.before.size} before and ${segments.now.size} now`;
    if (!segments.goesOn.has(before!)) return `The segment “${there.name}” is no more: ${redrawn}.`;
    if (!segments.cameFrom.has(now!)) return `The segment “${here.name}” is new: ${redrawn}.`;
    return explainMove(
      used.map(
        ({ name, title, unit }): MovedFeature => ({
          title,
          unit,
          before: known(values[`${name}_before`]![row]!),
          now: known(values[`${name}_now`]![row]!),
          usualThere: medianIn(there, name),
          usualHere: medianIn(here, name),
        }),
      ),
      currency,
    );
  };
}

const known = (value: number) => (Number.isNaN(value) ? null : value);
const medianIn = ({ features }: NamedSegment, name: string) =>
  features.find(({ feature }) => feature === name)!.median;
