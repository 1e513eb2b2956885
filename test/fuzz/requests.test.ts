import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalServer } from '../../bin/local-server.js';
import { openLivePages } from '../../bin/view/live-pages.js';
import { servePages } from '../../bin/view/serve-pages.js';
import { createRandom, type Random } from '../../core/random/random.js';
import { dashboards } from '../../dashboards/dashboards.js';
import type { Database } from '../../io/database.js';
import { openDiskStore } from '../../io/disk-store.js';
import { makeQueryRole, queryOnly } from '../../io/query-role.js';
import { between, pick } from '../exports/generate/shop-table.js';
import { openTestDatabase } from '../io/open-test-database.js';
import { printTables } from '../lib/stored-rows.js';
import { loadSmallRun, runId } from '../report/small-run.js';
import { fuzzing } from './fuzzing.js';

/** Whatever is asked of the page or of the database gets an answer or a no, and changes nothing. */
let home: string;
let database: Database;
let server: LocalServer;
let before: string;
const said: string[] = [];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'insiders-fuzz-'));
  database = await openTestDatabase(home, openDiskStore(join(home, 'store')));
  await makeQueryRole(database);
  await loadSmallRun(database);
  await database.query(`update runs set status = 'succeeded', published_at = '2026-01-01'`);
  before = JSON.stringify(await printTables(database));
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
}, 60_000);
afterAll(async () => {
  jest.restoreAllMocks();
  await database.close();
  await rm(home, { recursive: true, force: true });
});

const { seeds, longestMs } = fuzzing(150);
const panels = dashboards.flatMap((dashboard) => dashboard.panels.map(({ name }) => name));

const words = [
  ...[
    '',
    '0',
    '-1',
    'Insiders',
    'France',
    runId,
    '2011-02-31',
    '2011-12-09',
    '9999-12-31',
    'infinity',
    'null',
  ],
  ...[
    "' or 1=1 --",
    '"; drop table runs; --',
    '%00',
    '%',
    '%ff',
    '%2e%2e%2f',
    '<script>',
    ':run_id',
    '$1',
    '\\',
    '\u{1f642}',
  ],
  ...[
    '../../etc/passwd',
    '{}',
    '__proto__',
    'a'.repeat(300),
    '%u0000',
    '%0d%0aX: y',
    '🙂'.repeat(50),
    '＝1',
    '%ed%a0%80',
  ],
];
const names = [
  'segment',
  'country',
  'run',
  'period_from',
  'period_to',
  '__proto__',
  '',
  'segment[]',
  'run_id',
];

function drawPath(random: Random): string {
  const choices = Array.from(
    { length: between(random, 0, 4) },
    () => `${pick(random, names)}=${pick(random, words)}`,
  );
  const path = pick(random, [
    '/',
    '/',
    `/${pick(random, panels)}.csv`,
    `/${pick(random, words)}`,
    `/${pick(random, words)}.csv`,
    '//',
    '*',
  ]);
  const query = choices.length > 0 ? `?${choices.join(pick(random, ['&', '&', ';', '?']))}` : '';
  // What no client sends, Node refuses to send.
  return (path + query).replace(/[^\u0021-\u007e]/gu, (sign) => encodeURIComponent(sign));
}

interface Asked {
  readonly status: number;
  readonly seconds: number;
}

function ask(path: string, random: Random): Promise<Asked> {
  const from = performance.now();
  const method = pick(random, ['GET', 'GET', 'GET', 'GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS', 'TRACE']);
  const headers =
    random() < 0.1 ? { host: pick(random, ['evil.example', 'localhost.evil', '127.0.0.1:1']) } : {};
  return new Promise((resolve, reject) => {
    const { port } = new URL(server.url);
    const asked = request({ port, host: '127.0.0.1', path, method, headers }, (answer) => {
      answer
        .resume()
        .once('end', () =>
          resolve({ status: answer.statusCode!, seconds: (performance.now() - from) / 1000 }),
        );
    });
    asked.on('error', reject).end();
  });
}

test(
  `${seeds.length} requests are answered or refused, and nothing changes`,
  async () => {
    server = await servePages(await openLivePages(database), 0);
    for (const seed of seeds) {
      const random = createRandom(`request ${seed}`);
      const path = drawPath(random);
      const { status, seconds } = await ask(path, random);
      expect([seed, path, status]).toEqual([seed, path, expect.any(Number)]);
      expect([seed, path, status, [200, 400, 403, 404, 405, 431].includes(status)]).toEqual([
        seed,
        path,
        status,
        true,
      ]);
      expect([seed, path, seconds < 5]).toEqual([seed, path, true]);
    }
    await server.close();
    expect(said).toEqual([]);
    expect(JSON.stringify(await printTables(database))).toBe(before);
  },
  longestMs,
);

const parts = [
  ...[
    'select',
    'with x as (',
    ')',
    'copy',
    'to',
    'from',
    'delete',
    'update',
    'insert into',
    'drop',
    'create',
    'alter',
    'grant',
  ],
  ...[
    'table',
    'runs',
    'customers',
    'view',
    'function',
    'role',
    'insiders_query',
    'postgres',
    'public',
    '*',
    '1',
    'x',
    'as',
    'set',
  ],
  ...[
    'where',
    'and',
    ',',
    '(',
    ';',
    '--',
    '/*',
    '*/',
    "'",
    '"',
    '$$',
    'do',
    'begin',
    'commit',
    'rollback',
    'reset role',
  ],
  ...[
    "'/pglite/data/PG_VERSION'",
    'program',
    'pg_read_file',
    'lo_export',
    'set_config',
    "('role','postgres',true)",
    'pg_settings',
  ],
  ...[
    'lock',
    'vacuum',
    'cluster',
    'prepare p as',
    'execute p',
    'declare c cursor for',
    'listen x',
    'notify x',
    'discard all',
  ],
  ...[
    'pg_sleep(0)',
    'nextval',
    'pg_terminate_backend(1)',
    'current_setting',
    'returning *',
    'for update',
    'union',
    'explain analyze',
  ],
];

const wholes = [
  'select * from runs',
  'delete from runs',
  "copy (select 1) to '/pglite/data/PG_VERSION'",
  'reset role; delete from runs',
  'set role postgres',
  'rollback',
  'commit; delete from runs',
  'abort',
  'savepoint s',
  'begin',
  'end',
];

const drawStatement = (random: Random): string =>
  random() < 0.2
    ? pick(random, wholes)
    : Array.from({ length: between(random, 1, 9) }, () => pick(random, parts)).join(' ');

test(
  `${seeds.length} statements read or are refused, and nothing changes`,
  async () => {
    for (const seed of seeds) {
      const statement = drawStatement(createRandom(`statement ${seed}`));
      await queryOnly(database, statement).catch((error: Error) => {
        expect([seed, statement, error.name]).not.toContain('DatabaseStopped');
      });
    }
    expect(JSON.stringify(await printTables(database))).toBe(before);
    const [{ role } = { role: '' }] = await database.query<{ role: string }>('select current_user as role');
    expect(role).toBe('postgres');
  },
  longestMs,
);
