import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import type { Matrix } from '../core/matrix/matrix.js';
import { type MapSettings, mapByLeaves, readCustomers } from './peer-map.js';
import { type ModelResult, peerModels, runModel } from './peer-models.js';

/**
 * Our side of the peer's work, in a process of its own with two worker threads: prints the seconds of each part and
 * how good the segmentations are as JSON.
 */
async function work(file: string, seed: number, settings: MapSettings): Promise<void> {
  const workers = [0, 1].map(() => new Worker(new URL(import.meta.url)));
  const seconds: Record<string, number> = {};
  let began = performance.now();
  const mark = (part: string) => {
    seconds[part] = (performance.now() - began) / 1000;
    began = performance.now();
  };
  const map = mapByLeaves(readCustomers(file), seed, settings, mark);
  const results = await runModels(workers, map, seed);
  mark('models');
  for (const { model, seconds: own } of results) seconds[model] = own;
  await Promise.all(workers.map((worker) => worker.terminate()));
  const { user, system } = process.cpuUsage();
  const silhouettes = Object.fromEntries(results.map((result) => [result.model, result.silhouettes]));
  process.stdout.write(JSON.stringify({ seed, seconds, cpuSeconds: (user + system) / 1e6, silhouettes }));
}

/** Hands out the models, the longest first, to whichever worker is free. */
async function runModels(workers: readonly Worker[], map: Matrix, seed: number): Promise<ModelResult[]> {
  const waiting = [...peerModels];
  const results: ModelResult[] = [];
  await Promise.all(
    workers.map(async (worker) => {
      for (let model = waiting.shift(); model; model = waiting.shift()) {
        const reply = new Promise<ModelResult>((resolve, reject) => {
          worker.once('message', resolve).once('error', reject);
        });
        worker.postMessage({ model, map, seed });
        results.push(await reply);
      }
    }),
  );
  return results;
}

if (isMainThread) {
  const [file, seed, settings] = process.argv.slice(2);
  await work(file!, Number(seed), settings as MapSettings);
} else {
  parentPort!.on('message', ({ model, map, seed }) => parentPort!.postMessage(runModel(model, map, seed)));
}
