import { countOf, type FirstProduct, firstProducts } from '../../../core/products/first-products.js';
import type { FirstFindings } from '../../../core/products/products-findings.js';
import { effectiveSize } from '../../../core/survival/compare-at.js';
import { type FollowUps, reachedBy, timeReached } from '../../../core/survival/kaplan-meier.js';
import { countInWords } from '../../../core/words/figures.js';
import type { Engine } from '../../../io/engine.js';
import firstOrdersSql from '../../../sql/engine/study-first-orders.sql';
import firstProductsSql from '../../../sql/engine/study-first-products.sql';
import orderGapsSql from '../../../sql/engine/study-order-gaps.sql';
import { queryRows } from '../customers/query-rows.js';
import { hasProducts, noProducts } from '../has-products.js';
import { refusedPart, type StudyPart } from '../part.js';
import type { StudyContext } from '../study-context.js';
import { namesOf } from './product-names.js';

/** Products that are shown: those found first, then those that most began with. */
const mostShown = 200;
/** Fewer customers followed to the horizon do not show who comes again. */
const fewestFollowed = 30;

const firstTable = {
  table: 'first_products',
  columns: [
    ...['position', 'stock_code', 'description', 'customers', 'came_again', 'others_came_again', 'shrunk'],
    ...['low', 'high', 'p_value', 'verdict', 'horizon_days'],
  ],
};
const gapsTable = {
  table: 'order_gaps',
  columns: [
    ...['step', 'title', 'customers', 'came_again', 'horizon_days', 'lower_quartile_days', 'median_days'],
    'upper_quartile_days',
  ],
};
const topic = 'first_purchases';

interface DayRow {
  readonly days: number;
  readonly came: number;
  readonly censored: number;
}

/** Which first purchase goes with a second order, and how long the second and the third take. */
export async function firstPurchases(
  engine: Engine,
  { profile, plan }: StudyContext,
): Promise<StudyPart<FirstFindings>> {
  const { horizonDays } = profile.promise;
  await engine.run(`create table first_orders as ${firstOrdersSql}`);
  const steps = await queryRows<DayRow & { step: number }>(engine, orderGapsSql);
  const curves = [1, 2].map((step) => followUpsOf(steps.filter((row) => row.step === step)));
  const gaps = { ...gapsTable, rows: curves.map((curve, i) => gapRow(i + 1, curve, horizonDays)) };
  const refuse = (reason: string): StudyPart<FirstFindings> => {
    const { tables, ...refused } = refusedPart('first products', [topic], reason, [firstTable]);
    return { ...refused, tables: [...tables, gaps] };
  };
  if (!(await hasProducts(engine))) return refuse(noProducts);
  const [all] = curves;
  const reached = reachedBy(all!, horizonDays);
  const { share } = reached;
  const followed = reached.atRisk > 0 ? Math.floor(effectiveSize(reached)) : 0;
  if (followed < fewestFollowed)
    return refuse(
      `First orders tell as much as ${countInWords(followed, 'customer')} followed for ${countInWords(horizonDays, 'day')}; it takes ${fewestFollowed} to see who comes again.`,
    );
  if (share === 0) return refuse('Nobody came again.');
  const byProduct = new Map<string, DayRow[]>();
  for (const row of await queryRows<DayRow & { stockCode: string }>(engine, firstProductsSql)) {
    const rows = byProduct.get(row.stockCode);
    if (rows) rows.push(row);
    else byProduct.set(row.stockCode, [row]);
  }
  const curveOf = (code: string) => followUpsOf(byProduct.get(code)!);
  // A product of everybody's has nobody to be compared with.
  const codes = [...byProduct.keys()].filter(
    (code) => countOf(curveOf(code)) <= countOf(all!) - fewestFollowed,
  );
  if (codes.length < 2)
    return refuse(
      `${countInWords(codes.length, 'product')} stood in the first orders of 30 customers or more, and not in nearly everybody's: there is nothing to compare.`,
    );
  const compared = firstProducts(
    all!,
    codes.map((code) => ({ followUps: curveOf(code) })),
    horizonDays,
    plan.rules.forecast.interval,
  );
  const names = await namesOf(engine, codes);
  const ranked = compared
    .map((product, i) => ({ ...product, stockCode: codes[i]!, description: names.get(codes[i]!) ?? null }))
    .sort((a, b) => rankOf(a) - rankOf(b) || b.shrunk - a.shrunk || (a.stockCode < b.stockCode ? -1 : 1));
  const found = ranked.filter(({ verdict }) => verdict === 'more');
  const best = found[0];
  return {
    summary: `${found.length} of ${countInWords(codes.length, 'first product')} go with a second order`,
    tables: [
      {
        ...firstTable,
        rows: ranked.slice(0, mostShown).map((row, i) => ({ ...row, position: i + 1, horizonDays })),
      },
      gaps,
    ],
    refusals: [],
    findings: {
      ...{ horizonDays, cameAgain: share, tested: codes.length, found: found.length },
      medianDays: [timeReached(curves[0]!, 0.5), timeReached(curves[1]!, 0.5)],
      best: best ? { name: best.description ?? best.stockCode, share: best.shrunk } : null,
    },
  };
}

/** Those that go with a second order, then those after which fewer come, then the others. */
const rankOf = ({ verdict }: FirstProduct) => ['more', 'less', 'as usual'].indexOf(verdict);

/** @param rows sorted by days */
const followUpsOf = (rows: readonly DayRow[]): FollowUps => ({
  times: Float64Array.from(rows, ({ days }) => days),
  events: Float64Array.from(rows, ({ came }) => came),
  censored: Float64Array.from(rows, ({ censored }) => censored),
});

const titles = ['First to second order', 'Second to third order'];

const gapRow = (step: number, curve: FollowUps, horizonDays: number) => ({
  ...{ step, title: titles[step - 1]!, customers: countOf(curve), horizonDays },
  cameAgain: reachedBy(curve, horizonDays).share,
  lowerQuartileDays: timeReached(curve, 0.25),
  medianDays: timeReached(curve, 0.5),
  upperQuartileDays: timeReached(curve, 0.75),
});
