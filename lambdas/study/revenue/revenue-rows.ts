import type { TableRows } from '../../../core/csv/table-csv.js';
import { apportion } from '../../../core/revenue/apportion.js';
import { type Change, type Compared, explainChange } from '../../../core/revenue/explain-change.js';
import type { Comparison, ComparisonName } from './periods.js';
import { type CustomerKind, compare, type ProductSales } from './read-sales.js';

/** Customers of each kind, and what they added or took away, in the currency. */
interface KindColumns {
  readonly newCustomers: number;
  readonly wonBackCustomers: number;
  readonly keptCustomers: number;
  readonly lostCustomers: number;
  readonly fromNew: number;
  readonly fromWonBack: number;
  readonly fromKept: number;
  readonly fromLost: number;
}

interface Cell {
  readonly kind: CustomerKind;
  readonly customersBefore: number;
  readonly customersNow: number;
  readonly centsBefore: number;
  readonly centsNow: number;
}

export function kindColumns(cells: readonly Cell[]): KindColumns {
  const of = (kind: CustomerKind) => cells.filter((cell) => cell.kind === kind);
  const customers = (kind: CustomerKind) =>
    of(kind).reduce((sum, cell) => sum + Math.max(cell.customersBefore, cell.customersNow), 0);
  const money = (kind: CustomerKind) =>
    of(kind).reduce((sum, cell) => sum + cell.centsNow - cell.centsBefore, 0) / 100;
  return {
    ...{ newCustomers: customers('new'), wonBackCustomers: customers('won back') },
    ...{ keptCustomers: customers('kept'), lostCustomers: customers('lost') },
    ...{ fromNew: money('new'), fromWonBack: money('won back') },
    ...{ fromKept: money('kept'), fromLost: money('lost') },
  };
}

const salesColumns = ({ before, now }: Compared) => ({
  ...{ customersBefore: before.customers, customersNow: now.customers },
  ...{ ordersBefore: before.orders, ordersNow: now.orders },
  ...{ revenueBefore: before.cents / 100, revenueNow: now.cents / 100 },
});

const partColumns = ({ change, customers, mix, frequency, value }: Change) => ({
  ...{ change: change / 100, byCustomers: customers / 100, byMix: mix / 100 },
  ...{ byFrequency: frequency / 100, byValue: value / 100 },
});

interface About extends Pick<Comparison, 'before' | 'now'> {
  readonly comparison: ComparisonName;
  readonly position: number;
  readonly previousRunId: string | null;
}

export const changeRow = (
  { before, now, ...about }: About,
  sales: Compared,
  change: Change,
  kinds: KindColumns,
) => ({
  ...{ comparison: about.comparison, position: about.position, previousRunId: about.previousRunId },
  ...{ beforeFrom: before.from, beforeTo: before.to, nowFrom: now.from, nowTo: now.to },
  ...salesColumns(sales),
  ...partColumns(change),
  ...kinds,
});

export const segmentRow = (
  about: { readonly comparison: ComparisonName; readonly segmentId: number },
  sales: Compared,
  change: Change,
  kinds: KindColumns,
) => ({ ...about, ...salesColumns(sales), ...partColumns(change), ...kinds });

/** Those that changed most, and a last row of all the others, so that the products add up to the whole. */
export function productRows(
  comparison: ComparisonName,
  products: readonly ProductSales[],
  whole: Compared,
): object[] {
  if (products.length === 0) return [];
  const cents = (period: 'before' | 'now') => {
    const parts = products.map((one) => (period === 'before' ? one.moneyBefore : one.moneyNow) / 100);
    const rest = whole[period].cents - parts.reduce((sum, part) => sum + part, 0);
    return apportion([...parts, rest], whole[period].cents);
  };
  const [before, now] = [cents('before'), cents('now')];
  const rows = products.map((product, i) => {
    const sales = compare([product], before[i]!, now[i]!);
    const { stockCode, description } = product;
    return {
      ...{ comparison, stockCode, description, position: i + 1 },
      ...salesColumns(sales),
      ...partColumns(explainChange([sales])[0]!),
    };
  });
  const rest = { before: before.at(-1)! / 100, now: now.at(-1)! / 100 };
  const unknown = { customersBefore: null, customersNow: null, ordersBefore: null, ordersNow: null };
  const others = {
    ...{ comparison, position: products.length + 1, stockCode: null, description: null, ...unknown },
    ...{ revenueBefore: rest.before, revenueNow: rest.now, change: (now.at(-1)! - before.at(-1)!) / 100 },
    ...{ byCustomers: null, byMix: null, byFrequency: null, byValue: null },
  };
  return [...rows, others];
}

const salesNames = [
  ...['customers_before', 'customers_now', 'orders_before', 'orders_now', 'revenue_before', 'revenue_now'],
  'change',
];
const partNames = ['by_customers', 'by_mix', 'by_frequency', 'by_value'];
const kindNames = [
  ...['new_customers', 'won_back_customers', 'kept_customers', 'lost_customers'],
  ...['from_new', 'from_won_back', 'from_kept', 'from_lost'],
];

export const revenueTables = (
  changes: readonly object[],
  segments: readonly object[],
  products: readonly object[],
): TableRows[] => [
  {
    table: 'revenue_changes',
    columns: [
      ...['comparison', 'position', 'previous_run_id', 'before_from', 'before_to', 'now_from', 'now_to'],
      ...[...salesNames, ...partNames, ...kindNames],
    ],
    rows: changes,
  },
  {
    table: 'revenue_change_segments',
    columns: ['comparison', 'segment_id', ...salesNames, ...partNames, ...kindNames],
    rows: segments,
  },
  {
    table: 'revenue_change_products',
    columns: ['comparison', 'position', 'stock_code', 'description', ...salesNames, ...partNames],
    rows: products,
  },
];
