import type { Database } from '../../io/database.js';
import type { AcceptedConnection, Handlers } from './metabase-call.js';
import { found, invalid, Refusal } from './metabase-refusal.js';
import type { MetabaseState, StoredDatabase, StoredTable } from './metabase-state.js';

/** What stands in the place of a password that was stored. */
const hiddenPassword = '**MetabasePass**';

export const databaseHandlers: Handlers = {
  'get /api/database': ({ state }) => ({ data: state.databases.map(shown), total: state.databases.length }),

  'post /api/database': ({ state, body, accepted }) => {
    refuseUnreachable(body.details, accepted);
    const database: StoredDatabase = {
      id: state.nextId(),
      name: body.name,
      engine: body.engine,
      details: body.details,
      tables: [],
      looksUntilSynced: 2,
      needsSync: true,
    };
    state.databases.push(database);
    state.dataGraph.groups[1]![database.id] = {
      'view-data': 'unrestricted',
      'create-queries': 'query-builder-and-native',
    };
    return shown(database);
  },

  'put /api/database/{id}': ({ state, ids, body, accepted }) => {
    const database = databaseOf(state, ids[0]!);
    const password =
      body.details?.password === hiddenPassword ? database.details.password : body.details?.password;
    const details = body.details ? { ...body.details, password } : database.details;
    refuseUnreachable(details, accepted);
    Object.assign(database, { name: body.name ?? database.name, details });
    return shown(database);
  },

  'get /api/database/{id}/healthcheck': ({ state, ids, accepted }) => {
    const problem = problemOf(databaseOf(state, ids[0]!).details, accepted);
    return problem ? { status: 'error', message: problem } : { status: 'ok' };
  },

  'post /api/database/{id}/sync_schema': ({ state, ids }) => {
    databaseOf(state, ids[0]!).needsSync = true;
    return { status: 'ok' };
  },

  'get /api/database/{id}/metadata': async ({ state, ids, postgres }) => {
    const database = databaseOf(state, ids[0]!);
    const isSynced = database.looksUntilSynced === 0 || --database.looksUntilSynced === 0;
    if (isSynced && database.needsSync) await synchronise(database, state, postgres);
    return {
      ...shown(database),
      initial_sync_status: isSynced ? 'complete' : 'incomplete',
      tables: database.tables
        .filter(({ isActive }) => isActive)
        .map(({ isActive: _, ...table }) => ({ ...table, db_id: database.id, schema: 'public' })),
    };
  },

  'put /api/field/{id}': ({ state, ids, body }) => {
    const fields = state.databases.flatMap(({ tables }) => tables.flatMap((table) => table.fields));
    const field = found(fields.find(({ id }) => id === Number(ids[0])));
    const type = body.semantic_type;
    if (type && !/^type\/(Category|Country|Percentage)$/.test(type))
      throw invalid('semantic_type', 'unknown');
    return Object.assign(field, body);
  },
};

const databaseOf = (state: MetabaseState, id: string) =>
  found(state.databases.find((database) => database.id === Number(id)));

const shown = ({ id, name, engine, details }: StoredDatabase) => ({
  id,
  name,
  engine,
  details: { ...details, password: hiddenPassword, 'ssl-use-client-auth': false },
  is_full_sync: true,
  auto_run_queries: true,
});

/** What PostgreSQL says to a connection; it speaks TLS only. */
function problemOf(details: Record<string, unknown>, accepted: AcceptedConnection): string | undefined {
  const { host, port, dbname, user, password } = details;
  if (host !== accepted.host || port !== accepted.port) return `Connection to ${host}:${port} refused.`;
  if (details.ssl !== true) return `FATAL: no pg_hba.conf entry for user "${user}", no encryption`;
  if (String(details['ssl-mode']).startsWith('verify') && !details['ssl-root-cert-path']) {
    return 'Could not open SSL root certificate file';
  }
  if (user !== accepted.user || password !== accepted.password) {
    return `FATAL: password authentication failed for user "${user}" (password ${password})`;
  }
  return dbname === accepted.dbname ? undefined : `FATAL: database "${dbname}" does not exist`;
}

function refuseUnreachable(details: Record<string, unknown>, accepted: AcceptedConnection): void {
  const message = problemOf(details, accepted);
  if (message) throw new Refusal(400, { valid: false, message });
}

interface CatalogRow {
  readonly table_name: string;
  readonly column_name: string;
  readonly table_comment: string | null;
  readonly column_comment: string | null;
}

/** What the reader may read, with its comments. Tables that are gone turn inactive; ids stay. */
async function synchronise(
  database: StoredDatabase,
  state: MetabaseState,
  postgres: Database,
): Promise<void> {
  const rows = await postgres.transaction(async (transaction) => {
    await transaction.query('set local role insiders_reader');
    return transaction.query<CatalogRow>(`
      select table_name, column_name, obj_description(to_regclass(table_name)) as table_comment,
        col_description(to_regclass(table_name), ordinal_position::int) as column_comment
      from information_schema.columns where table_schema = 'public' order by table_name, ordinal_position`);
  });
  for (const table of database.tables) table.isActive = false;
  for (const name of new Set(rows.map((row) => row.table_name))) {
    const columns = rows.filter((row) => row.table_name === name);
    const table = tableOf(database, state, name);
    table.isActive = true;
    table.description ??= columns[0]!.table_comment;
    table.fields = columns.map(({ column_name, column_comment }) => {
      const field = table.fields.find((field) => field.name === column_name) ?? {
        id: state.nextId(),
        name: column_name,
        description: null,
        semantic_type: null,
        has_field_values: null,
      };
      field.description ??= column_comment;
      return field;
    });
  }
  database.needsSync = false;
}

function tableOf(database: StoredDatabase, state: MetabaseState, name: string): StoredTable {
  const known = database.tables.find((table) => table.name === name);
  if (known) return known;
  const table = { id: state.nextId(), name, description: null, isActive: true, fields: [] };
  database.tables.push(table);
  return table;
}
