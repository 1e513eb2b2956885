import { spawnSync } from 'node:child_process';
import { formatTable } from '../bin/terminal/format-table.js';
import { compareFits, type Found, type FoundByPeer } from './compare-fits.js';
import type { MapSettings } from './peer-map.js';

const customers = 'test/fixtures/reference/retail.csv';
/** One round for each, so that a seed's luck evens out. */
const seeds = [42, 43, 44, 45, 46];

interface Timed {
  readonly seconds: Record<string, number>;
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
}

/**
 * The Python procedure's work (forest of 100 trees, UMAP of its leaves, k-means, Gaussian mixture and Ward with
 * k = 2..11 and ten starts, their silhouettes), by us and, where scikit-learn and umap-learn are installed, by them:
 * in turn, in processes of their own, start and imports included. Then how good the fits are.
 */
export async function benchPeer(): Promise<void> {
  // Python looks for modules where it is started: in the project's folder it would find jest's `coverage`.
  const hasPeer = spawnSync('python3', ['-c', 'import umap, sklearn'], { cwd: 'bench' }).status === 0;
  if (!hasPeer)
    console.log('THE PEER IS LEFT OUT: python3 has no umap-learn and scikit-learn (pip install umap-learn)');
  const ours: (Timed & Found)[] = [];
  const alike: Timed[] = [];
  const peers: (Timed & FoundByPeer)[] = [];
  for (const seed of seeds) {
    ours.push(runOurs(seed, 'ours'));
    alike.push(runOurs(seed, 'peer'));
    if (hasPeer) peers.push(run('python3', ['bench/peer.py', customers, `${seed}`]));
  }
  const peer = hasPeer ? medianOf(peers) : undefined;
  console.log(formatTable(compareTimes(peer, medianOf(ours), medianOf(alike))));
  if (!hasPeer) return;
  console.log(`\nMeans of ${seeds.length} seeds, silhouettes each on its own map:`);
  console.log(formatTable(compareFits(ours, peers)));
}

const runOurs = (seed: number, settings: MapSettings) =>
  run<Timed & Found>(process.execPath, ['dist/bench-peer-child.js', customers, `${seed}`, settings]);

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

const medianOf = <T extends Timed>(runs: readonly T[]): T =>
  runs.toSorted((a, b) => a.wallSeconds - b.wallSeconds)[runs.length >> 1]!;

const partsOf = ({ seconds, wallSeconds, cpuSeconds }: Timed): Record<string, number> => ({
  ...seconds,
  whole: wallSeconds,
  'CPU time': cpuSeconds,
});

/** Our models run side by side: they do not add up to the whole. */
function compareTimes(peer: Timed | undefined, our: Timed, alike: Timed) {
  const [theirs, mine, same] = [peer ? partsOf(peer) : {}, partsOf(our), partsOf(alike)];
  return Object.keys({ ...theirs, ...mine }).map((part) => ({
    part,
    'Python, s': theirs[part]?.toFixed(2) ?? '',
    'ours, s': mine[part]?.toFixed(2) ?? '',
    ratio: ratio(theirs[part], mine[part]),
    'with its settings, s': same[part]?.toFixed(2) ?? '',
    'ratio then': ratio(theirs[part], same[part]),
  }));
}

const ratio = (peer: number | undefined, our: number | undefined) =>
  peer === undefined || our === undefined ? '' : (peer / our).toFixed(1);
