import type { Recognised } from '../../core/reading/recognised.js';
import type { ReadingRules } from '../../core/rules/rules.js';
import type { Engine } from '../engine.js';
import { readOrders } from './read-orders.js';

/** What was recognised, and the first few lines that were not. */
export interface Inspected extends Recognised {
  /** Place and reason of each. */
  readonly firstRejects: readonly string[];
}

/**
 * What a file of orders is recognised as. Nothing is written.
 * @throws UserError if the file would be refused
 */
export async function inspectFile(
  path: string,
  options: { file: string; rules: ReadingRules; engine: Engine; lastYear: number },
): Promise<Inspected> {
  const { recognised, firstRejects } = await readOrders(path, {
    ...options,
    uploadId: 'inspected',
    sampleBytes: enoughBytes,
  });
  return { ...recognised, firstRejects };
}

/** What is looked at of a large file: some fifty thousand lines, in a second. */
const enoughBytes = 8 << 20;
