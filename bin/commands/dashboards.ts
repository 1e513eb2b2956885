import { UserError } from '../../core/errors/user-error.js';
import { dashboards } from '../../dashboards/dashboards.js';
import { filters } from '../../dashboards/filters.js';
import { type DatabaseConnection, tlsModes } from '../../metabase/connection-details.js';
import { pushDashboards } from '../../metabase/push-dashboards.js';
import { outcomes, type PushResult } from '../../metabase/push-report.js';
import type { Credentials } from '../../metabase/sign-in.js';
import { parseOptions, wholeNumber } from '../parse-options.js';

export const help = `usage: insiders dashboards push --url URL --database-host HOST [options]

Makes a Metabase (v0.57 to v0.65) show the dashboards: the connection, cards, filters, permissions. What is right
already is not written again, so it can be run at any time; what others have made is left alone, and what was edited
by hand in one of ours is kept as a copy.

  --url URL                  where Metabase is, for example http://localhost:3000
  --email EMAIL              an administrator; the first one is made where there is none yet
  --collection NAME          names the collection, its dashboard and the connection (default Insiders)
  --currency CODE            how sums of money are shown, for example EUR (default: as plain numbers)
  --allow-sql                lets everybody write SQL of their own
  --wait SECONDS             how long Metabase may take to start, and to read the database (default 300)

the PostgreSQL that Metabase reads, as Metabase reaches it:
  --database-host HOST
  --database-port PORT       (default 5432)
  --database-name NAME       (default insiders)
  --database-user USER       a user that is granted insiders_reader (default metabase)
  --database-tls MODE        ${tlsModes.join(', ')} (default require)
  --database-ca FILE         root certificates, a file where Metabase runs; needed to verify

from the environment:
  METABASE_PASSWORD          of --email; or
  METABASE_API_KEY           an API key of the group Administrators
  METABASE_DATABASE_PASSWORD of --database-user
`;

export async function run(words: string[]): Promise<number> {
  const { values, positionals } = parseOptions('dashboards', words, {
    url: { type: 'string' },
    email: { type: 'string' },
    collection: { type: 'string', default: 'Insiders' },
    currency: { type: 'string' },
    'allow-sql': { type: 'boolean', default: false },
    wait: { type: 'string', default: '300' },
    'database-host': { type: 'string' },
    'database-port': { type: 'string', default: '5432' },
    'database-name': { type: 'string', default: 'insiders' },
    'database-user': { type: 'string', default: 'metabase' },
    'database-tls': { type: 'string', default: 'require' },
    'database-ca': { type: 'string' },
  });
  if (positionals.join(' ') !== 'push') throw wrong("what to do with the dashboards is missing: 'push'");
  const { currency } = values;
  if (currency !== undefined && !/^[A-Z]{3}$/.test(currency))
    throw wrong(`--currency '${currency}' is no code`);
  const result = await pushDashboards({
    url: urlOf(values.url),
    credentials: credentialsOf(values.email),
    database: connectionOf(values),
    dashboards,
    filters,
    collection: values.collection,
    allowSql: values['allow-sql'],
    waitSeconds: wholeNumber('wait', values.wait, 1, 3600),
    ...(currency === undefined ? {} : { currency }),
    onStep: (outcome, thing) => {
      if (outcome !== 'unchanged') process.stdout.write(`  ${outcome.padEnd(10)}${thing}\n`);
    },
  });
  process.stdout.write(`${summaryOf(result)}\n`);
  return 0;
}

function urlOf(url: string | undefined): string {
  if (url === undefined) throw wrong('--url is missing');
  if (!/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : ''))
    throw wrong(`--url '${url}' is no URL`);
  if (new URL(url).password) throw wrong('--url holds a password; give it as METABASE_PASSWORD');
  return url;
}

function credentialsOf(email: string | undefined): Credentials {
  const { METABASE_API_KEY: apiKey, METABASE_PASSWORD: password } = process.env;
  if (apiKey) return { apiKey };
  if (email && password) return { email, password };
  throw wrong(
    'who pushes is missing: --email with METABASE_PASSWORD, or METABASE_API_KEY, in the environment',
  );
}

function connectionOf(values: {
  readonly collection: string;
  readonly 'database-host'?: string | undefined;
  readonly 'database-port': string;
  readonly 'database-name': string;
  readonly 'database-user': string;
  readonly 'database-tls': string;
  readonly 'database-ca'?: string | undefined;
}): DatabaseConnection {
  const host = values['database-host'];
  const certificate = values['database-ca'];
  const password = process.env.METABASE_DATABASE_PASSWORD;
  const tls = tlsModes.find((mode) => mode === values['database-tls']);
  if (!host) throw wrong('--database-host is missing');
  if (!password) throw wrong('METABASE_DATABASE_PASSWORD is missing in the environment');
  if (!tls)
    throw wrong(`--database-tls must be one of ${tlsModes.join(', ')}; got '${values['database-tls']}'`);
  if (tls.startsWith('verify') && !certificate) throw wrong(`--database-tls ${tls} needs --database-ca`);
  return {
    name: values.collection,
    host,
    port: wholeNumber('database-port', values['database-port'], 1, 65_535),
    database: values['database-name'],
    user: values['database-user'],
    password,
    tls,
    ...(certificate === undefined ? {} : { rootCertificatePath: certificate }),
  };
}

function summaryOf(result: PushResult): string {
  const counts = outcomes.map((outcome) => `${result[outcome].length} ${outcome}`);
  return `${counts.join(', ')}; ${result.calls.writes} writes, ${result.calls.reads} reads`;
}

const wrong = (message: string) =>
  new UserError('WrongUsage', message, { remedy: 'See insiders dashboards --help.' });
