import type { Candidate } from '../../core/choice/candidate.js';
import { type PastCustomers, pastCustomers } from '../../core/choice/past-customers.js';
import { explainedShare, type UseOf } from '../../core/choice/use.js';
import type { Receipt } from '../../core/cleaning/receipt.js';
import { distinctRows } from '../../core/cluster/distinct-rows.js';
import { fitModel } from '../../core/cluster/fit-model.js';
import { fitScaler } from '../../core/embed/fit-scaler.js';
import { fitSpace } from '../../core/embed/fit-space.js';
import { forestTarget } from '../../core/embed/forest-space.js';
import { scale } from '../../core/embed/scale.js';
import { UserError } from '../../core/errors/user-error.js';
import { dayNumber } from '../../core/forecast/months.js';
import { interleave } from '../../core/matrix/interleave.js';
import type { Matrix } from '../../core/matrix/matrix.js';
import { createRandom } from '../../core/random/random.js';
import type { Rules, Space } from '../../core/rules/rules.js';
import { runKey } from '../../core/runs/keys.js';
import { readHistory } from '../../io/customers/read-history.js';
import { parquetTable, quotedPath } from '../../io/parquet.js';
import { readJson } from '../../io/read-json.js';
import type { StepIo } from '../../io/step-io.js';

/**
 * What candidates are worth: how much of what customers went on to spend such segments told apart. Space and model are
 * fitted anew to the customers as they were on a day of the past, so that nothing of what came after is in them. Null
 * where the features are others than the order history gives, or the customers of the past make no such segments.
 * @param rows of the customers that candidates were fitted to
 */
export async function useOfCandidates(
  io: StepIo,
  runId: string,
  rules: Rules,
  rows: Int32Array,
): Promise<UseOf> {
  const past = await readPast(io, runId, rules, rows);
  if (!past || rules.features.use.some((name) => !(name in past.columns))) return () => null;
  const places = new Map<Space, Matrix | null>();
  return (row) => {
    io.progress(`use of ${row.space} ${row.model} k = ${row.k}`);
    if (!places.has(row.space)) places.set(row.space, placesIn(row.space, past, rules));
    const points = places.get(row.space)!;
    return points && useIn(points, row, past, rules);
  };
}

async function readPast(
  { store, withEngine }: StepIo,
  runId: string,
  { forecast }: Rules,
  rows: Int32Array,
): Promise<PastCustomers | undefined> {
  const { asOf } = await readJson<Receipt>(store, runKey(runId, 'clean', 'receipt.json'));
  const path = await store.openFile(runKey(runId, 'featurize', 'customers.parquet'));
  const purchases = parquetTable(await store.openFile(runKey(runId, 'clean', 'purchases.parquet')));
  const customers = `(
    select customer_id, row_number() over (order by file_row_number) - 1 as row
    from read_parquet(${quotedPath(path)}, file_row_number = true)
    where file_row_number in (select unnest(from_json('${JSON.stringify(Array.from(rows))}', '["bigint"]')))
  )`;
  const history = await withEngine((engine) => readHistory(engine, { customers, purchases }, rows.length));
  return history.days.length === 0
    ? undefined
    : pastCustomers(history, dayNumber(asOf), forecast.horizonMonths);
}

/** The customers of the past in a space; null where they make none. */
function placesIn(space: Space, { columns }: PastCustomers, { features, seed }: Rules): Matrix | null {
  const names = space === 'forest' ? [...new Set([...features.use, forestTarget])] : features.use;
  const matrix = interleave(columns, names);
  if (matrix.rows < 2) return null;
  const scaled = scale(fitScaler(matrix, names, { scales: features.scale }), matrix);
  if (distinctRows(scaled).count < 2) return null;
  try {
    return fitSpace(space, scaled, names, createRandom(`${seed}/use/${space}`)).points;
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

/** Random starts: more move the share by less than what counts as equal. */
const mostStarts = 3;

function useIn(
  points: Matrix,
  { model, k }: Candidate,
  { spentAfter }: PastCustomers,
  { segmentation, seed }: Rules,
): number | null {
  if (distinctRows(points).count < k) return null;
  const randomOf = () => createRandom(`${seed}/use/${model}/${k}`);
  const starts = Math.min(segmentation.starts, mostStarts);
  const rules = { ...segmentation, starts };
  const [found] = fitModel(model, points, [k], { rules, randomOf, onFit: () => {} });
  return found ? explainedShare(found.labels, spentAfter) : null;
}
