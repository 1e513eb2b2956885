import type { Random } from '../random/random.js';

/** So many customers next to one another in the order are shuffled among themselves. */
const stratumSize = 10;

/**
 * Splits customers into two arms, alike in what they are ordered by: within each stratum of ten neighbours chance
 * decides who is held out, and as many are as the share says, over all customers to the nearest below.
 * @param nCustomers in the order of the measure, for example by revenue
 * @param holdoutShare 0..1
 * @returns Uint8Array (nCustomers), 1 where the customer is held out
 */
export function splitArms(nCustomers: number, holdoutShare: number, random: Random): Uint8Array {
  const isHeldOut = new Uint8Array(nCustomers);
  for (let start = 0; start < nCustomers; start += stratumSize) {
    const end = Math.min(start + stratumSize, nCustomers);
    const places = Array.from({ length: end - start }, (_, i) => start + i);
    let wanted = Math.floor(end * holdoutShare) - Math.floor(start * holdoutShare);
    for (; wanted > 0; wanted--) {
      const [chosen] = places.splice(Math.floor(random() * places.length), 1);
      isHeldOut[chosen!] = 1;
    }
  }
  return isHeldOut;
}
