import type { CollectionItem } from './collection-items.js';
import type { DashboardContent, Dashcard } from './dashboard-layout.js';
import { keptName } from './kept-name.js';
import {
  dashboardFingerprint,
  dashboardMark,
  type LiveDashboard,
  markedFingerprint,
} from './live-dashboard.js';
import type { MetabaseClient } from './metabase-client.js';
import type { PushReport } from './push-report.js';

export interface DashboardPlace {
  readonly name: string;
  readonly collectionId: number;
  /** What the collection held before. */
  readonly items: readonly CollectionItem[];
}

/** Makes the dashboard what it should be. */
export async function pushDashboard(
  client: MetabaseClient,
  content: DashboardContent,
  place: DashboardPlace,
  report: PushReport,
): Promise<void> {
  const thing = `dashboard ${place.name}`;
  const live = await findOurs(client, place);
  if (!live) {
    const { id } = await client.post<LiveDashboard>('/api/dashboard', {
      name: place.name,
      description: content.description,
      collection_id: place.collectionId,
      parameters: [],
    });
    await client.put(`/api/dashboard/${id}`, { ...content, caveats: dashboardMark(content) });
    return report.add('created', thing);
  }
  const fingerprint = dashboardFingerprint(live);
  const isAlike = fingerprint === dashboardFingerprint(content);
  const isMarked = markedFingerprint(live) === fingerprint;
  if (isAlike && isMarked) return report.add('unchanged', thing);
  if (!isAlike && !isMarked && !isUnfinished(live)) await keepCopy(client, live, fingerprint, place, report);
  await client.put(`/api/dashboard/${live.id}`, {
    ...withLiveIds(content, live),
    caveats: dashboardMark(content),
  });
  report.add('changed', thing);
}

/** Of this name, and made by a push: one that an analyst made under the same name is not ours. */
async function findOurs(client: MetabaseClient, { name, items }: DashboardPlace) {
  for (const { id } of items.filter((item) => item.model === 'dashboard' && item.name === name)) {
    const live = await client.get<LiveDashboard>(`/api/dashboard/${id}`);
    if (markedFingerprint(live) !== undefined || isUnfinished(live)) return live;
  }
  return undefined;
}

/** Made by a push that was interrupted before it filled the dashboard. */
const isUnfinished = (live: LiveDashboard) =>
  !live.caveats && live.dashcards.length === 0 && live.parameters.length === 0;

/** A tab or card that stays keeps its id: links and subscriptions point to it. */
function withLiveIds(content: DashboardContent, live: DashboardContent): DashboardContent {
  const tabIds = new Map(
    content.tabs.map(({ id, name }) => [id, live.tabs.find((tab) => tab.name === name)?.id ?? id]),
  );
  const free = [...live.dashcards];
  return {
    ...content,
    tabs: content.tabs.map(({ id, name }) => ({ id: tabIds.get(id)!, name })),
    dashcards: content.dashcards.map((card) => {
      const tab = tabIds.get(card.dashboard_tab_id!)!;
      const found = free.findIndex((other) => isSameCard(card, other, tab));
      const [kept] = found < 0 ? [] : free.splice(found, 1);
      return { ...card, dashboard_tab_id: tab, id: kept?.id ?? card.id };
    }),
  };
}

/** A heading is known by its tab, any other card by what it shows. */
const isSameCard = (card: Dashcard, other: Dashcard, tab: number) =>
  card.card_id === other.card_id && (card.card_id !== null || other.dashboard_tab_id === tab);

/** The description tells which edit the copy holds, so that a push that begins again makes no second copy. */
async function keepCopy(
  client: MetabaseClient,
  live: LiveDashboard,
  fingerprint: string,
  { collectionId, items }: DashboardPlace,
  report: PushReport,
): Promise<void> {
  const name = keptName(live.name);
  const description = `As it was edited by hand, before a push replaced it (${fingerprint}).`;
  if (items.some((item) => item.name === name && item.description === description)) return;
  await client.post(`/api/dashboard/${live.id}/copy`, {
    name,
    description,
    collection_id: collectionId,
    is_deep_copy: false,
  });
  report.add('kept', `dashboard ${name}`);
}
