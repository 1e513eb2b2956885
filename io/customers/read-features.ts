import { runKey } from '../../core/keys.js';
import type { Matrix } from '../../core/matrix.js';
import type { StepIo } from '../step-io.js';
import { customerTable } from './customer-table.js';

/** Features of a run's customers, Float64Array (nCustomers × nFeatures), row-major, NaN where unknown. */
export async function readFeatures(io: StepIo, runId: string, names: readonly string[]): Promise<Matrix> {
  const path = await io.store.openFile(runKey(runId, 'featurize', 'customers.parquet'));
  return io.withEngine((engine) => customerTable(engine, path).features(names, 'all'));
}
