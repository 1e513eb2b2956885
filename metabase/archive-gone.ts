import { type LiveCard, markOf } from './card.js';
import type { CollectionItem } from './collection-items.js';
import type { MetabaseClient } from './metabase-client.js';
import { cardEntityId } from './push-cards.js';
import type { PushReport } from './push-report.js';

/** Archives the cards of panels that are no more. What others have saved in the collection is left alone. */
export async function archiveGone(
  client: MetabaseClient,
  scope: string,
  items: readonly CollectionItem[],
  wanted: ReadonlySet<number>,
  report: PushReport,
): Promise<void> {
  for (const { id } of items.filter(({ model, id }) => model === 'card' && !wanted.has(id))) {
    const card = await client.get<LiveCard>(`/api/card/${id}`);
    const panel = markOf(card)?.panel;
    // Who copies a card copies its mark, but not its id.
    if (panel === undefined || card.entity_id !== cardEntityId(scope, panel)) continue;
    // Whole, as its own pages do: some releases answer 400 to a part of a card.
    const { type, name, description, display, visualization_settings, dataset_query, collection_id } = card;
    const content = {
      type,
      name,
      description,
      display,
      visualization_settings,
      dataset_query,
      collection_id,
    };
    await client.put(`/api/card/${id}`, { ...content, archived: true });
    report.add('archived', `card ${card.name}`);
  }
}
