import { assign as assignLabels } from '../../core/cluster/assign.js';
import { fitPca, type Pca } from '../../core/embed/fit-pca.js';
import { placeInSpace } from '../../core/embed/place-in-space.js';
import { project } from '../../core/embed/project.js';
import { scale } from '../../core/embed/scale.js';
import type { CustomerPart } from '../../core/features/customer-parts.js';
import type { Matrix } from '../../core/matrix/matrix.js';
import { encodeMatrix, encodeNpy } from '../../core/matrix/npy.js';
import { clusterMeans } from '../../core/metrics/cluster-means.js';
import { clusteredSamples } from '../../core/metrics/clustered-samples.js';
import { sampleSilhouettes } from '../../core/metrics/sample-silhouettes.js';
import { simplifiedSilhouettes } from '../../core/metrics/simplified-silhouettes.js';
import { runKey } from '../../core/runs/keys.js';
import { customerTable } from '../../io/customers/customer-table.js';
import { type KnownSpace, readSpace, readWinner, type Winner } from '../../io/read-winner.js';
import type { Step, StepIo } from '../../io/step-io.js';

export interface AssignInput extends CustomerPart {
  readonly dataset: string;
  readonly runId: string;
}

export interface AssignOutput extends AssignInput {
  readonly summary: string;
}

/** Some customers in the segmentation that was chosen. */
interface Members {
  /** Int32Array (nCustomers), noise -1. */
  readonly labels: Int32Array;
  /** Float64Array (nCustomers), NaN for noise. */
  readonly silhouettes: Float64Array;
  /** Float64Array (nCustomers × 1 or 2), row-major: where they are on the map that people look at. */
  readonly map: Matrix;
}

/**
 * Gives the customers of one part their segments. Those that the winner was fitted to have theirs; where that is
 * everybody, silhouettes are exact. Of more customers, the others are brought into the winner's space and assigned
 * by its own rule, and silhouettes are by the centers.
 */
export const assign: Step<AssignInput, AssignOutput> = async ({ dataset, runId, from, to }, io) => {
  const winner = await readWinner(io.store, runId);
  const scaled = await readSpace(io.store, runId, 'scaled');
  // The first two principal components, whatever space won.
  const pca = fitPca(scaled.points);
  const isEverybody = winner.rows.length === scaled.embedding.customers;
  const members = isEverybody
    ? membersFitted(winner, scaled, pca)
    : await membersOfPart(io, runId, { from, to }, winner, scaled, pca);
  await writeMembers(io, runId, from, members);
  return { dataset, runId, from, to, summary: `customers ${from + 1} to ${to}` };
};

const membersFitted = ({ space, labels }: Winner, scaled: KnownSpace, pca: Pca): Members => ({
  labels,
  silhouettes: sampleSilhouettes(space.points, labels),
  map: project(pca, scaled.points),
});

async function membersOfPart(
  io: StepIo,
  runId: string,
  part: CustomerPart,
  { space, fitted, rows, labels: known }: Winner,
  scaled: KnownSpace,
  pca: Pca,
): Promise<Members> {
  const points = await placeCustomers(io, runId, part, space);
  const labels = assignLabels(fitted, { points: space.points, labels: known }, points);
  rows.forEach((row, i) => {
    if (row >= part.from && row < part.to) labels[row - part.from] = known[i]!;
  });
  const clustered = clusteredSamples(space.points, known);
  const centers = clusterMeans(clustered.points, clustered.labels, fitted.k);
  return {
    labels,
    silhouettes: simplifiedSilhouettes(points, labels, centers),
    map: project(pca, await placeCustomers(io, runId, part, scaled)),
  };
}

/** Float64Array (nCustomers × nDimensions), row-major: the part's customers in a space. */
async function placeCustomers(
  { store, withEngine }: StepIo,
  runId: string,
  part: CustomerPart,
  { embedding, arrays }: KnownSpace,
): Promise<Matrix> {
  const names = embedding.scaler.features.map(({ name }) => name);
  const path = await store.openFile(runKey(runId, 'featurize', 'customers.parquet'));
  const matrix = await withEngine((engine) => customerTable(engine, path).features(names, part));
  return placeInSpace(embedding.map, arrays, scale(embedding.scaler, matrix), names);
}

async function writeMembers(
  { store }: StepIo,
  runId: string,
  from: number,
  { labels, silhouettes, map }: Members,
): Promise<void> {
  const vector = (data: Int32Array | Float64Array) => encodeNpy({ data, shape: [data.length] });
  await store.write(runKey(runId, 'assign', `${from}-labels.npy`), vector(labels));
  await store.write(runKey(runId, 'assign', `${from}-silhouettes.npy`), vector(silhouettes));
  await store.write(runKey(runId, 'assign', `${from}-map.npy`), encodeMatrix(map));
}
