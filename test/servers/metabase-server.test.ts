import { customers } from '../../dashboards/customers.js';
import { asPerson, type Json, push, useMetabase } from '../metabase/push-to-stand-in.js';
import { isValidPassword } from './metabase-password.js';

const standIn = useMetabase();

/** A Metabase as a push leaves it, with one card and a dashboard of two tabs. */
beforeEach(async () => {
  const other = { name: 'more', title: 'More', description: 'Nothing yet.', panels: [] };
  await push(standIn.metabase, { dashboards: [customers, other] });
});

const ask = (method: string, path: string, body?: object) => asPerson(standIn.metabase, method, path, body);
const card = () => standIn.metabase.state.cards[0]!;
const dashboard = () => standIn.metabase.state.dashboards[0]!;

test('the setup token is told until there is an administrator, who cannot be made again', async () => {
  expect((await ask('GET', '/api/session/properties')).body).toMatchObject({
    'has-user-setup': true,
    'setup-token': null,
  });
  const user = { email: 'other@example.com', password: 'correct-horse-7' };
  const body = { token: 'guessed', user, prefs: { site_name: 'Mine' } };
  expect((await ask('POST', '/api/setup', body)).status).toBe(403);
});

test('who is not signed in is asked to be', async () => {
  const response = await fetch(`${standIn.metabase.url}/api/database`);
  expect([response.status, await response.text()]).toEqual([401, 'Unauthenticated']);
});

test.each([
  [
    'a card without a name',
    'POST',
    '/api/card',
    { dataset_query: {}, display: 'table', visualization_settings: {} },
  ],
  ['an empty name', 'PUT', '/api/card/ID', { name: '' }],
  ['a key that it does not know', 'PUT', '/api/card/ID', { titel: 'x' }],
  ['a query of nothing', 'PUT', '/api/card/ID', { dataset_query: {} }],
  ['a width that does not exist', 'PUT', '/api/dashboard/ID', { width: 'huge' }],
  ['a parameter of no type', 'PUT', '/api/dashboard/ID', { parameters: [{ id: 'a', type: 'string/like' }] }],
  ['a dashcard without a place', 'PUT', '/api/dashboard/ID', { dashcards: [{ id: -1 }] }],
  [
    'a level that is sold',
    'PUT',
    '/api/permissions/graph',
    { revision: 2, groups: { 1: { 1: { 'view-data': 'blocked' } } } },
  ],
])('%s is refused', async (_, method, path, body) => {
  const id = path.includes('card') ? card().id : dashboard().id;
  expect((await ask(method, path.replace('ID', String(id)), body)).status).toBe(400);
});

test('permissions are changed only in the revision that is current', async () => {
  const { revision } = (await ask('GET', '/api/permissions/graph')).body;
  expect((await ask('PUT', '/api/permissions/graph', { revision: revision - 1, groups: {} })).status).toBe(
    409,
  );
  expect((await ask('PUT', '/api/permissions/graph', { revision, groups: {} })).body.revision).toBe(
    revision + 1,
  );
});

test('an entity id is taken once', async () => {
  const { body } = await ask('GET', `/api/card/${card().entity_id}`);
  const { name, display, visualization_settings, dataset_query, entity_id } = body;
  const again = { name, display, visualization_settings, dataset_query, entity_id };
  expect((await ask('POST', '/api/card', again)).status).toBe(400);
});

describe('a card’s query', () => {
  const tagsOf = ({ dataset_query }: Json) => dataset_query.stages[0]['template-tags'];

  test('has its template tags as a map before v0.63, as a list from then', async () => {
    standIn.metabase.state.version = 62;
    const { body: before } = await ask('GET', `/api/card/${card().id}`);
    expect(Object.keys(tagsOf(before))).toEqual(['segment', 'country', 'period', 'run']);
    standIn.metabase.state.version = 63;
    const { body: after } = await ask('GET', `/api/card/${card().id}`);
    expect(tagsOf(after).map(({ name }: Json) => name)).toEqual(['segment', 'country', 'period', 'run']);
  });

  test.each([62, 63])('is read in every form that v0.%i writes', async (version) => {
    standIn.metabase.state.version = version;
    const before = structuredClone(card().query);
    for (const form of ['', '?legacy-mbql=true']) {
      const { body } = await ask('GET', `/api/card/${card().id}${form}`);
      await ask('PUT', `/api/card/${card().id}`, { dataset_query: body.dataset_query });
      expect(card().query).toMatchObject({ ...before, tags: before.tags.map(({ name }) => ({ name })) });
    }
  });

  test('may name only fields that are there, and only tags that are in its SQL', async () => {
    const { body } = await ask('GET', `/api/card/${card().id}?legacy-mbql=true`);
    const query = body.dataset_query;
    const [tag] = query.native['template-tags'];
    const send = (sql: string, tags: object[]) =>
      ask('PUT', `/api/card/${card().id}`, {
        dataset_query: { ...query, native: { query: sql, 'template-tags': tags } },
      });
    expect((await send('select 1 [[where {{segment}}]]', [tag])).status).toBe(200);
    expect((await send('select 1', [tag])).status).toBe(400);
    expect((await send('select {{segment}}', [])).status).toBe(400);
    expect((await send('select {{segment}}', [{ ...tag, dimension: ['field', 1e6, null] }])).status).toBe(
      400,
    );
  });

  test('that PostgreSQL refuses fails, as does one that reads what the reader may not', async () => {
    const { body } = await ask('GET', `/api/card/${card().id}?legacy-mbql=true`);
    for (const [sql, reason] of [
      ['selec 1', 'syntax error'],
      ['select * from runs', 'permission denied for table runs'],
    ]) {
      const dataset_query = { ...body.dataset_query, native: { query: sql } };
      await ask('PUT', `/api/card/${card().id}`, { dataset_query });
      const answer = (await ask('POST', `/api/card/${card().id}/query`, { ignore_cache: true })).body;
      expect(answer).toMatchObject({ status: 'failed', error: expect.stringContaining(reason!) });
    }
  });
});

describe('a dashboard', () => {
  const put = (body: object) => ask('PUT', `/api/dashboard/${dashboard().id}`, body);
  const place = { row: 0, col: 0, size_x: 4, size_y: 4 };

  test('loses the cards and tabs that are left out, keeps those that are named, makes those with negative ids', async () => {
    const [tab] = dashboard().tabs;
    const [heading] = dashboard().dashcards;
    const cards = [heading!, { id: -1, card_id: card().id, dashboard_tab_id: -5, ...place }];
    const { body } = await put({ tabs: [tab, { id: -5, name: 'New' }], dashcards: cards });
    expect(body.tabs.map(({ name }: Json) => name)).toEqual([tab!.name, 'New']);
    expect(body.dashcards).toHaveLength(2);
    expect(body.dashcards[0].id).toBe(heading!.id);
    expect(body.dashcards[1].id).toBeGreaterThan(0);
    expect(body.dashcards[1].dashboard_tab_id).toBe(body.tabs[1].id);
  });

  test('with tabs asks of each card for its own, unless there is only one', async () => {
    const dashcards = [{ id: -1, card_id: card().id, ...place }];
    expect((await put({ tabs: dashboard().tabs, dashcards })).status).toBe(400);
    const { body } = await put({ tabs: dashboard().tabs.slice(0, 1), dashcards });
    expect(body.dashcards[0].dashboard_tab_id).toBe(body.tabs[0].id);
  });

  test('refuses ids that are not unique, or not its own', async () => {
    const { tabs } = dashboard();
    expect((await put({ tabs: [tabs[0], tabs[0]], dashcards: [] })).status).toBe(400);
    expect((await put({ tabs: [], dashcards: [{ id: 1e6, ...place }] })).status).toBe(400);
  });

  test('does not show cards that were archived', async () => {
    await ask('PUT', `/api/card/${card().id}`, { archived: true });
    const { body } = await ask('GET', `/api/dashboard/${dashboard().id}`);
    expect(body.dashcards.map(({ card_id }: Json) => card_id)).toEqual([null, null]);
  });
});

test.each([
  ['Correct-Horse-7', true],
  ['CorrectHorse77', false],
  ['correct-horse-7', false],
  ['Correct-Horse-!', false],
  ['COrr-7e', false],
])('of the password %s a strong rule says %p', (password, expected) => {
  expect(isValidPassword(password, 'strong')).toBe(expected);
});

describe('a key that Metabase does not know', () => {
  const change = (body: object) => ask('PUT', `/api/dashboard/${dashboard().id}`, body);
  const tabs = () => dashboard().tabs;

  test.each([63, 64, 65])('is refused by v0.%i, however deep it is', async (version) => {
    standIn.metabase.state.version = version;
    const cards = dashboard().dashcards.map((card) => ({ ...card }));
    expect((await change({ tabs: tabs(), dashcards: cards })).status).toBe(200);
    const { body } = await change({ tabs: tabs(), dashcards: cards.map((card) => ({ ...card, card: {} })) });
    expect(body.errors).toEqual({ card: 'disallowed key' });
    expect((await change({ tabs: tabs().map((tab) => ({ ...tab, entity_id: 'x' })) })).status).toBe(400);
  });

  test('is passed over within a list before that', async () => {
    standIn.metabase.state.version = 62;
    const dashcards = dashboard().dashcards.map((card) => ({ ...card, card: {} }));
    expect((await change({ tabs: tabs(), dashcards })).status).toBe(200);
  });
});
