import type { MetabaseClient } from './metabase-client.js';

export interface CollectionItem {
  readonly id: number;
  readonly model: string;
  readonly name: string;
  readonly description: string | null;
}

/** The cards and dashboards in a collection, archived ones left out. */
export async function collectionItems(
  client: MetabaseClient,
  collectionId: number,
): Promise<CollectionItem[]> {
  const path = `/api/collection/${collectionId}/items?models=card&models=dashboard`;
  return (await client.get<{ data: CollectionItem[] }>(path)).data;
}
