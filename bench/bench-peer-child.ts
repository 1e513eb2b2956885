import { readFileSync } from 'node:fs';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { distinctRows } from '../core/cluster/distinct-rows.js';
import { firstRows } from '../core/embed/first-rows.js';
import { fitForest } from '../core/embed/forest/fit-forest.js';
import { leafNeighbours } from '../core/embed/forest/leaf-neighbours.js';
import { leavesOf } from '../core/embed/forest/leaves-of.js';
import { pickRows } from '../core/embed/pick-rows.js';
import { initialPlaces } from '../core/embed/umap/initial-places.js';
import { mapNeighbours } from '../core/embed/umap/map-neighbours.js';
import { umapSettings } from '../core/embed/umap/umap-settings.js';
import type { Matrix } from '../core/matrix.js';
import { createRandom } from '../core/random.js';
import { type ModelResult, peerModels, runModel } from './peer-models.js';

/**
 * Our side of the peer's work, in a process of its own with two worker threads: prints the seconds of each part and
 * how good the segmentations are as JSON.
 */
async function work(file: string): Promise<void> {
  const workers = [0, 1].map(() => new Worker(new URL(import.meta.url)));
  const seconds: Record<string, number> = {};
  let began = performance.now();
  const mark = (part: string) => {
    seconds[part] = (performance.now() - began) / 1000;
    began = performance.now();
  };
  const customers = readCustomers(file);
  const random = createRandom(42);
  // The peer's settings, not our defaults: trees grown to the end, 15 neighbours, 500 epochs.
  const { forest } = fitForest(customers.features, customers.revenue, random, {
    nTrees: 100,
    smallestLeaf: 1,
  });
  const leaves = leavesOf(forest, customers.features);
  mark('forest');
  const { nTrees, ids } = leaves;
  const all: Matrix = { data: Float64Array.from(ids), rows: ids.length / nTrees, cols: nTrees };
  const distinct = distinctRows(all);
  const known = { nTrees, ids: Int32Array.from(firstRows(all, distinct).data) };
  const settings = umapSettings({ nNeighbors: 15, minDist: 0.1, epochs: 500 });
  const start = initialPlaces(firstRows(customers.features, distinct), random);
  const neighbours = leafNeighbours(known, settings.nNeighbors - 1);
  const map = pickRows(mapNeighbours(neighbours, start, random, settings), distinct.ids);
  mark('umap');
  const results = await runModels(workers, map);
  mark('models');
  for (const { model, seconds: own } of results) seconds[model] = own;
  await Promise.all(workers.map((worker) => worker.terminate()));
  const { user, system } = process.cpuUsage();
  const silhouettes = Object.fromEntries(results.map((result) => [result.model, result.silhouettes]));
  process.stdout.write(JSON.stringify({ seconds, cpuSeconds: (user + system) / 1e6, silhouettes }));
}

/** Hands out the models, the longest first, to whichever worker is free. */
async function runModels(workers: readonly Worker[], map: Matrix): Promise<ModelResult[]> {
  const waiting = [...peerModels];
  const results: ModelResult[] = [];
  await Promise.all(
    workers.map(async (worker) => {
      for (let model = waiting.shift(); model; model = waiting.shift()) {
        const reply = new Promise<ModelResult>((resolve, reject) => {
          worker.once('message', resolve).once('error', reject);
        });
        worker.postMessage({ model, map });
        results.push(await reply);
      }
    }),
  );
  return results;
}

/** The first column is the revenue, the others are what the forest predicts it by. */
function readCustomers(file: string): { features: Matrix; revenue: Float64Array } {
  const [, ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  const rows = lines.map((line) => line.split(',').map(Number));
  const features = Float64Array.from(rows.flatMap(([, ...others]) => others));
  return {
    features: { data: features, rows: rows.length, cols: rows[0]!.length - 1 },
    revenue: Float64Array.from(rows, ([revenue]) => revenue!),
  };
}

if (isMainThread) await work(process.argv[2]!);
else parentPort!.on('message', ({ model, map }) => parentPort!.postMessage(runModel(model, map)));
