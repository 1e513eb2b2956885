import { Buffer } from 'node:buffer';
import binary from '../../dist/kernels.txt';

/** The loops of kernels/, where two values are computed at a time. Addresses are bytes of their memory. */
interface Kernels {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  /** @see kernels/em-step.ts */
  emStep(
    points: number,
    nPoints: number,
    boxes: number,
    components: number,
    nClusters: number,
    scratch: number,
    active: number,
    sums: number,
    moments: number,
  ): number;
  /** @see kernels/faster-pam.ts */
  setMedoids(
    points: number,
    nGroups: number,
    nFeatures: number,
    nRows: number,
    nBlocks: number,
    boxes: number,
    reaches: number,
    weights: number,
    nearest: number,
    second: number,
    toNearest: number,
    toSecond: number,
    medoids: number,
    nClusters: number,
    removalLosses: number,
    losses: number,
  ): number;
  swapMedoid(slot: number, candidate: number): number;
  findSwap(candidate: number): number;
  /** @see kernels/lower-distances.ts */
  lowerDistances(
    points: number,
    nPoints: number,
    nGroups: number,
    candidate: number,
    nearest: number,
    out: number,
  ): number;
  /** @see kernels/nearest-cluster.ts */
  nearestCluster(
    centroids: number,
    stride: number,
    nGroups: number,
    sizes: number,
    nClusters: number,
    own: number,
    nearest: number,
    growth: number,
  ): number;
  /** @see kernels/sum-distances.ts */
  sumDistances(
    points: number,
    nPlaces: number,
    nGroups: number,
    weights: number,
    cellOf: number,
    ends: number,
    clustersOf: number,
    nLabellings: number,
    nClusters: number,
    sums: number,
    scratch: number,
  ): void;
}

const { exports: kernels } = new WebAssembly.Instance(
  new WebAssembly.Module(Buffer.from(binary, 'base64')),
) as { readonly exports: Kernels };

export { kernels };

const pageBytes = 65_536;
/** What comes before may be the compiler's. */
const firstByte = 1024;
/** Whatever an array is of, it begins where two doubles may. */
const alignment = 16;

let owner: object | undefined;

/** Where arrays stand in the memory, in bytes. */
export interface Layout<Name extends string> {
  readonly at: Readonly<Record<Name, number>>;
  readonly bytes: number;
}

/** @param sizes bytes of each array */
export function layOut<Name extends string>(sizes: Readonly<Record<Name, number>>): Layout<Name> {
  let bytes = firstByte;
  const at = {} as Record<Name, number>;
  for (const [name, size] of Object.entries<number>(sizes)) {
    at[name as Name] = bytes;
    bytes += Math.ceil(size / alignment) * alignment;
  }
  return { at, bytes };
}

/** Doubles of the memory. They are to be made after the claim: to grow, the memory moves. */
export const doublesAt = (at: number, length: number) => new Float64Array(kernels.memory.buffer, at, length);

/** Whole numbers of the memory. */
export const integersAt = (at: number, length: number) => new Int32Array(kernels.memory.buffer, at, length);

/**
 * Gives the memory of this thread's kernels to an owner until somebody else claims it.
 * @returns whether it was the owner's already, and everything is as it was left
 */
export function claimMemory(by: object, bytes: number): boolean {
  const wasTheirs = owner === by;
  owner = by;
  const missing = bytes - kernels.memory.buffer.byteLength;
  if (missing > 0) kernels.memory.grow(Math.ceil(missing / pageBytes));
  return wasTheirs;
}
