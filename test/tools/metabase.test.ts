import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { dashboards } from '../../dashboards/dashboards.js';
import { filters } from '../../dashboards/filters.js';
import { panelCard } from '../../metabase/panel-card.js';
import { changesOf, type Json, push, useMetabase } from '../metabase/push-to-stand-in.js';

const standIn = useMetabase();
let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'insiders-mb-'));
});
afterAll(() => rm(home, { recursive: true }));
beforeEach(async () => {
  await push(standIn.metabase);
  standIn.metabase.state.apiKeys.set('mb_1', standIn.metabase.state.users[0]!);
});

/** What Metabase's command line answers. @throws Error with what it says, where it refuses */
async function mb(...words: string[]): Promise<Json> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [process.env.MB!, ...words, '--json', '--max-bytes', '0'],
    {
      maxBuffer: 1e8,
      env: {
        PATH: process.env.PATH,
        HOME: home,
        MB_URL: standIn.metabase.url,
        MB_API_KEY: 'mb_1',
        MB_CLI_DISABLE_KEYRING: '1',
        DO_NOT_TRACK: '1',
      },
    },
  );
  return JSON.parse(stdout);
}

/** What a push sends of each panel. */
function sentQueries(): unknown[] {
  const [database] = standIn.metabase.state.databases;
  const views = Object.fromEntries(
    database!.tables.map(({ id, name, fields }) => [
      name,
      { id, name, fields: Object.fromEntries(fields.map((field) => [field.name, field])) },
    ]),
  );
  const context = { databaseId: database!.id, filters, currency: 'EUR' };
  return dashboards
    .flatMap(({ panels }) => panels)
    .map((panel) => panelCard(panel, views[panel.name]!, context).dataset_query);
}

test('every query fits the schema that Metabase’s command line has of queries, and one that does not is refused', async () => {
  // The SQL itself is nothing to that schema: one query of each set of filters is enough.
  const tagsOf = (query: Json) => Object.keys(query.stages[0]['template-tags']).join();
  const queries = [...new Map(sentQueries().map((query) => [tagsOf(query), query])).values()];
  expect(queries.length).toBeGreaterThan(3);
  for (const query of queries) {
    const answer = await mb('query', '--dry-run', '--body', JSON.stringify(query));
    expect({ query, answer }).toEqual({ query, answer: { ok: true, errors: [] } });
  }
  const [query] = queries as Json[];
  const broken = { ...query, stages: [{ ...query.stages[0], native: 7 }] };
  await expect(mb('query', '--dry-run', '--body', JSON.stringify(broken))).rejects.toThrow(
    /validation failed/,
  );
}, 300_000);

test('a card and the dashboard that it has read and written are still those of the push', async () => {
  const [card] = standIn.metabase.state.cards;
  const [dashboard] = standIn.metabase.state.dashboards;
  const read = await mb('card', 'get', `${card!.id}`, '--full');
  expect(read).toMatchObject({ id: card!.id, name: card!.name, display: card!.display });
  const { name, display, visualization_settings } = read;
  // Its schema of queries has tags as a map, which v0.63 takes, and not yet as the list that v0.63 writes.
  const body = JSON.stringify({ name, display, visualization_settings, dataset_query: sentQueries()[0] });
  await mb('card', 'update', `${card!.id}`, '--body', body);

  const shown = await mb('dashboard', 'get', `${dashboard!.id}`, '--full');
  expect(shown.dashcards).toHaveLength(dashboard!.dashcards.length);
  const dashcards = dashboard!.dashcards.map((one) => ({ ...one }));
  const whole = JSON.stringify({ dashcards, tabs: dashboard!.tabs, parameters: dashboard!.parameters });
  await mb('dashboard', 'update', `${dashboard!.id}`, '--body', whole);
  expect(changesOf(await push(standIn.metabase))).toEqual([]);
});

test('it finds the database, the collection and the cards by the names that the push gave', async () => {
  expect((await mb('db', 'list')).data).toMatchObject([{ name: 'Insiders', engine: 'postgres' }]);
  const cards = await mb('card', 'query', `${standIn.metabase.state.cards[0]!.id}`);
  expect(cards.status).toBe('completed');
});
