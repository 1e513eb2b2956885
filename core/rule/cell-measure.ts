import type { FeatureColumns } from '../segments/profile-segments.js';
import { measureOf, type RuleMeasure } from './measure-rule.js';
import type { Condition, Path, Rule } from './rule.js';

/**
 * Measures rules made of the conditions of one rule many times over: customers who answer every question alike are
 * counted once and for all. Gives what `measureRule` gives.
 * @param rule whose conditions may be asked, of at most 30 different cut-offs
 */
export function cellMeasure(
  rule: Rule,
  columns: FeatureColumns,
  isMember: Uint8Array,
  rows: Int32Array,
): (part: Rule) => RuleMeasure {
  const questions = [...new Map(rule.flat().map((condition) => [questionOf(condition), condition]))];
  const bits = new Map(questions.map(([question], bit) => [question, 1 << bit]));
  const customers = new Map<number, number>();
  const members = new Map<number, number>();
  for (const i of rows) {
    let cell = 0;
    questions.forEach(([, { feature, cutoff }], bit) => {
      if (columns[feature]![i]! >= cutoff) cell |= 1 << bit;
    });
    customers.set(cell, (customers.get(cell) ?? 0) + 1);
    members.set(cell, (members.get(cell) ?? 0) + isMember[i]!);
  }
  const allMembers = [...members.values()].reduce((sum, count) => sum + count, 0);

  return (part) => {
    const masks = part.map((path) => maskOf(path, bits));
    let letIn = 0;
    let kept = 0;
    for (const [cell, count] of customers) {
      if (!masks.some(({ atLeast, below }) => (cell & atLeast) === atLeast && (cell & below) === 0)) continue;
      letIn += count;
      kept += members.get(cell)!;
    }
    return measureOf(rows.length, allMembers, letIn, kept);
  };
}

const questionOf = ({ feature, cutoff }: Condition) => `${feature} ${cutoff}`;

/** The bits that a path wants set, and those it wants not set; nobody has both. */
function maskOf(path: Path, bits: ReadonlyMap<string, number>): Record<Condition['bound'], number> {
  const mask = { atLeast: 0, below: 0 };
  for (const condition of path) mask[condition.bound] |= bits.get(questionOf(condition))!;
  return mask;
}
