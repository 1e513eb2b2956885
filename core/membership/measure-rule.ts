import type { FeatureColumns } from '../segments/profile-segments.js';
import { meetsRule, type Rule } from './rule.js';

/** How well a rule tells members from others. */
export interface RuleMeasure {
  readonly customers: number;
  readonly members: number;
  /** Customers whom the rule lets in, and members among them. */
  readonly letIn: number;
  readonly kept: number;
  /** Share of those let in who are members, 0..1; 0 where nobody is. */
  readonly precision: number;
  /** Share of the members who are let in, 0..1; 0 where there are none. */
  readonly recall: number;
  /** Share of the customers on whom rule and model agree, 0..1. */
  readonly fidelity: number;
  /** Harmonic mean of precision and recall, 0..1. */
  readonly f1: number;
}

/**
 * Measures a rule on some of the customers.
 * @param isMember Uint8Array (nCustomers), 1 for members
 * @param rows Int32Array of the customers to measure on
 */
export function measureRule(
  rule: Rule,
  columns: FeatureColumns,
  isMember: Uint8Array,
  rows: Int32Array,
): RuleMeasure {
  let members = 0;
  let letIn = 0;
  let kept = 0;
  for (const i of rows) {
    members += isMember[i]!;
    if (!meetsRule(rule, columns, i)) continue;
    letIn++;
    kept += isMember[i]!;
  }
  return measureOf(rows.length, members, letIn, kept);
}

function measureOf(customers: number, members: number, letIn: number, kept: number): RuleMeasure {
  const wrong = letIn - kept + (members - kept);
  return {
    ...{ customers, members, letIn, kept },
    precision: letIn === 0 ? 0 : kept / letIn,
    recall: members === 0 ? 0 : kept / members,
    fidelity: (customers - wrong) / customers,
    f1: letIn + members === 0 ? 0 : (2 * kept) / (letIn + members),
  };
}
