import type { Dashboard, Filter } from '../dashboards/dashboard.js';
import { archiveGone } from './archive-gone.js';
import { awaitViews } from './await-views.js';
import { checkAnswers } from './check-answers.js';
import { checkVersion } from './check-version.js';
import { collectionItems } from './collection-items.js';
import type { DatabaseConnection } from './connection-details.js';
import { dashboardLayout } from './dashboard-layout.js';
import { MetabaseClient } from './metabase-client.js';
import { panelCard } from './panel-card.js';
import { pushCards } from './push-cards.js';
import { pushCollection } from './push-collection.js';
import { pushDashboard } from './push-dashboard.js';
import { pushDatabase } from './push-database.js';
import { pushFields } from './push-fields.js';
import { pushCollectionPermissions, pushDataPermissions } from './push-permissions.js';
import { type Outcome, PushReport, type PushResult } from './push-report.js';
import { type Credentials, signIn } from './sign-in.js';
import { waitUntilReady } from './wait-until-ready.js';

export interface PushOptions {
  readonly url: string;
  readonly credentials: Credentials;
  readonly database: DatabaseConnection;
  readonly dashboards: readonly Dashboard[];
  readonly filters: readonly Filter[];
  /** The collection's and the dashboard's name, and the site's where Metabase is new. */
  readonly collection?: string;
  /** Whether everybody may write SQL of their own. */
  readonly allowSql?: boolean;
  /** ISO 4217; sums of money are plain numbers where it is not given. */
  readonly currency?: string;
  /** How long to wait for Metabase to be ready, and again for it to read the database. */
  readonly waitSeconds?: number;
  readonly pauseSeconds?: number;
  readonly requestTimeoutSeconds?: number;
  readonly onStep?: (outcome: Outcome, thing: string) => void;
}

/**
 * Makes Metabase show the dashboards. What is right already is not written; a push that was interrupted is continued
 * by the next; what others have made is left alone.
 *
 * @throws UserError
 */
export async function pushDashboards({
  url,
  credentials,
  collection = 'Insiders',
  waitSeconds = 300,
  pauseSeconds = 2,
  requestTimeoutSeconds = 60,
  onStep = () => {},
  ...wanted
}: PushOptions): Promise<PushResult> {
  const ours = 'apiKey' in credentials ? credentials.apiKey : credentials.password;
  const secrets = [wanted.database.password, ours];
  const client = new MetabaseClient({ url, secrets, timeoutSeconds: requestTimeoutSeconds });
  const report = new PushReport(onStep);
  const patience = { waitSeconds, pauseSeconds };
  const properties = await waitUntilReady(client, patience);
  checkVersion(properties.version.tag);
  const signOut = await signIn(client, credentials, properties, collection, report);
  try {
    await pushContent(client, { ...wanted, collection, patience }, report);
  } finally {
    await signOut().catch(ignore);
  }
  return report.result(client.calls);
}

/** A session that could not be ended ends by itself; the error that came before matters more. */
const ignore = () => {};

interface Content extends Pick<PushOptions, 'database' | 'dashboards' | 'filters' | 'allowSql' | 'currency'> {
  readonly collection: string;
  readonly patience: { readonly waitSeconds: number; readonly pauseSeconds: number };
}

/** Permissions come right after what they guard, and the dashboard after its cards. */
async function pushContent(
  client: MetabaseClient,
  { database, dashboards, filters, allowSql = false, currency, collection, patience }: Content,
  report: PushReport,
): Promise<void> {
  const panels = dashboards.flatMap((dashboard) => dashboard.panels);
  const databaseId = await pushDatabase(client, database, report);
  await pushDataPermissions(client, databaseId, allowSql, report);
  const views = await awaitViews(client, databaseId, panels, patience);
  const listed = filters.filter(({ kind }) => kind === 'word').map(({ column }) => column);
  await pushFields(client, panels, views, listed, report);

  const collectionId = await pushCollection(client, collection, report);
  await pushCollectionPermissions(client, collectionId, report);
  const items = await collectionItems(client, collectionId);
  const cards = panels.map((panel) => ({
    panel: panel.name,
    content: panelCard(panel, views[panel.name]!, { databaseId, filters, currency }),
  }));
  const cardIds = await pushCards(client, cards, { scope: collection, collectionId }, report);
  const layout = dashboardLayout(dashboards, filters, views, cardIds);
  await pushDashboard(client, layout, { name: collection, collectionId, items }, report);
  await archiveGone(client, collection, items, new Set(cardIds.values()), report);
  await checkAnswers(client, cardIds);
}
