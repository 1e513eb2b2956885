import type { Receipt } from '../../../core/cleaning/receipt.js';
import { apportion } from '../../../core/revenue/apportion.js';
import { addChanges, explainChange } from '../../../core/revenue/explain-change.js';
import type { RevenueFindings } from '../../../core/revenue/revenue-findings.js';
import { runKey } from '../../../core/runs/keys.js';
import { percent } from '../../../core/segments/describe-segment.js';
import type { Engine } from '../../../io/engine.js';
import { parquetTable } from '../../../io/parquet.js';
import { readJson } from '../../../io/read-json.js';
import type { StepIo } from '../../../io/step-io.js';
import { withOrders } from '../customers/with-orders.js';
import type { Study, StudyContext } from '../study-context.js';
import { type Comparison, comparedStretches } from './periods.js';
import { compare, type GroupSales, openRuns, openStretches, readGroups, readProducts } from './read-sales.js';
import { changeRow, kindColumns, productRows, revenueTables, segmentRow } from './revenue-rows.js';

/** Why revenue changed: against the stretch before, the same a year ago, and the run before. */
export const revenue: Study<RevenueFindings> = async (context, io) => {
  const { receipt } = context;
  const stretches = comparedStretches(receipt.from, receipt.asOf);
  const refused = typeof stretches === 'string' ? stretches : null;
  const before = await readRunBefore(context, io);
  const told = await withOrders(io, context.runId, async (engine) => {
    const found: Told[] = [];
    for (const comparison of typeof stretches === 'string' ? [] : stretches) {
      await openStretches(engine, comparison.before, comparison.now);
      found.push(await tell(engine, comparison, found.length + 1, null));
    }
    if (before) {
      await engine.run(`create view purchases_before as select * from ${parquetTable(before.purchases)}`);
      await openRuns(engine);
      const runs: Comparison = { name: 'run', before: stretchOf(before.receipt), now: stretchOf(receipt) };
      found.push(await tell(engine, runs, found.length + 1, before.runId));
    }
    return found.filter(({ change }) => change !== null);
  });
  const changes = told.map(({ change }) => change!);
  const hasProducts = told.some(({ products }) => products.length > 0);
  const reason = changes.length > 0 ? null : (refused ?? nothingSold);
  return {
    summary: `revenue: ${sayFirst(changes[0]) ?? reason}`,
    tables: revenueTables(
      changes,
      told.flatMap(({ segments }) => segments),
      told.flatMap(({ products }) => products),
    ),
    refusals: [
      ...(reason === null ? [] : topics.map((topic) => ({ topic, reason }))),
      ...(reason === null && !hasProducts
        ? [{ topic: 'revenue_by_product', reason: 'The orders name no products.' }]
        : []),
    ],
    findings: { changes, refused: reason },
  };
};

const topics = ['revenue_bridge', 'revenue_by_customers', 'revenue_by_segment', 'revenue_by_product'];
const nothingSold = 'Nothing was sold in the stretches that would be compared.';

const stretchOf = ({ from, asOf }: Pick<Receipt, 'from' | 'asOf'>) => ({ from, to: asOf });

interface RunBefore {
  readonly runId: string;
  readonly receipt: Receipt;
  /** Where its purchases are. */
  readonly purchases: string;
}

/** The run that this one is compared with, as far as its files are still there. */
async function readRunBefore({ plan }: StudyContext, { store }: StepIo): Promise<RunBefore | null> {
  const runId = plan.previousRunId;
  if (runId === null || !(await store.stat(runKey(runId, 'clean', 'purchases.parquet')))) return null;
  return {
    runId,
    receipt: await readJson(store, runKey(runId, 'clean', 'receipt.json')),
    purchases: await store.openFile(runKey(runId, 'clean', 'purchases.parquet')),
  };
}

interface Told {
  readonly change: ReturnType<typeof changeRow> | null;
  readonly segments: readonly object[];
  readonly products: readonly object[];
}

/** Everything in whole cents: first of the whole, then dealt out, so that every table adds up to the same. */
async function tell(
  engine: Engine,
  comparison: Comparison,
  position: number,
  previousRunId: string | null,
): Promise<Told> {
  const cells = await readGroups(engine);
  const [before, now] = [centsOf(cells, 'moneyBefore'), centsOf(cells, 'moneyNow')];
  const priced = cells.map((cell, i) => ({ ...cell, centsBefore: before[i]!, centsNow: now[i]! }));
  const ids = [...new Set(priced.map(({ segmentId }) => segmentId))].sort((a, b) => a - b);
  const groups = ids.map((id) => priced.filter(({ segmentId }) => segmentId === id));
  const sales = groups.map((group) => compare(group, total(group, 'centsBefore'), total(group, 'centsNow')));
  const whole = compare(priced, total(priced, 'centsBefore'), total(priced, 'centsNow'));
  if (whole.before.cents === 0 || whole.now.cents === 0) return { change: null, segments: [], products: [] };
  const changes = explainChange(sales);
  const about = { comparison: comparison.name, position, previousRunId };
  return {
    change: changeRow({ ...about, ...comparison }, whole, addChanges(changes), kindColumns(priced)),
    segments: ids.map((segmentId, i) =>
      segmentRow({ comparison: comparison.name, segmentId }, sales[i]!, changes[i]!, kindColumns(groups[i]!)),
    ),
    products: productRows(comparison.name, await readProducts(engine), whole),
  };
}

/** Each cell's money in cents, which add up to the cents of all. */
function centsOf(cells: readonly GroupSales[], money: 'moneyBefore' | 'moneyNow'): number[] {
  const parts = cells.map((cell) => cell[money] / 100);
  return apportion(parts, Math.round(cells.reduce((sum, cell) => sum + cell[money], 0) / 100));
}

const total = <Key extends string>(rows: readonly Readonly<Record<Key, number>>[], key: Key) =>
  rows.reduce((sum, row) => sum + row[key], 0);

function sayFirst(first: ReturnType<typeof changeRow> | undefined): string | null {
  if (!first) return null;
  const { revenueBefore, revenueNow, comparison } = first;
  const against = { before: 'the stretch before', year: 'a year ago', run: 'the run before' }[comparison];
  const ratio = revenueNow / revenueBefore - 1;
  return `${percent(Math.abs(ratio))} ${ratio < 0 ? 'less' : 'more'} than ${against}`;
}
