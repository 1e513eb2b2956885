import type { ChoiceDocument } from '../../core/choice/choice-document.js';
import type { ClusterDocument } from '../../core/cluster/cluster-document.js';
import type { Embedding } from '../../core/embed/embedding.js';
import type { MapArrays } from '../../core/embed/fitted-space.js';
import { arrayOf } from '../../core/embed/map-arrays.js';
import { runKey } from '../../core/keys.js';
import { clusteredSamples } from '../../core/metrics/clustered-samples.js';
import { asksNeighbours } from '../../core/model/assign-customers.js';
import type { CustomerModel, ModelSegment } from '../../core/model/customer-model.js';
import { encodeModel } from '../../core/model/encode-model.js';
import { decodeMatrix, decodeNpy } from '../../core/npy.js';
import { readJson } from '../../io/read-json.js';
import type { StepIo } from '../../io/step-io.js';
import type { ProfileInput } from './profile.js';

/** Keeps what assigns new customers as this run would: `model.json`, and the large arrays beside it. */
export async function writeModel(
  { store }: StepIo,
  { dataset, runId }: ProfileInput,
  { space, model, k }: ChoiceDocument['winner'],
  segments: readonly ModelSegment[],
): Promise<void> {
  const {
    scaler,
    map,
    arrays: names,
  } = await readJson<Embedding>(store, runKey(runId, 'embed', `${space}.json`));
  const { fitted: all } = await readJson<ClusterDocument>(
    store,
    runKey(runId, 'cluster', `${space}-${model}.json`),
  );
  const fitted = all.find((candidate) => candidate.k === k)!;
  const arrays = {
    ...(await readMapArrays(store, runId, space, names)),
    ...(asksNeighbours(fitted) ? await readVoters(store, runId, space) : {}),
  };
  const kept: CustomerModel = { dataset, runId, scaler, map, fitted, segments, arrays };
  const { document, files } = encodeModel(kept);
  for (const [file, bytes] of files) await store.write(runKey(runId, 'profile', file), bytes);
  await store.write(runKey(runId, 'profile', 'model.json'), document);
}

/** Those whom the model was fitted to and has put into a segment: noise has no vote. */
async function readVoters(store: StepIo['store'], runId: string, space: string): Promise<MapArrays> {
  const points = decodeMatrix(await store.read(runKey(runId, 'embed', `${space}.npy`)));
  const labels = decodeNpy(await store.read(runKey(runId, 'choose', 'labels.npy'))).data as Int32Array;
  const clustered = clusteredSamples(points, labels);
  return {
    points: arrayOf(clustered.points),
    labels: { data: clustered.labels, shape: [clustered.labels.length] },
  };
}

async function readMapArrays(
  store: StepIo['store'],
  runId: string,
  space: string,
  names: readonly string[],
): Promise<MapArrays> {
  const arrays = names.map(async (name) => {
    const bytes = await store.read(runKey(runId, 'embed', `${space}-${name}.npy`));
    return [name, decodeNpy(bytes)] as const;
  });
  return Object.fromEntries(await Promise.all(arrays));
}
