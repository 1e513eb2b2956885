import { firstAbove } from '../random/first-above.js';
import type { FeatureColumns } from '../segments/profile-segments.js';

/** A leaf: how many customers of those it was grown on, and how many members among them. */
export interface RuleLeaf {
  readonly customers: number;
  readonly members: number;
}

/** A tree that asks of one feature at a time whether it is at least a cut-off. */
export type RuleTree = RuleLeaf | RuleSplit;

export interface RuleSplit {
  readonly feature: string;
  readonly cutoff: number;
  readonly below: RuleTree;
  readonly atLeast: RuleTree;
}

export interface RuleTreeOptions {
  readonly depth: number;
  /** Fewest customers in a leaf. */
  readonly smallestLeaf: number;
  /** How many customers a member counts as where a split is chosen: the more, the fewer members a tree loses. */
  readonly memberWeight: number;
}

/**
 * Grows a classification tree of members and others whose cut-offs are among those given. Each split leaves the
 * least Gini impurity, members weighted; of equally good ones that of the first feature with the lowest cut-off.
 * @param columns the features to ask about, in order of preference; an unknown value (NaN) is below every cut-off
 * @param cutoffs of each feature, ascending Float64Array
 * @param isMember Uint8Array (nCustomers), 1 for members
 * @param rows Int32Array of the customers to grow on
 * @see Breiman, Friedman, Olshen, Stone 1984, Classification and regression trees, section 4.3
 */
export function growRuleTree(
  columns: FeatureColumns,
  cutoffs: Readonly<Record<string, Float64Array>>,
  isMember: Uint8Array,
  rows: Int32Array,
  { depth, ...options }: RuleTreeOptions,
): RuleTree {
  const members = countMembers(isMember, rows);
  const leaf = { customers: rows.length, members };
  if (depth === 0 || members === 0 || members === rows.length) return leaf;
  const split = bestCutoff(columns, cutoffs, isMember, rows, options);
  if (!split) return leaf;
  const { feature, cutoff } = split;
  const values = columns[feature]!;
  const grow = (part: Int32Array) =>
    growRuleTree(columns, cutoffs, isMember, part, { depth: depth - 1, ...options });
  return {
    feature,
    cutoff,
    below: grow(rows.filter((i) => !(values[i]! >= cutoff))),
    atLeast: grow(rows.filter((i) => values[i]! >= cutoff)),
  };
}

function countMembers(isMember: Uint8Array, rows: Int32Array): number {
  let members = 0;
  for (const i of rows) members += isMember[i]!;
  return members;
}

function bestCutoff(
  columns: FeatureColumns,
  cutoffs: Readonly<Record<string, Float64Array>>,
  isMember: Uint8Array,
  rows: Int32Array,
  { smallestLeaf, memberWeight }: Omit<RuleTreeOptions, 'depth'>,
): { feature: string; cutoff: number } | undefined {
  let best: { feature: string; cutoff: number } | undefined;
  let bestGain = 0;
  for (const [feature, values] of Object.entries(columns)) {
    const { customers, members } = countByBin(values, cutoffs[feature]!, isMember, rows);
    const all = rows.length;
    const allMembers = members.reduce((sum, count) => sum + count, 0);
    let below = 0;
    let membersBelow = 0;
    for (let bin = 0; bin < customers.length - 1; bin++) {
      below += customers[bin]!;
      membersBelow += members[bin]!;
      const above = all - below;
      if (below < smallestLeaf || above < smallestLeaf) continue;
      // What members count beside themselves.
      const weighed = below + (memberWeight - 1) * membersBelow;
      const weighedAbove = above + (memberWeight - 1) * (allMembers - membersBelow);
      const difference = membersBelow / weighed - (allMembers - membersBelow) / weighedAbove;
      const gain = weighed * weighedAbove * difference * difference;
      if (gain <= bestGain) continue;
      bestGain = gain;
      best = { feature, cutoff: cutoffs[feature]![bin]! };
    }
  }
  return best;
}

/** Customers and members between the cut-offs: bin b holds those at least cut-off b - 1 and below cut-off b. */
function countByBin(values: Float64Array, cutoffs: Float64Array, isMember: Uint8Array, rows: Int32Array) {
  const customers = new Int32Array(cutoffs.length + 1);
  const members = new Int32Array(cutoffs.length + 1);
  for (const i of rows) {
    const bin = Number.isNaN(values[i]!) ? 0 : firstAbove(cutoffs, values[i]!);
    customers[bin]!++;
    members[bin]! += isMember[i]!;
  }
  return { customers, members };
}
