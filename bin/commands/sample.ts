import { open, rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { UserError } from '../../core/errors/user-error.js';
import { createRandom } from '../../core/random/random.js';
import { sampleGrocer } from '../../core/sample/grocer/sample-grocer.js';
import { sampleShop } from '../../core/sample/sample-shop.js';
import { countInWords } from '../../core/words/figures.js';
import { cannotWrite } from '../cannot-write.js';
import { isClosed } from '../is-closed.js';
import { parseOptions, wholeNumber } from '../parse-options.js';

export const help = `usage: insiders sample [--customers N] [--out FILE] [--seed N] [--rhythm]

Makes the orders of a realistic shop: customers who come and go, seasons, returns, anonymous orders, some dirt.

  --customers N   how many customers (default 2000; 500 with --rhythm)
  --out FILE      where to write (default sample-orders.csv; - for the terminal)
  --seed N        another number, another shop (default 42)
  --rhythm        a grocer in place of a gift shop: weekly buyers, products bought again and together, offers
`;

export async function run(words: string[]): Promise<number> {
  const { values } = parseOptions('sample', words, {
    customers: { type: 'string' },
    out: { type: 'string', default: 'sample-orders.csv' },
    seed: { type: 'string', default: '42' },
    rhythm: { type: 'boolean', default: false },
  });
  const usual = values.rhythm ? '500' : '2000';
  const customers = wholeNumber('customers', values.customers ?? usual, 1, 10_000_000);
  const seed = wholeNumber('seed', values.seed, 0, 2 ** 31 - 1);
  if (values.out === '-') {
    await pipeline(sampleOrders(customers, seed, values.rhythm), process.stdout, { end: false }).catch(
      (error) => {
        if (!isClosed(error)) throw error;
      },
    );
  } else {
    await writeSample(values.out, customers, seed, values.rhythm);
    process.stdout.write(`${values.out}: the orders of ${countInWords(customers, 'customer')}\n`);
  }
  return 0;
}

/** Writes the sample beside its place and moves it there, whole: not onto a device, whose place it would take. */
export async function writeSample(
  file: string,
  customers: number,
  seed: number,
  isGrocer = false,
): Promise<void> {
  const there = await stat(file).catch(() => undefined);
  if (there && !there.isFile()) {
    throw new UserError('CannotWrite', `'${file}' cannot be written: it is no ordinary file`, {
      remedy: 'Name a file.',
    });
  }
  const unfinished = `${file}.part`;
  try {
    await pipeline(
      sampleOrders(customers, seed, isGrocer),
      (await open(unfinished, 'w').catch(cannotWrite(file))).createWriteStream(),
    );
    await rename(unfinished, file);
  } finally {
    await rm(unfinished, { force: true });
  }
}

function sampleOrders(customers: number, seed: number, isGrocer: boolean) {
  const options = { customers, random: createRandom(seed) };
  return Readable.from(isGrocer ? sampleGrocer(options) : sampleShop(options));
}
