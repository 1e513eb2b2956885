import { interleave } from '../../core/interleave.js';
import { runKey } from '../../core/keys.js';
import type { Matrix } from '../../core/matrix.js';
import { parquetTable } from '../parquet.js';
import type { StepIo } from '../step-io.js';

/** Features of a run's customers, Float64Array (nCustomers × nFeatures), row-major, NaN where unknown. */
export async function readFeatures(io: StepIo, runId: string, names: readonly string[]): Promise<Matrix> {
  const path = await io.store.openFile(runKey(runId, 'featurize', 'customers.parquet'));
  const selected = names.map((name) => `${name}::double as ${name}`).join(', ');
  const columns = await io.withEngine((engine) =>
    engine.columns(`select ${selected} from ${parquetTable(path)}`),
  );
  return interleave(columns, names);
}
