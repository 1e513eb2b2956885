import { PGlite } from '@electric-sql/pglite';
import type { Login } from '../../io/read-login.js';
import { makeMaster, master, signIn, signOut } from './data-api-logins.js';
import type { BoundValue, Cell, Connection, Postgres } from './data-api-postgres.js';
import { textParsers } from './data-api-types.js';
import s3Import from './s3-import.sql';

/** The embedded PostgreSQL: one connection, on which one login follows the other. */
export async function startPglite(): Promise<Postgres> {
  const pglite = await PGlite.create();
  await pglite.exec(`set timezone to 'UTC'`);
  await makeMaster(pglite);
  /** Who is signed in: the service, too, keeps connections. */
  let signedIn: Login | 'nobody' | undefined = 'nobody';

  const connection: Connection = {
    async query(sql: string, values: readonly BoundValue[], object?: Buffer) {
      const options = {
        rowMode: 'array' as const,
        parsers: textParsers,
        paramTypes: values.map(({ type }) => type),
        ...(object && { blob: new Blob([object]) }),
      };
      const plain = values.map(({ value }) => value);
      const { fields, rows, affectedRows = 0 } = await pglite.query<Cell[]>(sql, plain, options);
      return { fields, rows, affectedRows };
    },
    async makeS3Extension() {
      await signOut(pglite);
      await pglite.exec(s3Import.replaceAll('INSIDERS_MASTER', master));
      await signIn(pglite, undefined);
    },
    release: () => {},
  };
  return {
    connections: 1,
    async connect(login) {
      if (login !== signedIn) {
        signedIn = 'nobody';
        await signIn(pglite, login);
        signedIn = login;
      }
      return connection;
    },
    close: () => pglite.close(),
  };
}
