import { type CardContent, cardFingerprint, type LiveCard, markOf, withoutMark } from './card.js';
import { entityId } from './derive-id.js';
import { keptName } from './kept-name.js';
import type { MetabaseClient } from './metabase-client.js';
import type { PushReport } from './push-report.js';

export interface WantedCard {
  readonly panel: string;
  readonly content: CardContent;
}

/** Where cards go: `scope` keeps the ids of several collections in one Metabase apart. */
export interface CardPlace {
  readonly scope: string;
  readonly collectionId: number;
}

export const cardEntityId = (scope: string, panel: string): string => entityId(scope, 'card', panel);

/** Makes each card what it should be. @returns the cards' ids by panel */
export async function pushCards(
  client: MetabaseClient,
  cards: readonly WantedCard[],
  place: CardPlace,
  report: PushReport,
): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for (const card of cards) ids.set(card.panel, await pushCard(client, card, place, report));
  return ids;
}

async function pushCard(
  client: MetabaseClient,
  { panel, content }: WantedCard,
  place: CardPlace,
  report: PushReport,
): Promise<number> {
  const entity_id = cardEntityId(place.scope, panel);
  const wanted = { ...content, collection_id: place.collectionId };
  const thing = `card ${content.name}`;
  const live = await client.find<LiveCard>(`/api/card/${entity_id}`);
  if (!live) {
    const { id } = await client.post<LiveCard>('/api/card', { ...wanted, entity_id });
    report.add('created', thing);
    return id;
  }
  const isAlike = cardFingerprint(live) === cardFingerprint(content);
  const isMarked = markOf(live)?.fingerprint === cardFingerprint(live);
  if (isAlike && isMarked && live.collection_id === place.collectionId && !live.archived) {
    report.add('unchanged', thing);
    return live.id;
  }
  if (!isAlike && !isMarked) await keepCopy(client, live, place, report);
  await client.put(`/api/card/${live.id}`, { ...wanted, archived: false });
  report.add('changed', thing);
  return live.id;
}

/** The copy's id follows from what it holds, so that a push that begins again makes no second copy. */
async function keepCopy(
  client: MetabaseClient,
  live: LiveCard,
  { scope, collectionId }: CardPlace,
  report: PushReport,
): Promise<void> {
  const entity_id = entityId(scope, 'kept', live.entity_id, cardFingerprint(live));
  const name = keptName(live.name);
  const existing = await client.find(`/api/card/${entity_id}`);
  if (existing) return;
  await client.post('/api/card', {
    ...withoutMark(live),
    description: live.description || null,
    name,
    collection_id: collectionId,
    entity_id,
  });
  report.add('kept', `card ${name}`);
}
