import type { RuleLeaf, RuleTree } from './grow-rule-tree.js';
import { type Path, type Rule, tightestPath } from './rule.js';

interface Leaf extends RuleLeaf {
  readonly path: Path;
}

/** The rules that a tree can be read as, from strict to lenient: its purest leaf, its two purest leaves, and so on. */
export function rulesOfTree(tree: RuleTree): Rule[] {
  const leaves = leavesOf(tree, [])
    .filter(({ members }) => members > 0)
    .sort((a, b) => purity(b) - purity(a));
  return leaves.map((_, last) => leaves.slice(0, last + 1).map(({ path }) => path));
}

const purity = ({ members, customers }: RuleLeaf) => members / customers;

function leavesOf(tree: RuleTree, path: Path): Leaf[] {
  if (!('feature' in tree)) return [{ ...tree, path: tightestPath(path) }];
  const { feature, cutoff } = tree;
  return [
    ...leavesOf(tree.atLeast, [...path, { feature, bound: 'atLeast', cutoff }]),
    ...leavesOf(tree.below, [...path, { feature, bound: 'below', cutoff }]),
  ];
}
