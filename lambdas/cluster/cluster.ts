import type { ClusterDocument } from '../../core/cluster/cluster-document.js';
import { distinctRows } from '../../core/cluster/distinct-rows.js';
import { type Clustering, fitModel } from '../../core/cluster/fit-model.js';
import type { LeaderboardRow } from '../../core/cluster/leaderboard-row.js';
import { scoreClusterings } from '../../core/cluster/score-clusterings.js';
import { runKey } from '../../core/keys.js';
import type { Matrix } from '../../core/matrix.js';
import { decodeMatrix, encodeNpy } from '../../core/npy.js';
import type { ModelTask, Plan } from '../../core/plan.js';
import { createRandom } from '../../core/random.js';
import type { SegmentationRules, Space } from '../../core/rules.js';
import { UserError } from '../../core/user-error.js';
import { readJson } from '../../io/read-json.js';
import type { Step, StepIo } from '../../io/step-io.js';

export interface ClusterOutput extends ModelTask {
  readonly summary: string;
}

/** Fits one model to one space for every k of the rules, or the k that it finds, and measures each. */
export const cluster: Step<ModelTask, ClusterOutput> = async ({ dataset, runId, space, model }, io) => {
  const { rules } = await readJson<Plan>(io.store, runKey(runId, 'plan', 'plan.json'));
  const points = await readSpace(io, runId, space);
  const scaled = space === 'scaled' ? points : await readSpace(io, runId, 'scaled');
  const ks = segmentCounts(points, rules.segmentation);

  const fits = fitModel(model, points, ks, {
    rules: rules.segmentation,
    // A seed per fit, so that no fit depends on which others were made before it.
    randomOf: (k) => createRandom(`${rules.seed}/${space}/${model}/${k}`),
    onFit: (k) => io.progress(`${space} ${model} k = ${k}`, ks.indexOf(k), ks.length),
  });
  const clusterings = fits.filter(({ fitted }) => fitted.k >= 2);
  const rows = scoreClusterings(space, points, scaled, clusterings);
  const document: ClusterDocument = {
    rows,
    fitted: clusterings.map(({ fitted }) => fitted),
    withoutSegments: fits.map(({ fitted }) => fitted).filter(({ k }) => k < 2),
  };
  const name = `${space}-${model}`;
  await io.store.write(runKey(runId, 'cluster', `${name}.npy`), encodeLabels(clusterings, points.rows));
  await io.store.write(runKey(runId, 'cluster', `${name}.json`), JSON.stringify(document));
  return { dataset, runId, space, model, summary: summaryOf(name, rows) };
};

const readSpace = async ({ store }: StepIo, runId: string, space: Space): Promise<Matrix> =>
  decodeMatrix(await store.read(runKey(runId, 'embed', `${space}.npy`)));

/** Every k of the rules that leaves no segment empty and not every customer alone. */
function segmentCounts(points: Matrix, { kFrom, kTo }: SegmentationRules): number[] {
  const { count } = distinctRows(points);
  const last = Math.min(kTo, count, points.rows - 1);
  if (last < kFrom) throw tooFewCustomers(points.rows, count, kFrom);
  return Array.from({ length: last - kFrom + 1 }, (_, i) => kFrom + i);
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
