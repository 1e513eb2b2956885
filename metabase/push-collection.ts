import type { MetabaseClient } from './metabase-client.js';
import type { PushReport } from './push-report.js';

interface LiveCollection {
  readonly id: number | 'root';
  readonly name: string;
  readonly description: string | null;
  readonly location?: string;
  readonly archived?: boolean;
  readonly personal_owner_id?: number | null;
}

const description = 'Kept up to date by insiders dashboards push. Save your own somewhere else.';

/** The collection of that name below the root. @returns its id */
export async function pushCollection(
  client: MetabaseClient,
  name: string,
  report: PushReport,
): Promise<number> {
  const collections = await client.get<LiveCollection[]>('/api/collection');
  const live = collections.find(
    (collection) =>
      collection.name === name &&
      collection.location === '/' &&
      !collection.archived &&
      !collection.personal_owner_id,
  );
  const thing = `collection ${name}`;
  if (!live) {
    const { id } = await client.post<{ id: number }>('/api/collection', {
      name,
      description,
      parent_id: null,
    });
    report.add('created', thing);
    return id;
  }
  if (live.description === description) report.add('unchanged', thing);
  else {
    await client.put(`/api/collection/${live.id}`, { description, archived: false });
    report.add('changed', thing);
  }
  return live.id as number;
}
