import type { ClusterDocument } from '../../core/cluster/cluster-document.js';
import { distinctRows } from '../../core/cluster/distinct-rows.js';
import { type Clustering, fitModel } from '../../core/cluster/fit-model.js';
import type { LeaderboardRow } from '../../core/cluster/leaderboard-row.js';
import { scoreClusterings } from '../../core/cluster/score-clusterings.js';
import type { Embedding, LeftOutSpace } from '../../core/embed/embedding.js';
import { UserError } from '../../core/errors/user-error.js';
import type { Matrix } from '../../core/matrix/matrix.js';
import { decodeMatrix, encodeNpy } from '../../core/matrix/npy.js';
import { createRandom } from '../../core/random/random.js';
import type { SegmentationRules, Space } from '../../core/rules/rules.js';
import { runKey } from '../../core/runs/keys.js';
import type { ModelTask, Plan } from '../../core/runs/plan.js';
import { readJson } from '../../io/read-json.js';
import type { Step, StepIo } from '../../io/step-io.js';

export interface ClusterOutput extends ModelTask {
  readonly summary: string;
}

/** Fits one model to one space for every k of the rules, or the k that it finds, and measures each. */
export const cluster: Step<ModelTask, ClusterOutput> = async ({ dataset, runId, space, model }, io) => {
  const { rules } = await readJson<Plan>(io.store, runKey(runId, 'plan', 'plan.json'));
  const task = { dataset, runId, space, model };
  const embedding = await readJson<Embedding | LeftOutSpace>(
    io.store,
    runKey(runId, 'embed', `${space}.json`),
  );
  if ('leftOut' in embedding) return writeNothing(io, task, embedding.leftOut);
  const points = await readSpace(io, runId, space);
  const scaled = space === 'scaled' ? points : await readSpace(io, runId, 'scaled');
  const { nDistinct, ks } = segmentCounts(points, rules.segmentation);
  if (ks.length === 0) {
    const error = tooFewCustomers(points.rows, nDistinct, rules.segmentation.kFrom);
    // A map can have fewer places than there are different customers; then it is one space less.
    if (space === 'scaled') throw error;
    return writeNothing(io, task, error.message);
  }

  const fits = fitModel(model, points, ks, {
    rules: rules.segmentation,
    // A seed per fit, so that no fit depends on which others were made before it.
    randomOf: (k) => createRandom(`${rules.seed}/${space}/${model}/${k}`),
    onFit: (k) => io.progress(`${space} ${model} k = ${k}`, ks.indexOf(k), ks.length),
  });
  const clusterings = fits.filter(({ fitted }) => fitted.k >= 2);
  const rows = scoreClusterings(space, points, scaled, clusterings);
  await writeCandidates(io, task, points.rows, clusterings, {
    rows,
    fitted: clusterings.map(({ fitted }) => fitted),
    withoutSegments: fits.map(({ fitted }) => fitted).filter(({ k }) => k < 2),
  });
  return { ...task, summary: summaryOf(`${space}-${model}`, rows) };
};

/** No candidates, because the space cannot be clustered. */
async function writeNothing(io: StepIo, task: ModelTask, reason: string): Promise<ClusterOutput> {
  await writeCandidates(io, task, 0, [], { rows: [], fitted: [], withoutSegments: [] });
  return { ...task, summary: `${task.space}-${task.model}: left out, ${reason}` };
}

async function writeCandidates(
  { store }: StepIo,
  { runId, space, model }: ModelTask,
  nCustomers: number,
  clusterings: readonly Clustering[],
  document: ClusterDocument,
): Promise<void> {
  const key = (ending: string) => runKey(runId, 'cluster', `${space}-${model}.${ending}`);
  await store.write(key('npy'), encodeLabels(clusterings, nCustomers));
  await store.write(key('json'), JSON.stringify(document));
}

const readSpace = async ({ store }: StepIo, runId: string, space: Space): Promise<Matrix> =>
  decodeMatrix(await store.read(runKey(runId, 'embed', `${space}.npy`)));

/** Every k of the rules that leaves no segment empty and not every customer alone. */
function segmentCounts(points: Matrix, { kFrom, kTo }: SegmentationRules) {
  const { count: nDistinct } = distinctRows(points);
  const last = Math.min(kTo, nDistinct, points.rows - 1);
  const ks = Array.from({ length: Math.max(0, last - kFrom + 1) }, (_, i) => kFrom + i);
  return { nDistinct, ks };
}

function encodeLabels(clusterings: readonly Clustering[], nCustomers: number): Uint8Array {
  const data = new Int32Array(clusterings.length * nCustomers);
  clusterings.forEach(({ labels }, i) => {
    data.set(labels, i * nCustomers);
  });
  return encodeNpy({ data, shape: [clusterings.length, nCustomers] });
}

function summaryOf(name: string, rows: readonly LeaderboardRow[]): string {
  if (rows.length === 0) return `${name}: fewer than two clusters, so no segmentation`;
  const best = rows.reduce((a, b) => (b.silhouette > a.silhouette ? b : a));
  const ks = rows.length === 1 ? `k = ${rows[0]!.k}` : `k = ${rows[0]!.k}..${rows.at(-1)!.k}`;
  return `${name}: ${ks}, best silhouette ${best.silhouette.toFixed(3)} at k = ${best.k}`;
}

const tooFewCustomers = (customers: number, distinct: number, kFrom: number) =>
  new UserError(
    'TooFewCustomers',
    `${customers} customers, ${distinct} of them different, are too few for ${kFrom} segments`,
    { remedy: 'Give a longer period of orders, loosen the cleaning rules, or lower segmentation.kFrom.' },
  );
