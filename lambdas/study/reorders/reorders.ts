import { dayNumber } from '../../../core/forecast/months.js';
import type { ReordersFindings } from '../../../core/products/products-findings.js';
import { usualGap } from '../../../core/promise/order-history.js';
import { readOrderDays } from '../customers/read-order-days.js';
import { withOrders } from '../customers/with-orders.js';
import type { Study } from '../study-context.js';
import { dueProducts } from './due-products.js';
import { expectedDates } from './expected-dates.js';

/** Who reorders what, and when: products that are due, and the day on which each customer is to be expected. */
export const reorders: Study<ReordersFindings> = ({ runId, plan, receipt, profile }, io) =>
  withOrders(io, runId, async (engine) => {
    const customers = await readOrderDays(engine);
    const day = dayNumber(receipt.asOf);
    const { horizonDays } = profile.promise;
    const { interval } = plan.rules.forecast;
    const dates = expectedDates(customers, {
      from: dayNumber(receipt.from),
      day,
      horizonDays,
      level: interval,
    });
    const due = await dueProducts(engine, {
      from: dayNumber(receipt.from),
      day,
      gapDays: usualGap(customers.orders, day),
    });
    return {
      summary: `reorders: ${due.summary}; ${dates.summary}`,
      tables: [...due.tables, ...dates.tables],
      refusals: [...due.refusals, ...dates.refusals],
      findings: { due: due.findings, dates: dates.findings },
    };
  });
