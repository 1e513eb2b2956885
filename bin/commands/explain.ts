import { checkCustomer, findRun } from '../../api/explain/find-customer.js';
import { readCustomer } from '../../api/explain/read-customer.js';
import { UserError } from '../../core/errors/user-error.js';
import { existingHome } from '../existing-home.js';
import { exitCodes } from '../exit-codes.js';
import { openToRead } from '../home.js';
import { parseOptions } from '../parse-options.js';
import { showCustomer } from '../terminal/show-customer.js';

export const help = `usage: insiders explain CUSTOMER [--dataset NAME | --run ID] [--out DIR] [--json]

All that is known about one customer, and why: segment, rule, what is missing to become an Insider, how sure it is, scores, forecast,
features beside those of the segment and of all, months, returns.

  --dataset NAME   as the newest run of this dataset has it (default: the newest run)
  --run ID         as this run has it
  --out DIR        the folder of results (default insiders-out)
  --json           as JSON
`;

export async function run(words: string[]): Promise<number> {
  const { values, positionals } = parseOptions('explain', words, {
    dataset: { type: 'string' },
    run: { type: 'string' },
    out: { type: 'string', default: 'insiders-out' },
    json: { type: 'boolean' },
  });
  const [customer, ...more] = positionals;
  if (!customer || more.length > 0) {
    throw new UserError('WrongUsage', 'explain takes one customer', {
      remedy: 'For example: insiders explain 17850',
    });
  }
  const home = await existingHome(values.out);
  const io = openToRead(home, (note) => process.stderr.write(`${note}\n`));
  try {
    const database = await io.database();
    const found = await findRun(database, values);
    await checkCustomer(database, found, customer);
    const facts = await readCustomer({ ...io, database }, found, customer);
    process.stdout.write(
      values.json ? `${JSON.stringify({ ...found, ...facts }, null, 2)}\n` : showCustomer(facts, found),
    );
  } finally {
    await io.close();
  }
  return exitCodes.done;
}
