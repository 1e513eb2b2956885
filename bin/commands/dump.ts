import { open } from 'node:fs/promises';
import { UserError } from '../../core/errors/user-error.js';
import { dumpDatabase } from '../../io/dump-database.js';
import { migrations } from '../../sql/postgres/migrations.js';
import { views } from '../../sql/postgres/views.js';
import { cannotWrite } from '../cannot-write.js';
import { existingHome } from '../existing-home.js';
import { openToRead } from '../home.js';
import { parseOptions } from '../parse-options.js';

export const help = `usage: insiders dump FILE [--out DIR]

Writes the embedded PostgreSQL of a folder of results as a script, for an empty PostgreSQL of yours:
  insiders dump results.sql && psql --single-transaction -v ON_ERROR_STOP=1 -f results.sql insiders

  --out DIR   the folder of results (default insiders-out)
`;

export async function run(words: string[]): Promise<number> {
  const { values, positionals } = parseOptions('dump', words, {
    out: { type: 'string', default: 'insiders-out' },
  });
  const [name, ...more] = positionals;
  if (!name || more.length > 0) {
    throw new UserError('WrongUsage', 'dump takes the name of one file', {
      remedy: 'For example: insiders dump results.sql',
    });
  }
  const io = openToRead(await existingHome(values.out), (note) => process.stderr.write(`${note}\n`));
  try {
    const bytes = await writeScript(name, (write) =>
      io.database().then((database) => dumpDatabase(database, { migrations, views }, write)),
    );
    process.stdout.write(`${name}: ${(bytes / 1e6).toFixed(1)} MB\n`);
    return 0;
  } finally {
    await io.close();
  }
}

/** @returns bytes written */
async function writeScript(
  name: string,
  work: (write: (text: string) => Promise<void>) => Promise<void>,
): Promise<number> {
  const file = await open(name, 'w').catch(cannotWrite(name));
  try {
    let bytes = 0;
    await work(async (text) => {
      const { bytesWritten } = await file.write(text);
      bytes += bytesWritten;
    });
    return bytes;
  } finally {
    await file.close();
  }
}
