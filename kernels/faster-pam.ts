import { bytesOf, doubleAt, intAt, setDouble, setInt } from './addresses';
import { squares, squaresOfGroup, sumOf } from './squares';

/** Sixteen rows that are passed over together: `blockSize` of core/cluster/faster-pam.ts. */
const blockSize: i32 = 16;
const blockBytes: usize = 128;

// What swaps are sought among; it is one set of points at a time.
let points: usize;
let nGroups: i32;
let nFeatures: i32;
let nRows: i32;
let nBlocks: i32;
let boxes: usize;
let reaches: usize;
let weights: usize;
let nearest: usize;
let second: usize;
let toNearest: usize;
let toSecond: usize;
let medoids: usize;
let nClusters: i32;
let removalLosses: usize;
let losses: usize;

/**
 * Says where everything is; rows are filled up to a multiple of sixteen by rows without weight.
 * @param thePoints f64 (3 × groups × rows), feature by feature, 0 where there are no more
 * @param theBoxes f64 (2 × features × blocks): least values of the blocks, then greatest, feature by feature
 * @param theReaches f64 (blocks), out: square of the greatest distance from a row to its second medoid
 * @param theWeights f64 (rows): copies of each
 * @param theNearest i32 (rows), out: slot of the nearest medoid
 * @param theSecond i32 (rows), out: slot of the one after it
 * @param theToNearest f64 (rows), out
 * @param theToSecond f64 (rows), out
 * @param theMedoids i32 (slots): rows
 * @param theRemovalLosses f64 (slots), out: what the deviation would grow by without each medoid
 * @param theLosses f64 (slots), out: what it would grow by if the last candidate took the place of each, but for its gain
 */
export function setMedoids(
  thePoints: usize,
  groups: i32,
  features: i32,
  rows: i32,
  blocks: i32,
  theBoxes: usize,
  theReaches: usize,
  theWeights: usize,
  theNearest: usize,
  theSecond: usize,
  theToNearest: usize,
  theToSecond: usize,
  theMedoids: usize,
  slots: i32,
  theRemovalLosses: usize,
  theLosses: usize,
): f64 {
  points = thePoints;
  nGroups = groups;
  nFeatures = features;
  nRows = rows;
  nBlocks = blocks;
  boxes = theBoxes;
  reaches = theReaches;
  weights = theWeights;
  nearest = theNearest;
  second = theSecond;
  toNearest = theToNearest;
  toSecond = theToSecond;
  medoids = theMedoids;
  nClusters = slots;
  removalLosses = theRemovalLosses;
  losses = theLosses;
  for (let i = 0; i < nRows; i++) compareAll(i);
  return sumLosses();
}

function columnBytes(): usize {
  return <usize>nBlocks * blockBytes;
}

function distanceBetween(a: i32, b: i32): f64 {
  let sum: f64 = 0;
  for (let j = 0, column = points; j < nFeatures; j++, column += columnBytes()) {
    const difference = doubleAt(column, a) - doubleAt(column, b);
    sum += difference * difference;
  }
  return sqrt(sum);
}

/** Finds the two medoids nearest to a row; ties go to the lowest slot. */
function compareAll(i: i32): void {
  let least = Infinity;
  let next = Infinity;
  let own = 0;
  let other = 0;
  for (let slot = 0; slot < nClusters; slot++) {
    const distance = distanceBetween(i, intAt(medoids, slot));
    if (distance < least) {
      next = least;
      other = own;
      least = distance;
      own = slot;
    } else if (distance < next) {
      next = distance;
      other = slot;
    }
  }
  keep(i, own, least, other, next);
}

function keep(i: i32, own: i32, least: f64, other: i32, next: f64): void {
  setInt(nearest, i, own);
  setInt(second, i, other);
  setDouble(toNearest, i, least);
  setDouble(toSecond, i, next);
}

/** Sets a medoid in the place of another and returns the deviation after that. */
export function swapMedoid(slot: i32, candidate: i32): f64 {
  setInt(medoids, slot, candidate);
  for (let block = 0; block < nBlocks; block++) {
    const isFar = squaredGap(candidate, block) >= doubleAt(reaches, block);
    const end = min((block + 1) * blockSize, nRows);
    for (let i = block * blockSize; i < end; i++) {
      const own = intAt(nearest, i);
      if (own === slot || intAt(second, i) === slot) {
        compareAll(i);
        continue;
      }
      if (isFar) continue;
      const distance = distanceBetween(i, candidate);
      if (distance < doubleAt(toNearest, i)) keep(i, slot, distance, own, doubleAt(toNearest, i));
      else if (distance < doubleAt(toSecond, i)) keep(i, own, doubleAt(toNearest, i), slot, distance);
    }
  }
  return sumLosses();
}

function sumLosses(): f64 {
  memory.fill(removalLosses, 0, bytesOf(nClusters));
  let deviation: f64 = 0;
  for (let block = 0; block < nBlocks; block++) {
    let reach: f64 = 0;
    const end = min((block + 1) * blockSize, nRows);
    for (let i = block * blockSize; i < end; i++) {
      const weight = doubleAt(weights, i);
      const own = intAt(nearest, i);
      const least = doubleAt(toNearest, i);
      const next = doubleAt(toSecond, i);
      deviation += weight * least;
      setDouble(removalLosses, own, doubleAt(removalLosses, own) + weight * (next - least));
      reach = max(reach, next);
    }
    setDouble(reaches, block, reach * reach);
  }
  return deviation;
}

/**
 * What a candidate would change as a medoid: the losses with it in the place of each.
 * A block of rows farther away than all of their second medoids is passed over.
 * @returns what it would gain beside all medoids
 */
export function findSwap(candidate: i32): f64 {
  memory.copy(losses, removalLosses, bytesOf(nClusters));
  let gain: f64 = 0;
  for (let block = 0; block < nBlocks; block++)
    if (squaredGap(candidate, block) < doubleAt(reaches, block)) gain += weighBlock(candidate, block);
  return gain;
}

/** Squared distance from a row to the box of a block; 0 inside. */
function squaredGap(row: i32, block: i32): f64 {
  const highs = boxes + bytesOf(nFeatures * nBlocks);
  let sum: f64 = 0;
  for (let j = 0, column = points; j < nFeatures; j++, column += columnBytes()) {
    const value = doubleAt(column, row);
    const at = j * nBlocks + block;
    const gap = max(max(doubleAt(boxes, at) - value, value - doubleAt(highs, at)), 0);
    sum += gap * gap;
  }
  return sum;
}

/** Adds to the losses what the rows of a block would lose and returns what they would gain. */
function weighBlock(row: i32, block: i32): f64 {
  const candidate = bytesOf(row);
  const column = columnBytes();
  const ys = points + column;
  const zs = ys + column;
  const x = v128.load64_splat(points + candidate);
  const y = v128.load64_splat(ys + candidate);
  const z = v128.load64_splat(zs + candidate);
  const zero = f64x2.splat(0);
  const start = <usize>block * blockBytes;
  let gain = zero;
  let loss = zero;
  let slot = load<i32>(nearest + (start >> 1));
  for (let at = start; at < start + blockBytes; at += 16) {
    let squared = squares(v128.load(points + at), v128.load(ys + at), v128.load(zs + at), x, y, z);
    for (let group = 1; group < nGroups; group++)
      squared = f64x2.add(
        squared,
        squaresOfGroup(points + <usize>(3 * group) * column, column, at, candidate),
      );
    const distance = f64x2.sqrt(squared);
    const weight = v128.load(weights + at);
    const gained = f64x2.mul(weight, f64x2.max(f64x2.sub(v128.load(toNearest + at), distance), zero));
    const kept = f64x2.mul(weight, f64x2.max(f64x2.sub(v128.load(toSecond + at), distance), zero));
    const lost = f64x2.sub(gained, kept);
    gain = f64x2.add(gain, gained);
    const first = load<i32>(nearest + (at >> 1));
    const second = load<i32>(nearest + (at >> 1), 4);
    // Neighbours have the same medoid, mostly: their losses are summed before they are added.
    if (first === slot && second === slot) {
      loss = f64x2.add(loss, lost);
      continue;
    }
    addLoss(slot, sumOf(loss));
    addLoss(first, f64x2.extract_lane(lost, 0));
    addLoss(second, f64x2.extract_lane(lost, 1));
    slot = second;
    loss = zero;
  }
  addLoss(slot, sumOf(loss));
  return sumOf(gain);
}

function addLoss(slot: i32, loss: f64): void {
  setDouble(losses, slot, doubleAt(losses, slot) + loss);
}
