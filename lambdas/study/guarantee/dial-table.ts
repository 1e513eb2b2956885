import type { TableRows } from '../../../core/csv/table-csv.js';
import type { OrderDays } from '../../../core/forecast/order-days.js';
import { bySpending, capturedBy, dialSizes, sizeDial } from '../../../core/guarantee/size-dial.js';
import { createRandom } from '../../../core/random/random.js';
import type { StudyContext } from '../study-context.js';
import type { Measured } from './measure-election.js';

const dialResamples = 50;

/** The size dial, with what groups of as large a share brought after the longest past election there is. */
export function dialTable(
  { plan, profile }: StudyContext,
  orders: OrderDays,
  measured: readonly Measured[],
): TableRows {
  const { rules } = plan;
  const customer = new Int32Array(orders.days.length);
  for (let i = 0; i < orders.nCustomers; i++) customer.fill(i, orders.starts[i]!, orders.starts[i + 1]!);
  const revenue = new Float64Array(orders.nCustomers);
  for (let at = 0; at < customer.length; at++) revenue[customer[at]!]! += orders.values[at]!;
  const elected = profile.insiders.customers;
  const sizes = dialSizes(orders.nCustomers, elected);
  const random = createRandom(`${rules.seed}/size-dial`);
  const stops = sizeDial(revenue, sizes, elected, { customer, money: orders.values }, dialResamples, random);
  const last = measured.at(-1);
  const next =
    last &&
    nextShares(
      last,
      stops.map(({ share }) => share),
    );
  return {
    table: 'size_dial',
    columns: [
      ...['customers', 'share', 'revenue_share', 'next_months', 'next_revenue_share', 'stability', 'cost'],
      'is_elected',
    ],
    rows: stops.map((stop, i) => ({
      ...stop,
      nextMonths: last?.election.months ?? null,
      nextRevenueShare: next?.[i] ?? null,
      cost: rules.insiders.costPerMember === null ? null : stop.customers * rules.insiders.costPerMember,
    })),
  };
}

/** What as large shares of the customers of that day, those who had spent most, brought of the revenue after it. */
function nextShares({ past, money, election }: Measured, shares: readonly number[]): number[] {
  const sizes = shares.map((share) => Math.max(1, Math.round(share * past.ids.length)));
  return capturedBy(bySpending(past.revenue), money, sizes, election.windowRevenue);
}
