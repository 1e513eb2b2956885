import type { Dashboard, Panel } from '../../dashboards/dashboard.js';
import { asPerson, changesOf, fewDashboards, push as pushAny, useMetabase } from './push-to-stand-in.js';

const standIn = useMetabase();

const push = (options: object = {}) => pushAny(standIn.metabase, { dashboards: fewDashboards, ...options });

/** Our dashboards with one panel changed; a panel that becomes nothing is taken out. */
const withPanel = (name: string, change: (panel: Panel) => Panel[]): Dashboard[] =>
  fewDashboards.map((dashboard) => ({
    ...dashboard,
    panels: dashboard.panels.flatMap((panel) => (panel.name === name ? change(panel) : [panel])),
  }));

const writesOf = (before: number) =>
  standIn.metabase.requests
    .slice(before)
    .filter((request) => /^(PUT|POST) /.test(request) && !/session$|query$/.test(request));

describe('a change in code', () => {
  let pushed: number;
  beforeEach(async () => {
    await push();
    pushed = standIn.metabase.requests.length;
  });
  const pushAgain = (changed: Dashboard[]) => push({ dashboards: changed });
  const cardNamed = (name: string) => standIn.metabase.state.cards.find((card) => card.name === name)!;

  test('of a panel’s title writes its card and nothing else', async () => {
    const { id } = cardNamed('Who is this customer?');
    const result = await pushAgain(
      withPanel('customers_list', (panel) => [{ ...panel, title: 'Who is it?' }]),
    );
    expect(changesOf(result)).toEqual(['changed card Who is it?']);
    expect(writesOf(pushed)).toEqual([`PUT /api/card/${id}`]);
    expect(cardNamed('Who is it?').id).toBe(id);
  });

  test('of a panel’s order writes its card and nothing else', async () => {
    const result = await pushAgain(
      withPanel('segment_profiles', (panel) => [{ ...panel, order: 'revenue desc' }]),
    );
    expect(changesOf(result)).toEqual(['changed card Who is in each segment?']);
  });

  test('of a panel’s place writes the dashboard alone, whose cards and tabs keep their ids', async () => {
    const idsOf = () => {
      const { tabs, dashcards } = standIn.metabase.state.dashboards[0]!;
      return [...tabs, ...dashcards].map(({ id }) => id);
    };
    const before = idsOf();
    const changed = withPanel('customers_list', (panel) => [
      { ...panel, place: { ...panel.place, height: 20 } },
    ]);
    expect(changesOf(await pushAgain(changed))).toEqual(['changed dashboard Insiders']);
    expect(idsOf()).toEqual(before);
    expect((await pushAgain(changed)).calls.writes).toBe(0);
  });

  test('that takes a panel out archives its card and takes it off the dashboard; that brings it back restores it', async () => {
    standIn.metabase.state.wantsWholeCards = true;
    const { id } = cardNamed('Where does each customer stand?');
    const without = withPanel('customers_map', () => []);
    expect(changesOf(await pushAgain(without))).toEqual([
      'changed dashboard Insiders',
      'archived card Where does each customer stand?',
    ]);
    expect(standIn.metabase.state.cards.find((card) => card.id === id)!.archived).toBe(true);
    expect(standIn.metabase.state.dashboards[0]!.dashcards.some(({ card_id }) => card_id === id)).toBe(false);
    expect((await pushAgain(without)).calls.writes).toBe(0);

    expect(changesOf(await push())).toEqual([
      'changed card Where does each customer stand?',
      'changed dashboard Insiders',
    ]);
    expect(cardNamed('Where does each customer stand?')).toMatchObject({ id, archived: false });
  });

  test('of the currency writes the cards that show money', async () => {
    const result = await push({ currency: 'EUR' });
    const withMoney = fewDashboards
      .flatMap(({ panels }) => panels)
      .filter(
        ({ columns, chart }) => columns.some(({ format }) => format === 'money') && chart.kind !== 'bar',
      );
    expect(changesOf(result)).toEqual(withMoney.map(({ title }) => `changed card ${title}`));
  });
});

describe('a change of the connection', () => {
  test('to another database is written', async () => {
    const { metabase } = standIn;
    await push();
    Object.assign(metabase.accepted, { host: 'other.test' });
    expect(changesOf(await push())).toEqual(['changed database Insiders']);
    expect((await push()).calls.writes).toBe(0);
  });

  test('of the password is written once Metabase cannot connect any more', async () => {
    const { metabase } = standIn;
    await push();
    metabase.accepted.password = 'db-secret-2';
    expect(changesOf(await push())).toEqual(['changed database Insiders']);
    expect((await push()).calls.writes).toBe(0);
  });
});

test('a view that is new is read by Metabase before its card is made', async () => {
  const { metabase } = standIn;
  await push({ dashboards: withPanel('segment_shares', () => []) });
  const { id, tables } = metabase.state.databases[0]!;
  tables.splice(
    tables.findIndex(({ name }) => name === 'segment_shares'),
    1,
  );
  const before = metabase.requests.length;
  const result = await push();
  expect(result.created).toEqual(['card What share of customers, what share of revenue?']);
  expect(writesOf(before)[0]).toBe(`POST /api/database/${id}/sync_schema`);
});

test('permissions that somebody else changes at the same moment are read again', async () => {
  const { metabase } = standIn;
  metabase.fault = ({ method, url }) => {
    if (
      method === 'PUT' &&
      url.pathname === '/api/permissions/graph' &&
      metabase.state.dataGraph.revision === 1
    ) {
      metabase.state.dataGraph.revision = 2;
    }
    return undefined;
  };
  await push();
  expect(metabase.requests.filter((request) => request === 'PUT /api/permissions/graph')).toHaveLength(2);
  expect(metabase.state.dataGraph).toMatchObject({ revision: 3 });
});

describe('what others have made', () => {
  test('stays as it is, even in our collection and under our names', async () => {
    const { metabase } = standIn;
    await push();
    const { state } = metabase;
    const ours = (await asPerson(metabase, 'GET', `/api/card/${state.cards[0]!.id}`)).body;
    const { type, display, description, dataset_query, collection_id, visualization_settings } = ours;
    const copied = { type, display, description, dataset_query, collection_id, visualization_settings };
    const card = (await asPerson(metabase, 'POST', '/api/card', { ...copied, name: ours.name })).body;
    const dashboard = (
      await asPerson(metabase, 'POST', '/api/dashboard', { name: 'Insiders', collection_id, parameters: [] })
    ).body;
    const dashcard = { id: -1, card_id: card.id, row: 0, col: 0, size_x: 4, size_y: 4 };
    await asPerson(metabase, 'PUT', `/api/dashboard/${dashboard.id}`, { dashcards: [dashcard] });
    // Metabase lists in no order that we know of.
    state.dashboards.reverse();
    const theirs = () =>
      JSON.stringify([
        state.cards.find(({ id }) => id === card.id),
        state.dashboards.find(({ id }) => id === dashboard.id),
      ]);
    const before = theirs();
    await push({ dashboards: withPanel('customers_map', () => []) });
    await push();
    expect(theirs()).toBe(before);
  });
});
