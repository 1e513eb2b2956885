import type { FeaturizeReport } from '../../../core/features/featurize-report.js';
import { runKey } from '../../../core/runs/keys.js';
import { readJson } from '../../../io/read-json.js';
import { featurize } from '../../../lambdas/featurize/featurize.js';
import { dataset, type OrderLake, runId } from '../clean/order-lake.js';

/** Runs the step on what was cleaned. */
export async function runFeaturize({ io }: OrderLake): Promise<FeaturizeReport> {
  await featurize({ dataset, runId }, io);
  return readJson(io.store, runKey(runId, 'featurize', 'featurize.json'));
}
