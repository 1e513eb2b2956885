import { UserError } from '../../core/errors/user-error.js';
import { queryOnly } from '../../io/query-role.js';
import { existingHome } from '../existing-home.js';
import { openToRead } from '../home.js';
import { parseOptions } from '../parse-options.js';
import { formatTable } from '../terminal/format-table.js';

export const help = `usage: insiders sql "select …" [--out DIR] [--json]

Queries the embedded PostgreSQL of a folder of results. Start with
  insiders sql "select * from current_segments"

  --out DIR   the folder of results (default insiders-out)
  --json      rows as JSON instead of a table
`;

export async function run(words: string[]): Promise<number> {
  const { values, positionals } = parseOptions('sql', words, {
    out: { type: 'string', default: 'insiders-out' },
    json: { type: 'boolean' },
  });
  const [statement, ...more] = positionals;
  if (!statement || more.length > 0) {
    throw new UserError('WrongUsage', 'sql takes one statement, in quotes', {
      remedy: 'For example: insiders sql "select * from current_segments"',
    });
  }
  const home = await existingHome(values.out);
  const rows = await queryOnce(home, statement);
  process.stdout.write(`${values.json ? JSON.stringify(rows, null, 2) : formatTable(rows)}\n`);
  return 0;
}

async function queryOnce(home: string, statement: string): Promise<Record<string, unknown>[]> {
  const io = openToRead(home, onWait);
  try {
    return await queryOnly(await io.database(), statement);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError('QueryFailed', (error as Error).message, {
      remedy:
        'Tables and columns: insiders sql "select table_name, column_name from information_schema.columns where table_schema = \'public\'"',
      cause: error,
    });
  } finally {
    await io.close();
  }
}

/** Apart from the rows, which may be read by a program. */
const onWait = (note: string) => {
  process.stderr.write(`${note}\n`);
};
