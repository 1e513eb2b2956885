import { type OrderLine, withOrderLake } from '../clean/order-lake.js';
import { runStudy, type StudyRows, writeMembers } from './run-study.js';
import { labelled, lastDay, moneyOf, yearOfOrders } from './year-of-orders.js';

async function cohortsOf(lines: readonly OrderLine[]): Promise<StudyRows> {
  let rows: StudyRows | undefined;
  await withOrderLake(async (lake) => {
    await lake.upload('u1', lines);
    await lake.clean(['u1']);
    await writeMembers(lake, labelled(lines));
    rows = await runStudy(lake, 'cohorts');
  });
  return rows!;
}

const monthOf = (line: OrderLine) => line.ordered_at!.slice(0, 7);
const monthNumber = (month: string) => 12 * Number(month.slice(0, 4)) + Number(month.slice(5));

test('every cohort has the customers, orders and money of the raw lines, Insiders beside all', async () => {
  const lines = yearOfOrders({ nCustomers: 120, days: 200 });
  const { tables, document } = await cohortsOf(lines);
  const members = new Set(labelled(lines).Insiders);
  const lastMonth = monthNumber(lastDay(lines).slice(0, 7));
  let checked = 0;
  for (const row of tables.cohorts!) {
    const ofGroup = lines.filter(
      ({ customer_id }) => row.customer_group === 'all' || members.has(customer_id!),
    );
    const first = new Map<string, string>();
    for (const line of ofGroup) {
      const month = first.get(line.customer_id!);
      if (!month || monthOf(line) < month) first.set(line.customer_id!, monthOf(line));
    }
    const cohort = row.first_month!.slice(0, 7);
    const month = monthNumber(cohort) + Number(row.months_since);
    const ofCohort = ofGroup.filter((line) => first.get(line.customer_id!) === cohort);
    const there = ofCohort.filter((line) => monthNumber(monthOf(line)) === month);
    const customers = new Set(ofCohort.map((line) => line.customer_id)).size;
    const active = new Set(there.map((line) => line.customer_id)).size;
    expect(row).toMatchObject({ customers: String(customers), active_customers: String(active) });
    expect(Number(row.retention)).toBeCloseTo(active / customers, 12);
    expect(Number(row.orders)).toBe(there.length);
    expect(Number(row.revenue)).toBeCloseTo(moneyOf(there), 6);
    expect(row.is_whole).toBe(String(month < lastMonth));
    checked++;
  }
  // Four months in which customers began, each until July, of two groups.
  expect(checked).toBe(2 * (7 + 6 + 5 + 4));
  expect(document.refusals).toEqual([]);
});

test('of one month nobody can have come back, and it is said', async () => {
  const { tables, document } = await cohortsOf(yearOfOrders({ nCustomers: 40, days: 20 }));
  expect(document.refusals.map(({ topic }) => topic)).toEqual(['cohort_retention', 'insiders_retention']);
  expect(tables.cohorts!.length).toBe(2);
});
