import type { MembershipFindings, RuleFindings } from '../../core/membership-findings.js';
import type { Refusal } from '../../core/studies.js';
import { doorFeatures, findDoors, learntFeatures } from './membership-doors.js';
import { findStability } from './membership-stability.js';
import { readStudiedCustomers } from './studied-customers.js';
import type { Study } from './study-context.js';
import { withOrders } from './with-orders.js';

/** Who is in and why: the rule in words, everybody's distance to the door, and how sure each membership is. */
export const membership: Study<MembershipFindings> = async (context, io) => {
  const features = [...new Set([...learntFeatures(context), ...doorFeatures])];
  const customers = await withOrders(io, context.runId, (engine) => readStudiedCustomers(engine, features));
  const stability = await findStability(context, io, customers);
  const doors = findDoors(context, customers);
  const { noRule, noLeaving } = doors;
  return {
    summary: doors.rule ? summaryOf(doors.rule) : `membership: no rule, ${noRule?.replace(/\.$/, '')}`,
    tables: [...doors.tables, ...stability.tables],
    refusals: refusalsOf(noRule, noLeaving),
    findings: { rule: doors.rule, noRule, noLeaving, stability: stability.findings },
  };
};

/** The sentence itself can be longer than a line. */
const summaryOf = ({ measure }: RuleFindings) =>
  `membership: a rule of one sentence finds ${(100 * measure.recall).toFixed(0)} % of the Insiders`;

function refusalsOf(noRule?: string, noLeaving?: string): Refusal[] {
  const without = (reason: string | undefined, topics: readonly string[]) =>
    reason === undefined ? [] : topics.map((topic) => ({ topic, reason }));
  return [
    ...without(noRule, ['insiders_rule', 'rule_disagreements', 'door_standings', 'near_the_door']),
    ...without(noRule ?? noLeaving, ['about_to_leave']),
  ];
}
