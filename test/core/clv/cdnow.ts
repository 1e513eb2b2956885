import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuyingHistories, groupHistories } from '../../../core/clv/buying-histories.js';

const path = join(__dirname, '../../fixtures/cdnow/customers.csv');
const rows = readFileSync(path, 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(',').map(Number));

const column = (j: number, unit = 1) => Float64Array.from(rows, (row) => row[j]! / unit);

/** The customers of CDNOW, in the papers' weeks. */
export const cdnow = {
  x: column(0),
  tx: column(1, 7),
  T: column(2, 7),
  holdout: column(3),
  meanRepeat: column(4),
};

export const cdnowHistories: BuyingHistories = groupHistories(cdnow.x, cdnow.tx, cdnow.T);

/** Mean of a figure over customers with 0, 1 … 6 and 7 or more repeat orders. */
export function meanByFrequency(values: Float64Array): number[] {
  return Array.from({ length: 8 }, (_, frequency) => {
    const members = values.filter((_, i) => Math.min(7, cdnow.x[i]!) === frequency);
    return members.reduce((sum, value) => sum + value, 0) / members.length;
  });
}
