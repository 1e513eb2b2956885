import { tooFewInWords } from '../words/figures.js';

/**
 * Fewest customers to rest a decision on. By the default rules the Insiders may be a tenth of them, and a rule takes
 * ten Insiders to be learnt from. Below, no figure warns: of nine customers any two halves are alike, and the segments
 * of chance are found again in them.
 */
const fewest = 100;

/** That so few customers are no ground for a decision, in one sentence; undefined where they are enough. */
export const fewCustomers = (customers: number): string | undefined =>
  customers < fewest
    ? `${tooFewInWords(customers, 'customer')} to rest a decision on: with fewer than ${fewest}, the groups may well be chance.`
    : undefined;
