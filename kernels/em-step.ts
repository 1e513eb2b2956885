import { bytesOf, doubleAt, intAt, setDouble, setInt } from './addresses';
import { expBelow } from './exp-below';
import { sumOf } from './squares';

/** Points that are taken together: `blockSize` of core/cluster/point-blocks.ts. */
const blockSize: i32 = 32;
/** Bytes of a block's values, of a box, of a component's parameters and of its moments, two of each side by side. */
const blockBytes: usize = 256;
const boxBytes: usize = 48;
const componentBytes: usize = 80;
const momentBytes: usize = 160;

/** A component is left out of a block where its density is below e^-40 of another's all over its box. */
const negligible: f64 = -40;

/**
 * One step of expectation-maximization over points of three features.
 * @param points f64 (4 × nPoints): x, y, z and weight, column by column; nPoints is a multiple of four
 * @param boxes f64 (nBlocks × 6): middle and half width of each block
 * @param components f64 (nClusters × 10): mean; whitening xx, yx, yy, zx, zy, zz; log of weight times density at it
 * @param scratch f64 (nClusters) and then blocks, nClusters + 2 of them
 * @param active i32 (nClusters): scratch
 * @param sums f64 (nPoints), out: sum of the densities of each point, as shares of the greatest of them
 * @param moments f64 (nClusters × 20), out: size; sums x, y, z; products xx, yx, yy, zx, zy, zz: two parts of each
 * @returns sum of weight times log of the greatest density
 */
export function emStep(
  points: usize,
  nPoints: i32,
  boxes: usize,
  components: usize,
  nClusters: i32,
  scratch: usize,
  active: usize,
  sums: usize,
  moments: usize,
): f64 {
  const column = bytesOf(nPoints);
  const shares = scratch + bytesOf(nClusters);
  memory.fill(moments, 0, <usize>nClusters * momentBytes);
  let logLikelihood: f64 = 0;
  let box = boxes;
  for (let start = 0; start < nPoints; start += blockSize, box += boxBytes) {
    const bytes = bytesOf(min(blockSize, nPoints - start));
    const from = points + bytesOf(start);
    const nActive = selectComponents(box, components, nClusters, scratch, active);
    const greatest = shares + <usize>nActive * blockBytes;
    const factors = greatest + blockBytes;
    writeDensities(from, column, bytes, components, active, nActive, shares, greatest);
    logLikelihood += toShares(
      from + 3 * column,
      bytes,
      nActive,
      shares,
      greatest,
      factors,
      sums + bytesOf(start),
    );
    addMoments(from, column, bytes, components, active, nActive, shares, factors, moments);
  }
  return logLikelihood;
}

/** Lists the components that count in a box and returns how many they are. */
function selectComponents(box: usize, components: usize, nClusters: i32, highest: usize, active: usize): i32 {
  const middleX = load<f64>(box);
  const middleY = load<f64>(box, 8);
  const middleZ = load<f64>(box, 16);
  const halfX = load<f64>(box, 24);
  const halfY = load<f64>(box, 32);
  const halfZ = load<f64>(box, 40);
  let needed = -Infinity;
  for (let k = 0, at = components; k < nClusters; k++, at += componentBytes) {
    const x = middleX - load<f64>(at);
    const y = middleY - load<f64>(at, 8);
    const z = middleZ - load<f64>(at, 16);
    const xx = load<f64>(at, 24);
    const yx = load<f64>(at, 32);
    const yy = load<f64>(at, 40);
    const zx = load<f64>(at, 48);
    const zy = load<f64>(at, 56);
    const zz = load<f64>(at, 64);
    const constant = load<f64>(at, 72);
    const distance = length(xx * x, yx * x + yy * y, zx * x + zy * y + zz * z);
    const spread = length(
      abs(xx) * halfX,
      abs(yx) * halfX + abs(yy) * halfY,
      abs(zx) * halfX + abs(zy) * halfY + abs(zz) * halfZ,
    );
    const nearest = max(0, distance - spread);
    const farthest = distance + spread;
    setDouble(highest, k, constant - (nearest * nearest) / 2);
    needed = max(needed, constant - (farthest * farthest) / 2);
  }
  let nActive = 0;
  for (let k = 0; k < nClusters; k++) {
    if (doubleAt(highest, k) < needed + negligible) continue;
    setInt(active, nActive, k);
    nActive++;
  }
  return nActive;
}

function length(x: f64, y: f64, z: f64): f64 {
  return sqrt(x * x + y * y + z * z);
}

/** Writes the log densities of the active components, block by block, and the greatest of each point. */
function writeDensities(
  points: usize,
  column: usize,
  bytes: usize,
  components: usize,
  active: usize,
  nActive: i32,
  densities: usize,
  greatest: usize,
): void {
  for (let a = 0, out = densities; a < nActive; a++, out += blockBytes) {
    const at = components + <usize>intAt(active, a) * componentBytes;
    const meanX = v128.load64_splat(at);
    const meanY = v128.load64_splat(at, 8);
    const meanZ = v128.load64_splat(at, 16);
    const xx = v128.load64_splat(at, 24);
    const yx = v128.load64_splat(at, 32);
    const yy = v128.load64_splat(at, 40);
    const zx = v128.load64_splat(at, 48);
    const zy = v128.load64_splat(at, 56);
    const zz = v128.load64_splat(at, 64);
    const constant = v128.load64_splat(at, 72);
    for (let i: usize = 0; i < bytes; i += 16) {
      const x = f64x2.sub(v128.load(points + i), meanX);
      const y = f64x2.sub(v128.load(points + column + i), meanY);
      const z = f64x2.sub(v128.load(points + 2 * column + i), meanZ);
      const first = f64x2.mul(xx, x);
      const second = f64x2.add(f64x2.mul(yx, x), f64x2.mul(yy, y));
      const third = f64x2.add(f64x2.add(f64x2.mul(zx, x), f64x2.mul(zy, y)), f64x2.mul(zz, z));
      const squared = f64x2.add(
        f64x2.add(f64x2.mul(first, first), f64x2.mul(second, second)),
        f64x2.mul(third, third),
      );
      const density = f64x2.sub(constant, f64x2.mul(squared, f64x2.splat(0.5)));
      v128.store(out + i, density);
      v128.store(greatest + i, a === 0 ? density : f64x2.max(density, v128.load(greatest + i)));
    }
  }
}

/** Turns log densities into shares of the greatest, and writes their sums and what shares are to be multiplied by. */
function toShares(
  weights: usize,
  bytes: usize,
  nActive: i32,
  shares: usize,
  greatest: usize,
  factors: usize,
  sums: usize,
): f64 {
  for (let a = 0, out = shares; a < nActive; a++, out += blockBytes) {
    for (let i: usize = 0; i < bytes; i += 16) {
      const share = expBelow(f64x2.sub(v128.load(out + i), v128.load(greatest + i)));
      v128.store(out + i, share);
      v128.store(sums + i, a === 0 ? share : f64x2.add(share, v128.load(sums + i)));
    }
  }
  let logLikelihood = f64x2.splat(0);
  for (let i: usize = 0; i < bytes; i += 16) {
    const weight = v128.load(weights + i);
    logLikelihood = f64x2.add(logLikelihood, f64x2.mul(weight, v128.load(greatest + i)));
    v128.store(factors + i, f64x2.div(weight, v128.load(sums + i)));
  }
  return sumOf(logLikelihood);
}

/** Adds the block's moments around the means. */
function addMoments(
  points: usize,
  column: usize,
  bytes: usize,
  components: usize,
  active: usize,
  nActive: i32,
  shares: usize,
  factors: usize,
  moments: usize,
): void {
  for (let a = 0, from = shares; a < nActive; a++, from += blockBytes) {
    const k = <usize>intAt(active, a);
    const mean = components + k * componentBytes;
    const meanX = v128.load64_splat(mean);
    const meanY = v128.load64_splat(mean, 8);
    const meanZ = v128.load64_splat(mean, 16);
    const to = moments + k * momentBytes;
    let size = v128.load(to);
    let sumX = v128.load(to, 16);
    let sumY = v128.load(to, 32);
    let sumZ = v128.load(to, 48);
    let xx = v128.load(to, 64);
    let yx = v128.load(to, 80);
    let yy = v128.load(to, 96);
    let zx = v128.load(to, 112);
    let zy = v128.load(to, 128);
    let zz = v128.load(to, 144);
    for (let i: usize = 0; i < bytes; i += 16) {
      const share = f64x2.mul(v128.load(from + i), v128.load(factors + i));
      const x = f64x2.sub(v128.load(points + i), meanX);
      const y = f64x2.sub(v128.load(points + column + i), meanY);
      const z = f64x2.sub(v128.load(points + 2 * column + i), meanZ);
      const shareX = f64x2.mul(share, x);
      const shareY = f64x2.mul(share, y);
      const shareZ = f64x2.mul(share, z);
      size = f64x2.add(size, share);
      sumX = f64x2.add(sumX, shareX);
      sumY = f64x2.add(sumY, shareY);
      sumZ = f64x2.add(sumZ, shareZ);
      xx = f64x2.add(xx, f64x2.mul(shareX, x));
      yx = f64x2.add(yx, f64x2.mul(shareY, x));
      yy = f64x2.add(yy, f64x2.mul(shareY, y));
      zx = f64x2.add(zx, f64x2.mul(shareZ, x));
      zy = f64x2.add(zy, f64x2.mul(shareZ, y));
      zz = f64x2.add(zz, f64x2.mul(shareZ, z));
    }
    v128.store(to, size);
    v128.store(to, sumX, 16);
    v128.store(to, sumY, 32);
    v128.store(to, sumZ, 48);
    v128.store(to, xx, 64);
    v128.store(to, yx, 80);
    v128.store(to, yy, 96);
    v128.store(to, zx, 112);
    v128.store(to, zy, 128);
    v128.store(to, zz, 144);
  }
}
