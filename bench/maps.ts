import { readFileSync } from 'node:fs';
import { UMAP } from 'umap-js';
import { fitSpace } from '../core/embed/fit-space.js';
import type { FittedSpace } from '../core/embed/fitted-space.js';
import { placeInSpace } from '../core/embed/place-in-space.js';
import type { Matrix } from '../core/matrix/matrix.js';
import { trustworthiness } from '../core/metrics/trustworthiness.js';
import { createRandom } from '../core/random/random.js';
import type { Space } from '../core/rules/rules.js';

const seed = 42;
const names = ['gross_revenue', 'recency_days', 'items', 'invoices', 'returned_items'];
const nSamples = [1000, 20_000];
/** The peer, t-SNE and the trustworthiness take a minute for more. */
const largestForAll = 6000;
const nNeighbours = 30;

/**
 * Prints the processor time of the maps beside umap-js, on retail and on made-up customers, and how far their
 * neighbours can be trusted.
 */
export function benchMaps(): void {
  // Once to be compiled.
  benchCustomers('made up', makeCustomers(nSamples[0]!));
  console.table([
    ...benchCustomers('retail', readRetail()),
    ...nSamples.flatMap((n) => benchCustomers('made up', makeCustomers(n))),
  ]);
}

function benchCustomers(customers: string, scaled: Matrix): Record<string, string | number>[] {
  const row = (kernel: string, milliseconds: number, places?: Matrix) => ({
    customers,
    n: scaled.rows,
    kernel,
    'processor, ms': Math.round(milliseconds),
    trustworthiness:
      places && scaled.rows <= largestForAll ? trustworthiness(scaled, places, 15).toFixed(4) : '',
  });
  const fitted = (space: Space) => {
    const { result, milliseconds } = time(() => fitSpace(space, scaled, names, createRandom(seed)));
    const rows = [row(space, milliseconds, result.points)];
    if (space !== 'tsne') rows.push(row(`${space}, placing as many`, place(result, scaled)));
    return rows;
  };
  const maps = [...fitted('umap'), ...fitted('forest')];
  if (scaled.rows > largestForAll) return maps;
  const peer = time(() => mapByPeer(scaled));
  return [...maps, row('umap-js', peer.milliseconds, peer.result), ...fitted('tsne')];
}

const place = ({ map, arrays }: FittedSpace, scaled: Matrix) =>
  time(() => placeInSpace(map, arrays, scaled, names)).milliseconds;

function mapByPeer({ data, rows, cols }: Matrix): Matrix {
  const points = Array.from({ length: rows }, (_, i) => Array.from(data.subarray(i * cols, (i + 1) * cols)));
  const places = new UMAP({ nNeighbors: nNeighbours, minDist: 0, random: createRandom(seed) }).fit(points);
  return { data: Float64Array.from(places.flat()), rows, cols: 2 };
}

/** Five features of 5,695 customers, min-max scaled. */
function readRetail(): Matrix {
  const [, ...lines] = readFileSync('test/fixtures/reference/retail.csv', 'utf8').trim().split('\n');
  const data = Float64Array.from(lines.flatMap((line) => line.split(',').map(Number)));
  return { data, rows: lines.length, cols: names.length };
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

/** Processor time, because others may use the machine meanwhile. */
function time<T>(work: () => T): { result: T; milliseconds: number } {
  const start = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(start);
  return { result, milliseconds: (user + system) / 1000 };
}
