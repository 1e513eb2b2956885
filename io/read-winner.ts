import type { ChoiceDocument } from '../core/choice/choice-document.js';
import type { ClusterDocument } from '../core/cluster/cluster-document.js';
import type { FittedModel } from '../core/cluster/fitted-model.js';
import type { Embedding } from '../core/embed/embedding.js';
import type { MapArrays } from '../core/embed/fitted-space.js';
import type { Matrix } from '../core/matrix/matrix.js';
import { decodeMatrix, decodeNpy, type NpyArray } from '../core/matrix/npy.js';
import type { Space } from '../core/rules/rules.js';
import { runKey } from '../core/runs/keys.js';
import type { ObjectStore } from './object-store.js';
import { readJson } from './read-json.js';

/** A space, the customers it was fitted to, and what brings others there. */
export interface KnownSpace {
  readonly embedding: Embedding;
  readonly arrays: MapArrays;
  /** Float64Array (nSamples × nDimensions), row-major. */
  readonly points: Matrix;
}

/** The segmentation that was chosen, and the customers it was fitted to. */
export interface Winner {
  readonly space: KnownSpace;
  readonly fitted: FittedModel;
  /** Int32Array (nSamples): rows of `customers.parquet`, rising. */
  readonly rows: Int32Array;
  /** Int32Array (nSamples), noise -1. */
  readonly labels: Int32Array;
}

export async function readWinner(store: ObjectStore, runId: string): Promise<Winner> {
  const { winner } = await readJson<ChoiceDocument>(store, runKey(runId, 'choose', 'choice.json'));
  const { rows, fitted } = await readJson<ClusterDocument>(
    store,
    runKey(runId, 'cluster', `${winner.space}-${winner.model}.json`),
  );
  const integers = async (step: string, file: string) =>
    decodeNpy(await store.read(runKey(runId, step, file))).data as Int32Array;
  return {
    space: await readSpace(store, runId, winner.space),
    fitted: fitted[rows.findIndex(({ k }) => k === winner.k)]!,
    rows: await integers('embed', 'sample.npy'),
    labels: await integers('choose', 'labels.npy'),
  };
}

export async function readSpace(store: ObjectStore, runId: string, space: Space): Promise<KnownSpace> {
  const embedding = await readJson<Embedding>(store, runKey(runId, 'embed', `${space}.json`));
  const arrays: Record<string, NpyArray> = {};
  for (const name of embedding.arrays)
    arrays[name] = decodeNpy(await store.read(runKey(runId, 'embed', `${space}-${name}.npy`)));
  const points = decodeMatrix(await store.read(runKey(runId, 'embed', `${space}.npy`)));
  return { embedding, arrays, points };
}
