import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Files of orders that are too large to be part of the project; they lie beside it where somebody has put them. */
const folder = join(__dirname, '../../shared/data');

export const orderData = (name: string) => join(folder, name);

/** A test of a large file: it runs where the file is, and is skipped by its name where it is not. */
export function testWithData(name: string, file: string, work: (path: string) => Promise<void>): void {
  const path = orderData(file);
  const run = existsSync(path) ? test : test.skip;
  run(name, () => work(path));
}

/** `describe`, or `describe.skip` where a file is missing. */
export const describeWithData = (file: string) => (existsSync(orderData(file)) ? describe : describe.skip);
