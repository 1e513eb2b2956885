import { UMAP } from 'umap-js';
import { fitSpace } from '../core/embed/fit-space.js';
import type { FittedSpace } from '../core/embed/fitted-space.js';
import { placeInSpace } from '../core/embed/place-in-space.js';
import type { Matrix } from '../core/matrix.js';
import { trustworthiness } from '../core/metrics/trustworthiness.js';
import { createRandom } from '../core/random.js';

const seed = 42;
const names = ['gross_revenue', 'recency_days', 'items', 'invoices', 'returned_items'];
const nSamples = [1000, 5695, 20_000];
/** The peer takes a minute for more. */
const largestForPeer = 5695;
const nNeighbours = 30;

/** Prints the time of the maps beside umap-js on made-up customers, and how far their neighbours can be trusted. */
export function benchMaps(): void {
  benchSize(nSamples[0]!);
  console.table(nSamples.flatMap(benchSize));
}

function benchSize(n: number): Record<string, string | number>[] {
  const scaled = makeCustomers(n);
  const umap = time(() => fitSpace('umap', scaled, names, createRandom(seed)));
  const forest = time(() => fitSpace('forest', scaled, names, createRandom(seed)));
  const place = (fitted: FittedSpace) =>
    time(() => placeInSpace(fitted.map, fitted.arrays, scaled, names)).milliseconds;
  const rows = [
    row('umap', n, umap.milliseconds, trust(scaled, umap.result.points)),
    row('umap, placing as many', n, place(umap.result), ''),
    row('forest', n, forest.milliseconds, forest.result.summary),
    row('forest, placing as many', n, place(forest.result), ''),
  ];
  if (n > largestForPeer) return rows;
  const peer = time(() => mapByPeer(scaled));
  return [...rows, row('umap-js', n, peer.milliseconds, trust(scaled, peer.result))];
}

const row = (kernel: string, n: number, milliseconds: number, result: string) => ({
  kernel,
  n,
  milliseconds: Math.round(milliseconds),
  result,
});

const trust = (scaled: Matrix, places: Matrix) =>
  `trustworthiness ${trustworthiness(scaled, places, 15).toFixed(4)}`;

function mapByPeer({ data, rows, cols }: Matrix): Matrix {
  const points = Array.from({ length: rows }, (_, i) => Array.from(data.subarray(i * cols, (i + 1) * cols)));
  const places = new UMAP({ nNeighbors: nNeighbours, minDist: 0, random: createRandom(seed) }).fit(points);
  return { data: Float64Array.from(places.flat()), rows, cols: 2 };
}

/** Scaled customers of a shop: how active one is drives all features. */
function makeCustomers(n: number): Matrix {
  const random = createRandom(`${seed}/customers`);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const rows = Array.from({ length: n }, () => {
    const activity = normal();
    const [items, invoices] = [activity + 0.4 * normal(), activity + 0.3 * normal()];
    const returned = random() < 0.3 ? random() : 0;
    const revenue = 0.7 * items + 0.5 * invoices + 0.4 * normal();
    return [revenue, -0.6 * activity + 0.8 * normal(), items, invoices, returned];
  });
  return { data: Float64Array.from(rows.flat()), rows: n, cols: names.length };
}

function time<T>(work: () => T): { result: T; milliseconds: number } {
  const start = performance.now();
  const result = work();
  return { result, milliseconds: performance.now() - start };
}
