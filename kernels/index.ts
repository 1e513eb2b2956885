export { emStep } from './em-step';
export { findSwap, setMedoids, swapMedoid } from './faster-pam';
export { lowerDistances } from './lower-distances';
export { nearestCluster } from './nearest-cluster';
export { sumDistances } from './sum-distances';
