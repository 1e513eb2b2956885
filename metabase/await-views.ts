import { UserError } from '../core/errors/user-error.js';
import type { Panel } from '../dashboards/dashboard.js';
import type { MetabaseClient } from './metabase-client.js';
import { shownColumns } from './shown-columns.js';
import type { Field, Views } from './view.js';
import { type Patience, waitUntil } from './wait-until.js';

interface Metadata {
  readonly initial_sync_status: string;
  readonly tables: readonly {
    readonly id: number;
    readonly name: string;
    readonly fields: readonly Field[];
  }[];
}

/**
 * The panels' views as Metabase knows them, after a synchronisation where it does not know all of them yet.
 *
 * @throws UserError `ViewMissing`
 */
export async function awaitViews(
  client: MetabaseClient,
  databaseId: number,
  panels: readonly Panel[],
  patience: Patience,
): Promise<Views> {
  const read = () => client.get<Metadata>(`/api/database/${databaseId}/metadata`);
  const first = await read();
  if (isComplete(first, panels)) return viewsOf(first);
  await client.post(`/api/database/${databaseId}/sync_schema`, {});
  let last = first;
  const found = await waitUntil(async () => {
    last = await read();
    return isComplete(last, panels) ? last : undefined;
  }, patience);
  if (found) return viewsOf(found);
  throw last.initial_sync_status === 'complete'
    ? missing(panels.flatMap((panel) => missingOf(panel, viewsOf(last))))
    : new UserError('SyncUnfinished', `Metabase has not read the database within ${patience.waitSeconds} s`, {
        remedy: 'Push again in a while, or with a longer --wait.',
      });
}

const isComplete = (metadata: Metadata, panels: readonly Panel[]) =>
  metadata.initial_sync_status === 'complete' &&
  panels.every((panel) => missingOf(panel, viewsOf(metadata)).length === 0);

function viewsOf({ tables }: Metadata): Views {
  return Object.fromEntries(
    tables.map(({ id, name, fields }) => [
      name,
      { id, name, fields: Object.fromEntries(fields.map((field) => [field.name, field])) },
    ]),
  );
}

function missingOf(panel: Panel, views: Views): string[] {
  const view = views[panel.name];
  if (!view) return [panel.name];
  return shownColumns(panel)
    .filter(({ name }) => !view.fields[name])
    .map(({ name }) => `${panel.name}.${name}`);
}

const missing = (names: readonly string[]) =>
  new UserError(
    'ViewMissing',
    `Metabase does not see ${names.length} of what the dashboards show, among them ${names.slice(0, 3).join(', ')}`,
    {
      remedy:
        'Bring the database up to date (its migrations make the views and let insiders_reader read them), then push again.',
    },
  );
