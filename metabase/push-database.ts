import { UserError } from '../core/errors/user-error.js';
import { connectionDetails, type DatabaseConnection } from './connection-details.js';
import type { MetabaseClient } from './metabase-client.js';
import type { PushReport } from './push-report.js';

interface LiveDatabase {
  readonly id: number;
  readonly name: string;
  readonly engine: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * Connects Metabase to the database, by name. Metabase never tells a password: it is written again where Metabase
 * can no longer connect with the one that it has.
 *
 * @returns the database's id
 * @throws UserError `DatabaseRefused`
 */
export async function pushDatabase(
  client: MetabaseClient,
  connection: DatabaseConnection,
  report: PushReport,
): Promise<number> {
  const { data } = await client.get<{ data: LiveDatabase[] }>('/api/database');
  const live = data.find(({ name, engine }) => name === connection.name && engine === 'postgres');
  const thing = `database ${connection.name}`;
  const payload = { name: connection.name, engine: 'postgres', details: connectionDetails(connection) };
  if (!live) {
    const options = {
      is_full_sync: true,
      is_on_demand: false,
      auto_run_queries: true,
      connection_source: 'admin',
    };
    const { id } = await client
      .post<{ id: number }>('/api/database', { ...payload, ...options })
      .catch(refused(connection));
    report.add('created', thing);
    return id;
  }
  if (isSame(live.details, payload.details) && (await canConnect(client, live.id))) {
    report.add('unchanged', thing);
    return live.id;
  }
  await client.put(`/api/database/${live.id}`, payload).catch(refused(connection));
  report.add('changed', thing);
  return live.id;
}

function isSame(live: LiveDatabase['details'], wanted: Readonly<Record<string, unknown>>): boolean {
  const keys = Object.keys(wanted).filter((key) => key !== 'password');
  return keys.every((key) => (live?.[key] ?? false) === wanted[key]);
}

async function canConnect(client: MetabaseClient, id: number): Promise<boolean> {
  const { status } = await client.get<{ status: string }>(`/api/database/${id}/healthcheck`);
  return status === 'ok';
}

const refused =
  ({ host, port, database, user }: DatabaseConnection) =>
  (error: unknown): never => {
    if (!(error instanceof UserError && error.name === 'MetabaseRefuses')) throw error;
    throw new UserError(
      'DatabaseRefused',
      `Metabase cannot connect to the database '${database}' at ${host}:${port} as '${user}': ${error.message}`,
      {
        remedy: 'Check --database-… and METABASE_DATABASE_PASSWORD, and that Metabase reaches that host.',
        cause: error,
      },
    );
  };
