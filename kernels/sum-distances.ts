import { bytesOf, intAt } from './addresses';
import { squares, sumOf } from './squares';

/** Places side by side whose distances are taken in one go: 512 of six features fill half of a first-level cache. */
const tile: i32 = 512;
/** Rows that use a tile before the next one is fetched. */
const block: i32 = 64;

// What a pass works on; it is one at a time.
let points: usize;
let nPlaces: i32;
let nGroups: i32;
let weights: usize;
let cellOf: usize;
let ends: usize;
let clustersOf: usize;
let nLabellings: i32;
let nClusters: i32;
let sums: usize;
let row: usize;
let column: usize;
let ofBlock: usize;

/**
 * Sums of the distances from each place to the places of each cluster, for many labellings. Each distance is taken once
 * and serves both of its ends, and is added up once per cell, whatever the number of labellings.
 * @param thePoints f64 (3 × groups × places), feature by feature
 * @param theWeights f64 (places): how many samples each stands for
 * @param theCellOf i32 (places), rising
 * @param theEnds i32 (cells): the place after the last of each
 * @param theClustersOf i32 (cells × labellings): the cluster of each cell in each, all labellings' clusters counted on
 * @param theSums f64 (clusters × places), out
 * @param scratch f64 (512 + 1, then 512, then 64 × clusters)
 */
export function sumDistances(
  thePoints: usize,
  places: i32,
  groups: i32,
  theWeights: usize,
  theCellOf: usize,
  theEnds: usize,
  theClustersOf: usize,
  labellings: i32,
  clusters: i32,
  theSums: usize,
  scratch: usize,
): void {
  points = thePoints;
  nPlaces = places;
  nGroups = groups;
  weights = theWeights;
  cellOf = theCellOf;
  ends = theEnds;
  clustersOf = theClustersOf;
  nLabellings = labellings;
  nClusters = clusters;
  sums = theSums;
  row = scratch;
  column = row + bytesOf(tile + 1);
  ofBlock = column + bytesOf(tile);
  memory.fill(sums, 0, bytesOf(nClusters * nPlaces));
  for (let start = 0; start < nPlaces; start += block) {
    const end = min(start + block, nPlaces);
    memory.fill(ofBlock, 0, bytesOf(block * nClusters));
    for (let from = start - (start % tile); from < nPlaces; from += tile)
      takeTile(start, end, from, min(from + tile, nPlaces));
    handOver(start, end);
  }
}

/** The distances between the places start..end - 1 and those from..to - 1, each pair once. */
function takeTile(start: i32, end: i32, from: i32, to: i32): void {
  for (let i = start; i < end; ) {
    const cell = intAt(cellOf, i);
    const last = min(intAt(ends, cell), end);
    const first = max(from, i + 1);
    memory.fill(column, 0, bytesOf(tile));
    for (; i < last; i++) {
      const next = max(from, i + 1);
      if (next < to)
        addRow(i, next, to, column + bytesOf(next - from), ofBlock + bytesOf((i - start) * nClusters));
    }
    if (first < to) addColumn(cell, first, to, column + bytesOf(first - from));
  }
}

/**
 * Takes the distances from place i to the places from..to - 1, adds each, times the weight of i, to `out`, and their
 * sums, times their own weights, to the clusters of i.
 */
function addRow(i: i32, from: i32, to: i32, out: usize, ofPlace: usize): void {
  const bytes = bytesOf(nPlaces);
  const here = bytesOf(i);
  const start = bytesOf(from);
  const own = v128.load64_splat(weights + here);
  const isSingle = nGroups === 1;
  let xs = points;
  if (!isSingle) memory.fill(row, 0, bytesOf(to - from));
  for (let group = 1; group < nGroups; group++, xs += 3 * bytes) addSquares(xs, here, start, bytesOf(to));
  const ys = xs + bytes;
  const zs = ys + bytes;
  const x = v128.load64_splat(xs + here);
  const y = v128.load64_splat(ys + here);
  const z = v128.load64_splat(zs + here);
  for (let j = from; j < to; ) {
    const cell = intAt(cellOf, j);
    const end = min(intAt(ends, cell), to);
    const last = bytesOf(end);
    let at = bytesOf(j);
    let sum = f64x2.splat(0);
    for (; at + 8 < last; at += 16) {
      let squared = squares(v128.load(xs + at), v128.load(ys + at), v128.load(zs + at), x, y, z);
      if (!isSingle) squared = f64x2.add(squared, v128.load(row + at - start));
      const distance = f64x2.sqrt(squared);
      sum = f64x2.add(sum, f64x2.mul(distance, v128.load(weights + at)));
      const target = out + at - start;
      v128.store(target, f64x2.add(v128.load(target), f64x2.mul(distance, own)));
    }
    let total = sumOf(sum);
    if (at < last) {
      // The last of an odd number, with nothing beside it.
      let squared = squares(
        v128.load64_zero(xs + at),
        v128.load64_zero(ys + at),
        v128.load64_zero(zs + at),
        x,
        y,
        z,
      );
      if (!isSingle) squared = f64x2.add(squared, v128.load64_zero(row + at - start));
      const distance = sqrt(f64x2.extract_lane(squared, 0));
      total += distance * load<f64>(weights + at);
      const target = out + at - start;
      store<f64>(target, load<f64>(target) + distance * f64x2.extract_lane(own, 0));
    }
    addToClusters(cell, total, ofPlace);
    j = end;
  }
}

/** Adds the squared differences of three features to the row; of an odd number one place too many. */
function addSquares(xs: usize, here: usize, from: usize, to: usize): void {
  const bytes = bytesOf(nPlaces);
  const ys = xs + bytes;
  const zs = ys + bytes;
  const x = v128.load64_splat(xs + here);
  const y = v128.load64_splat(ys + here);
  const z = v128.load64_splat(zs + here);
  for (let at = from; at < to; at += 16) {
    const squared = squares(v128.load(xs + at), v128.load(ys + at), v128.load(zs + at), x, y, z);
    const target = row + at - from;
    v128.store(target, f64x2.add(v128.load(target), squared));
  }
}

function addToClusters(cell: i32, total: f64, ofPlace: usize): void {
  const clusters = clustersOf + ((<usize>(cell * nLabellings)) << 2);
  for (let l = 0; l < nLabellings; l++) {
    const target = ofPlace + bytesOf(intAt(clusters, l));
    store<f64>(target, load<f64>(target) + total);
  }
}

/** Adds to the places from..to - 1 their summed distances to places of a cell. */
function addColumn(cell: i32, from: i32, to: i32, values: usize): void {
  const clusters = clustersOf + ((<usize>(cell * nLabellings)) << 2);
  const bytes = bytesOf(to - from);
  for (let l = 0; l < nLabellings; l++) {
    const target = sums + bytesOf(intAt(clusters, l) * nPlaces + from);
    let at: usize = 0;
    for (; at + 8 < bytes; at += 16)
      v128.store(target + at, f64x2.add(v128.load(target + at), v128.load(values + at)));
    if (at < bytes) store<f64>(target + at, load<f64>(target + at) + load<f64>(values + at));
  }
}

/** Adds what the rows of a block have summed. */
function handOver(start: i32, end: i32): void {
  for (let i = start, from = ofBlock; i < end; i++) {
    for (let cluster = 0; cluster < nClusters; cluster++, from += 8) {
      const target = sums + bytesOf(cluster * nPlaces + i);
      store<f64>(target, load<f64>(target) + load<f64>(from));
    }
  }
}
