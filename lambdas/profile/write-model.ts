import type { MapArrays } from '../../core/embed/fitted-space.js';
import { arrayOf } from '../../core/embed/map-arrays.js';
import { clusteredSamples } from '../../core/metrics/clustered-samples.js';
import { asksNeighbours } from '../../core/model/assign-customers.js';
import type { CustomerModel } from '../../core/model/customer-model.js';
import { encodeModel } from '../../core/model/encode-model.js';
import { runKey } from '../../core/runs/keys.js';
import { readWinner, type Winner } from '../../io/read-winner.js';
import type { StepIo } from '../../io/step-io.js';

export interface ProfileInput {
  readonly dataset: string;
  readonly runId: string;
}

/** Keeps what assigns new customers as this run would: `model.json`, and the large arrays beside it. */
export async function writeModel(
  { store }: StepIo,
  { dataset, runId }: ProfileInput,
  { segments, goneAfterDays, enter }: Pick<CustomerModel, 'segments' | 'goneAfterDays' | 'enter'>,
): Promise<void> {
  const winner = await readWinner(store, runId);
  const { space, fitted } = winner;
  const { scaler, map } = space.embedding;
  const arrays = { ...space.arrays, ...(asksNeighbours(fitted) ? votersOf(winner) : {}) };
  const model: CustomerModel = {
    dataset,
    runId,
    scaler,
    map,
    fitted,
    segments,
    goneAfterDays,
    enter,
    arrays,
  };
  const { document, files } = encodeModel(model);
  for (const [file, bytes] of files) await store.write(runKey(runId, 'profile', file), bytes);
  await store.write(runKey(runId, 'profile', 'model.json'), document);
}

/** Those whom the model was fitted to and has put into a segment: noise has no vote. */
function votersOf({ space, labels }: Winner): MapArrays {
  const clustered = clusteredSamples(space.points, labels);
  return {
    points: arrayOf(clustered.points),
    labels: { data: clustered.labels, shape: [clustered.labels.length] },
  };
}
