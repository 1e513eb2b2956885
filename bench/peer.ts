import { spawnSync } from 'node:child_process';
import { formatTable } from '../bin/terminal/format-table.js';
import type { Matrix } from '../core/matrix.js';
import { silhouettes } from '../core/metrics/silhouettes.js';
import { withinSumOfSquares } from '../core/metrics/within-sum-of-squares.js';
import { ks, type PeerModel, peerModels, runModel } from './peer-models.js';

const customers = 'test/fixtures/reference/retail.csv';
const rounds = 5;
/** A difference that is only rounding: the peer computes k-means and mixtures in single precision. */
const rounding = 1e-4;

interface Timed {
  readonly seconds: Record<string, number>;
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
}

interface OurResult extends Timed {
  readonly silhouettes: Record<PeerModel, readonly number[]>;
}

interface PeerResult extends Timed {
  readonly places: readonly (readonly number[])[];
  readonly labels: Record<PeerModel, readonly (readonly number[])[]>;
  readonly logLikelihoods: readonly number[];
}

/**
 * The Python procedure's work (forest of 100 trees, UMAP of its leaves, k-means, Gaussian mixture and Ward with
 * k = 2..11 and ten starts, their silhouettes), by us and, where scikit-learn and umap-learn are installed, by them:
 * in turn, in processes of their own, start and imports included. Then both on the peer's own map, fit by fit.
 */
export async function benchPeer(): Promise<void> {
  // Python looks for modules where it is started: in the project's folder it would find jest's `coverage`.
  const hasPeer = spawnSync('python3', ['-c', 'import umap, sklearn'], { cwd: 'bench' }).status === 0;
  const ours: OurResult[] = [];
  const peers: PeerResult[] = [];
  for (let round = 0; round < rounds; round++) {
    ours.push(run(process.execPath, ['dist/bench-peer-child.js', customers]));
    if (hasPeer) peers.push(run('python3', ['bench/peer.py', customers]));
  }
  const our = medianOf(ours);
  if (!hasPeer) {
    console.log('THE PEER IS LEFT OUT: python3 has no umap-learn and scikit-learn (pip install umap-learn)');
    console.log(formatTable(partsOf(our)));
    return;
  }
  const peer = medianOf(peers);
  console.log(formatTable(compareParts(our, peer)));
  console.log(
    `whole, median of ${rounds}: ${(peer.wallSeconds / our.wallSeconds).toFixed(1)}x faster, ` +
      `${(peer.cpuSeconds / our.cpuSeconds).toFixed(1)}x less CPU time`,
  );
  console.log("\nEach on the peer's map:");
  console.log(formatTable(compareFits(peer)));
}

function run<T extends Timed>(command: string, args: readonly string[]): T {
  const start = performance.now();
  const child = spawnSync(command, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 2 ** 28,
  });
  if (child.status !== 0)
    throw new Error(`${command} ${args.join(' ')} failed with exit code ${child.status}`);
  return { ...JSON.parse(child.stdout), wallSeconds: (performance.now() - start) / 1000 };
}

const medianOf = <T extends Timed>(results: readonly T[]): T =>
  results.toSorted((a, b) => a.wallSeconds - b.wallSeconds)[results.length >> 1]!;

const round2 = (seconds: number | undefined) => (seconds === undefined ? '' : seconds.toFixed(2));

const partsOf = ({ seconds, wallSeconds, cpuSeconds }: Timed) =>
  Object.entries({ ...seconds, whole: wallSeconds, 'CPU time': cpuSeconds }).map(([part, value]) => ({
    part,
    seconds: round2(value),
  }));

/** Our models run side by side: they do not add up to the whole. */
function compareParts(our: Timed, peer: Timed) {
  const theirs = { ...peer.seconds, whole: peer.wallSeconds, 'CPU time': peer.cpuSeconds };
  const mine: Record<string, number> = { ...our.seconds, whole: our.wallSeconds, 'CPU time': our.cpuSeconds };
  return Object.entries(theirs).map(([part, seconds]) => ({
    part,
    'Python, s': round2(seconds),
    'ours, s': round2(mine[part]),
    ratio: mine[part] === undefined ? '' : (seconds / mine[part]).toFixed(1),
  }));
}

function compareFits({ places, labels, logLikelihoods }: PeerResult) {
  const map: Matrix = { data: Float64Array.from(places.flat()), rows: places.length, cols: 2 };
  return peerModels.flatMap((model) => {
    const own = runModel(model, map);
    const theirLabels = labels[model].map((row) => Int32Array.from(row));
    const theirs = silhouettes(map, theirLabels).map(({ mean }) => mean);
    return ks.map((k, i) => ({
      model,
      k,
      ...compareGoal(
        model,
        map,
        [theirLabels[i]!, own.labels[i]!],
        [logLikelihoods[i]!, own.logLikelihoods[i]!],
      ),
      'silhouette, Python': theirs[i]!.toFixed(4),
      ours: own.silhouettes[i]!.toFixed(4),
    }));
  });
}

/** What the model seeks: the likelihood of a mixture, else the sum of squares within the clusters. */
function compareGoal(
  model: PeerModel,
  map: Matrix,
  labels: readonly [Int32Array, Int32Array],
  likelihoods: readonly [number, number],
) {
  const [peer, own] = model === 'gmm' ? likelihoods : labels.map((row) => withinSumOfSquares(map, row));
  const gain = model === 'gmm' ? own! - peer! : (peer! - own!) / peer!;
  return {
    'goal, Python': peer!.toFixed(model === 'gmm' ? 4 : 0),
    'goal, ours': own!.toFixed(model === 'gmm' ? 4 : 0),
    'at least as good': gain > -rounding ? 'yes' : 'no',
  };
}
