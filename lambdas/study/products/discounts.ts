import { discountShare, type SegmentMoney } from '../../../core/products/discount-share.js';
import type { DiscountFindings } from '../../../core/products/products-findings.js';
import { lakeKey } from '../../../core/runs/keys.js';
import { percent } from '../../../core/segments/describe-segment.js';
import type { Engine } from '../../../io/engine.js';
import { parquetTable } from '../../../io/parquet.js';
import type { StepIo } from '../../../io/step-io.js';
import discountsSql from '../../../sql/engine/study-discounts.sql';
import { queryRows } from '../customers/query-rows.js';
import { refusedPart, type StudyPart } from '../part.js';
import type { StudyContext } from '../study-context.js';

const table = {
  table: 'segment_discounts',
  columns: [
    'segment_id',
    'money',
    'known_money',
    'cheap_money',
    'saved',
    'share',
    'low',
    'high',
    'customers',
  ],
};
const topic = 'discount_shares';
/** Less of the money with a usual price to compare with says nothing of all of it. */
const leastKnown = 0.3;

/**
 * How much of the money of each segment was spent below the usual price, or with a discount of the order's: nothing of
 * who would have bought without.
 */
export async function discounts(
  engine: Engine,
  { plan, profile }: StudyContext,
  io: StepIo,
): Promise<StudyPart<DiscountFindings>> {
  const refuse = (reason: string) => refusedPart('discounts', [topic], reason, [table]);
  await openDiscounted(engine, plan.dataset, plan.uploads, io);
  const rows = await queryRows<SegmentMoney & { segmentId: number }>(engine, discountsSql);
  const money = sumOf(rows, 'money');
  const known = sumOf(rows, 'knownMoney');
  const cheap = sumOf(rows, 'cheapMoney');
  if (money === 0) return refuse('No money was spent.');
  if (known < leastKnown * money)
    return refuse(
      `${percent(known / money)} of the money has a price to compare with: it takes products that were sold five times within half a year, or discounts in the file.`,
    );
  if (cheap === 0) return refuse('Nothing was sold below its usual price, and no order had a discount.');
  const { interval } = plan.rules.forecast;
  const shares = rows.map((row) => ({ ...row, ...discountShare(row, interval) }));
  const segments = shares.flatMap((row) => {
    const segment = profile.segments.find(({ segmentId }) => segmentId === row.segmentId);
    return segment && row.share !== null ? [{ segment: segment.name, share: row.share }] : [];
  });
  const insiders = shares.find(({ segmentId }) => segmentId === profile.insiders.segmentId);
  return {
    summary: `${percent(cheap / known)} of the money below the usual price`,
    tables: [{ ...table, rows: shares }],
    refusals: [],
    findings: {
      share: cheap / known,
      insidersShare: insiders?.share ?? null,
      most: segments.reduce<DiscountFindings['most']>(
        (most, one) => (most === null || one.share > most.share ? one : most),
        null,
      ),
    },
  };
}

const sumOf = (rows: readonly SegmentMoney[], column: 'money' | 'knownMoney' | 'cheapMoney') =>
  rows.reduce((sum, row) => sum + row[column], 0);

/** The table `discounted_lines`: lines of the uploads with a discount, or a list price above what was paid. */
async function openDiscounted(
  engine: Engine,
  dataset: string,
  uploads: readonly string[],
  { store }: StepIo,
): Promise<void> {
  const lines: string[] = [];
  for (const [i, id] of uploads.entries()) {
    const lake = parquetTable(await store.openFile(lakeKey(dataset, id, 'parquet')));
    const columns = await engine.query<{ column_name: string }>(`describe from ${lake}`);
    const has = (name: string) => columns.some((column) => column.column_name === name);
    const conditions = [
      ...(has('discount') ? ['discount > 0'] : []),
      // Prices are kept to a millionth, and rounded in files to a hundredth.
      ...(has('list_price') ? ['list_price > unit_price + 0.01'] : []),
    ];
    if (conditions.length > 0)
      lines.push(`select ${i + 1} as upload_seq, line_no from ${lake} where ${conditions.join(' or ')}`);
  }
  const none = 'select 0 as upload_seq, cast(0 as bigint) as line_no where false';
  await engine.run(
    `create table discounted_lines as select distinct upload_seq, line_no from (${[none, ...lines].join(' union all ')})`,
  );
}
