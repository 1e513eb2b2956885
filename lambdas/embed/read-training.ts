import { drawTrainingRows } from '../../core/embed/draw-training-rows.js';
import type { Matrix } from '../../core/matrix/matrix.js';
import { createRandom } from '../../core/random/random.js';
import type { Rules } from '../../core/rules/rules.js';
import { runKey } from '../../core/runs/keys.js';
import { customerTable } from '../../io/customers/customer-table.js';
import type { StepIo } from '../../io/step-io.js';

/** What segments of a few are made of is in the sample: so many customers at each end of each feature. */
const extremesPerEnd = 5;

/** The customers that a space is fitted to. */
export interface Training {
  /** All there are. */
  readonly customers: number;
  /** Int32Array (nSamples): rows of `customers.parquet`, rising. The same for every space of a run. */
  readonly rows: Int32Array;
  /** Float64Array (nSamples × nFeatures), row-major, NaN where unknown. */
  readonly matrix: Matrix;
}

/**
 * Reads what a space is fitted to.
 * @param names of the columns of the matrix
 * @param compared features by which customers are extreme
 */
export async function readTraining(
  { store, withEngine }: StepIo,
  runId: string,
  names: readonly string[],
  compared: readonly string[],
  { seed, segmentation: { sampleAbove, trainOn } }: Rules,
): Promise<Training> {
  const path = await store.openFile(runKey(runId, 'featurize', 'customers.parquet'));
  return withEngine(async (engine) => {
    const table = customerTable(engine, path);
    const customers = await table.count();
    if (customers <= sampleAbove) {
      const rows = Int32Array.from({ length: customers }, (_, row) => row);
      return { customers, rows, matrix: await table.features(names, 'all') };
    }
    const extremes = await table.extremes(compared, extremesPerEnd);
    const rows = drawTrainingRows(customers, trainOn, extremes, createRandom(`${seed}/sample`));
    return { customers, rows, matrix: await table.features(names, rows) };
  });
}
