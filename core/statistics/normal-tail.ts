import { errorFunction } from './error-function.js';

/**
 * The chance that a standard normal value is above z, for z >= 0, to 1e-7.
 * @see Abramowitz and Stegun 1964, 7.1.26 and 7.1.22
 */
export const normalTail = (z: number): number => (1 - errorFunction(z / Math.SQRT2)) / 2;
