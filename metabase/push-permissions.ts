import { UserError } from '../core/errors/user-error.js';
import type { MetabaseClient } from './metabase-client.js';
import type { PushReport } from './push-report.js';

/** Everybody who can sign in belongs to it. */
const allUsers = '1';
const attempts = 3;

interface Graph {
  readonly revision: number;
  readonly groups: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Who may ask what of the database: everybody sees cards, nobody but those allowed makes queries of their own. */
export const pushDataPermissions = (
  client: MetabaseClient,
  databaseId: number,
  allowSql: boolean,
  report: PushReport,
): Promise<void> =>
  pushGraph(client, '/api/permissions/graph', 'who may query the database', report, (groups) => {
    const live = groups[allUsers]?.[databaseId] as { [right: string]: unknown } | undefined;
    // Whose data was blocked from whom, in the paid editions, is not for a push to undo.
    const viewData = live?.['view-data'] ?? 'unrestricted';
    const createQueries = allowSql ? 'query-builder-and-native' : 'no';
    const isSame = live?.['view-data'] === viewData && (live['create-queries'] ?? 'no') === createQueries;
    return isSame ? undefined : { [databaseId]: { 'view-data': viewData, 'create-queries': createQueries } };
  });

/** Everybody reads the collection, administrators change it. */
export const pushCollectionPermissions = (
  client: MetabaseClient,
  collectionId: number,
  report: PushReport,
): Promise<void> =>
  pushGraph(client, '/api/collection/graph', 'who may read the collection', report, (groups) =>
    groups[allUsers]?.[collectionId] === 'read' ? undefined : { [collectionId]: 'read' },
  );

/** A graph is replaced only in the revision that was read: where somebody else was first, it is read again. */
async function pushGraph(
  client: MetabaseClient,
  path: string,
  thing: string,
  report: PushReport,
  changeOf: (groups: Graph['groups']) => object | undefined,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const { revision, groups } = await client.get<Graph>(path);
    const change = changeOf(groups);
    if (!change) return report.add('unchanged', thing);
    try {
      await client.put(path, { revision, groups: { [allUsers]: change } });
      return report.add('changed', thing);
    } catch (error) {
      const isStale = error instanceof UserError && error.name === 'MetabaseConflict';
      if (!isStale || attempt === attempts) throw error;
    }
  }
}
