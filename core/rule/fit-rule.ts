import type { Unit } from '../features.js';
import type { Random } from '../random.js';
import type { FeatureColumns } from '../segments/profile-segments.js';
import { cellMeasure } from './cell-measure.js';
import { growRuleTree, type RuleTree } from './grow-rule-tree.js';
import { keepRule } from './keep-rule.js';
import { latelyEnough } from './lately-enough.js';
import { measureRule, type RuleMeasure, sumMeasures } from './measure-rule.js';
import { plainCutoffs } from './plain-cutoffs.js';
import { pruneRule } from './prune-rule.js';
import { type Rule, tightestPath } from './rule.js';
import { rulesOfTree } from './rules-of-tree.js';
import { stratifiedFolds } from './stratified-folds.js';

/** The customers that a rule is to tell apart. */
export interface RuleCustomers {
  /** The features that the rule may ask about, in order of preference; `recency_days` is among them or beside them. */
  readonly columns: FeatureColumns;
  readonly units: Readonly<Record<string, Unit>>;
  /** Uint8Array (nCustomers), 1 for members. */
  readonly isMember: Uint8Array;
}

export interface FittedRule {
  /** Who comes in. */
  readonly enter: Rule;
  /** Who may stay, once in. */
  readonly keep: Rule;
  /** Questions that the tree asks one after the other, 1 to 3. */
  readonly depth: number;
  /** The rule to enter on all customers. */
  readonly measure: RuleMeasure;
  /** The same way of finding a rule, on customers whom that rule had not seen: everyone is held out once. */
  readonly heldOut: RuleMeasure;
}

const depths = [1, 2, 3];
/** What a member counts as where a tree is grown: each gives a rule of its own, and the best of them is taken. */
const memberWeights = [1, 2, 4];
const nFolds = 5;
/** Share of the members that a rule has to let in. */
const keptShare = 0.9;
/** What a condition has to add to the F1 score to be worth its words. */
const price = 0.01;
/** A leaf smaller than this is an accident. */
const smallestLeaf = 5;

/**
 * Puts a membership into words: a shallow tree whose cut-offs read well, with as few conditions as it takes. How deep
 * the tree is, customers decide whom it has not seen: the highest F1 score, of equals the shallowest. Members are few:
 * a tree that takes everybody for equal parts off the surest and leaves the others among the crowd, so that keeping
 * nine of ten would let the crowd in. Trees in which a member weighs more compete with it.
 * @param customers at least 10 members and 10 others
 * @param sample Int32Array of the customers to learn from
 */
export function fitRule(customers: RuleCustomers, sample: Int32Array, random: Random): FittedRule {
  const { columns, units, isMember } = customers;
  const folds = stratifiedFolds(isMember, sample, nFolds, random);
  const cutoffs = cutoffsOf(customers);
  const byDepth = depths.map((depth) => {
    const parts = folds.map((fold) => {
      const seen = Int32Array.from(folds.filter((other) => other !== fold).flatMap((other) => [...other]));
      return measureRule(ruleOfDepth(customers, cutoffs, seen, depth), columns, isMember, fold);
    });
    return { depth, heldOut: sumMeasures(parts) };
  });
  const { depth, heldOut } = byDepth.reduce((a, b) => (b.heldOut.f1 > a.heldOut.f1 ? b : a));
  const enter = ruleOfDepth(customers, cutoffs, sample, depth);
  const everybody = Int32Array.from(isMember.keys());
  return {
    ...{ enter, depth, heldOut },
    keep: keepRule(enter, columns, units, isMember),
    measure: measureRule(enter, columns, isMember, everybody),
  };
}

type Cutoffs = Readonly<Record<string, Float64Array>>;

function cutoffsOf({ columns, units }: RuleCustomers): Cutoffs {
  const entries = Object.entries(columns).map(([feature, values]) => {
    const known = values.filter((value) => !Number.isNaN(value)).sort();
    return [feature, plainCutoffs(units[feature]!, known[0] ?? 0, known.at(-1) ?? 0)] as const;
  });
  return Object.fromEntries(entries);
}

function ruleOfDepth(
  { columns, isMember }: RuleCustomers,
  cutoffs: Cutoffs,
  rows: Int32Array,
  depth: number,
): Rule {
  const lately = latelyEnough(columns, isMember, rows);
  const close = (rule: Rule) => rule.map((path) => tightestPath([...path, lately]));
  const best = memberWeights
    .map((memberWeight) =>
      growRuleTree(columns, cutoffs, isMember, rows, { depth, smallestLeaf, memberWeight }),
    )
    .map(prunedRule)
    .reduce((a, b) => (b.score > a.score ? b : a));
  return close(best.rule);

  function prunedRule(tree: RuleTree) {
    const rules = rulesOfTree(tree);
    const measure = cellMeasure([...rules.at(-1)!, [lately]], columns, isMember, rows);
    const scoreOf = (part: Rule) => {
      const { f1, recall } = measure(close(part));
      return recall < keptShare ? recall - 1 : f1;
    };
    const rule = pruneRule(
      rules.reduce((a, b) => (scoreOf(b) > scoreOf(a) ? b : a)),
      scoreOf,
      price,
    );
    return { rule, score: scoreOf(rule) - price * rule.flat().length };
  }
}
