import { UserError } from '../core/user-error.js';
import type { MetabaseClient } from './metabase-client.js';
import type { Report } from './report.js';

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
  report: Report,
): Promise<void> =>
  pushGraph(client, '/api/permissions/graph', 'who may query the database', report, (groups) => {
    const wanted = {
      'view-data': 'unrestricted',
      'create-queries': allowSql ? 'query-builder-and-native' : 'no',
    };
    const live = { 'create-queries': 'no', ...(groups[allUsers]?.[databaseId] as Partial<typeof wanted>) };
    const isSame = Object.entries(wanted).every(([key, value]) => live[key as keyof typeof wanted] === value);
    return isSame ? undefined : { [databaseId]: wanted };
  });

/** Everybody reads the collection, administrators change it. */
export const pushCollectionPermissions = (
  client: MetabaseClient,
  collectionId: number,
  report: Report,
): Promise<void> =>
  pushGraph(client, '/api/collection/graph', 'who may read the collection', report, (groups) =>
    groups[allUsers]?.[collectionId] === 'read' ? undefined : { [collectionId]: 'read' },
  );

/** A graph is replaced only in the revision that was read: where somebody else was first, it is read again. */
async function pushGraph(
  client: MetabaseClient,
  path: string,
  thing: string,
  report: Report,
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
