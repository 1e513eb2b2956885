import type { MembershipFindings } from '../../../core/membership/membership-findings.js';
import type { Refusal } from '../../../core/runs/studies.js';
import { readCustomerHistory } from '../customers/read-customer-history.js';
import { readStudiedCustomers } from '../customers/studied-customers.js';
import { withOrders } from '../customers/with-orders.js';
import type { Study } from '../study-context.js';
import { doorFeatures, doorTables, findDoors } from './membership-doors.js';
import { findStability, stabilityTables } from './membership-stability.js';

/** Who is in and why: the rule in words, everybody's distance to the door, and how sure each membership is. */
export const membership: Study<MembershipFindings> = async (context, io) => {
  const { rule, insiders } = context.profile;
  if (rule === null) {
    const nobody = insiders.reason;
    return {
      summary: 'membership: nobody is elected',
      tables: [...doorTables([], [], []), ...stabilityTables([], [])],
      refusals: refusalsOf(nobody, nobody),
      findings: { nobody },
    };
  }
  const { customers, history } = await withOrders(io, context.runId, async (engine) => {
    const customers = await readStudiedCustomers(engine, doorFeatures);
    return { customers, history: await readCustomerHistory(engine, customers.ids.length) };
  });
  const stability = findStability(context, customers, history, rule);
  const doors = findDoors(context, customers, history, rule);
  return {
    summary: `membership: ${doors.findings.near} close to becoming Insiders, ${doors.findings.leavingSoon} about to drop out`,
    tables: [...doors.tables, ...stability.tables],
    refusals: refusalsOf(undefined, doors.noLeaving),
    findings: {
      ...{ rule: doors.findings, noLeaving: doors.noLeaving, stability: stability.findings },
      ...{ door: doors.rules, resampledRules: stability.resampledRules },
    },
  };
};

function refusalsOf(nobody?: string, noLeaving?: string): Refusal[] {
  const without = (reason: string | undefined, topics: readonly string[]) =>
    reason === undefined ? [] : topics.map((topic) => ({ topic, reason }));
  return [
    ...without(nobody, [
      ...['insiders_answer', 'insiders_marks', 'insiders_members'],
      ...['insiders_rule', 'door_standings', 'near_the_door', 'insiders_certainty'],
    ]),
    ...without(noLeaving, ['about_to_leave']),
  ];
}
