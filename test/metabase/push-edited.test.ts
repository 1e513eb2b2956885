import closedKeys from '../fixtures/metabase/closed-keys.json';
import {
  asPerson,
  changesOf,
  fewDashboards,
  type Json,
  push as pushAny,
  useMetabase,
} from './push-to-stand-in.js';

const standIn = useMetabase();
const push = () => pushAny(standIn.metabase, { dashboards: fewDashboards });
const title = 'Who is in each segment?';
const keptTitle = `${title} (edited by hand, kept on update)`;

beforeEach(async () => {
  await push();
});

const cardNamed = (name: string) => standIn.metabase.state.cards.find((card) => card.name === name);
const dashboardNamed = (name: string) => standIn.metabase.state.dashboards.find((one) => one.name === name);

/** As Metabase's editor saves a card: what it has read, with the change. */
async function editCard(change: (card: Json) => object): Promise<void> {
  const path = `/api/card/${cardNamed(title)!.id}`;
  const { body } = await asPerson(standIn.metabase, 'GET', path);
  expect((await asPerson(standIn.metabase, 'PUT', path, change(body))).status).toBe(200);
}

/** As Metabase's editor saves a dashboard: of each of its parts what the server takes back. */
async function editDashboard(change: (dashboard: Json) => object): Promise<void> {
  const path = `/api/dashboard/${dashboardNamed('Insiders')!.id}`;
  const { body } = await asPerson(standIn.metabase, 'GET', path);
  const parts = Object.entries(change(body)).map(([name, list]) => {
    const known = closedKeys[`put /api/dashboard/{id} ${name}` as keyof typeof closedKeys];
    return [name, list.map((one: Json) => Object.fromEntries(known.map((key) => [key, one[key]])))];
  });
  expect((await asPerson(standIn.metabase, 'PUT', path, Object.fromEntries(parts))).status).toBe(200);
}

const withSql = (sql: string) => (card: Json) => ({
  dataset_query: {
    ...card.dataset_query,
    stages: [{ ...card.dataset_query.stages[0], native: `${sql} ${card.dataset_query.stages[0].native}` }],
  },
});

describe('a card that was edited by hand', () => {
  test.each([
    ['its display', () => ({ display: 'bar' })],
    ['its description', () => ({ description: 'Mine' })],
    [
      'its settings',
      (card: Json) => ({
        visualization_settings: { ...card.visualization_settings, 'table.row_index': true },
      }),
    ],
    ['its SQL', withSql('-- better')],
  ] as [string, (card: Json) => object][])(
    'in %s is kept as a copy, replaced, and told of',
    async (_, change) => {
      await editCard(change);
      const {
        id: _id,
        entity_id: _entity,
        visualization_settings: edited,
        ...content
      } = structuredClone(cardNamed(title)!);
      expect(changesOf(await push())).toEqual([`changed card ${title}`, `kept card ${keptTitle}`]);
      const { 'insiders.push': _mark, ...settings } = edited;
      expect(cardNamed(keptTitle)).toMatchObject({
        ...content,
        name: keptTitle,
        visualization_settings: settings,
      });
      expect(cardNamed(title)).toMatchObject({ display: 'table' });
      expect((await push()).calls.writes).toBe(0);
    },
  );

  test('twice is kept twice', async () => {
    await editCard(() => ({ display: 'bar' }));
    await push();
    await editCard(() => ({ display: 'row' }));
    await push();
    const copies = standIn.metabase.state.cards.filter(({ name }) => name === keptTitle);
    expect(copies.map(({ display }) => display)).toEqual(['bar', 'row']);
  });

  test('and archived, or moved, comes back without a copy', async () => {
    await editCard(() => ({ archived: true }));
    expect(changesOf(await push())).toEqual([`changed card ${title}`]);
    await editCard(() => ({ collection_id: null }));
    expect(changesOf(await push())).toEqual([`changed card ${title}`]);
    expect((await push()).calls.writes).toBe(0);
  });

  test('in the legacy form, but in nothing else, is not edited', async () => {
    const { body } = await asPerson(
      standIn.metabase,
      'GET',
      `/api/card/${cardNamed(title)!.id}?legacy-mbql=true`,
    );
    expect(body.dataset_query.type).toBe('native');
    await editCard(() => ({ dataset_query: body.dataset_query }));
    expect((await push()).calls.writes).toBe(0);
  });

  test('in a Metabase of v0.62 that is upgraded to v0.63 is kept, and nothing else is touched', async () => {
    await standIn.restart(62);
    await push();
    await editCard(() => ({ display: 'bar' }));
    standIn.metabase.state.version = 63;
    expect(changesOf(await push())).toEqual([`changed card ${title}`, `kept card ${keptTitle}`]);
  });
});

describe('a dashboard that was edited by hand', () => {
  const keptName = 'Insiders (edited by hand, kept on update)';

  test.each([
    [
      'a card moved',
      ({ tabs, dashcards: [first, second, ...rest] }: Json) => ({
        tabs,
        dashcards: [first, { ...second, size_y: 9 }, ...rest],
      }),
    ],
    ['a card taken off', ({ tabs, dashcards }: Json) => ({ tabs, dashcards: dashcards.slice(0, -1) })],
    ['a filter less', ({ parameters }: Json) => ({ parameters: parameters.slice(1) })],
    [
      'a tab renamed',
      ({ tabs: [first, ...rest], dashcards }: Json) => ({
        tabs: [{ ...first, name: 'Mine' }, ...rest],
        dashcards,
      }),
    ],
  ])('(%s) is kept as a copy, replaced, and told of', async (_, change) => {
    await editDashboard(change);
    const shapeOf = ({ tabs, dashcards, parameters }: Json) =>
      JSON.stringify([
        tabs.map(({ name }: Json) => name),
        dashcards.map(({ card_id, size_y, row }: Json) => [card_id, size_y, row]),
        parameters,
      ]);
    const edited = shapeOf(dashboardNamed('Insiders'));
    expect(changesOf(await push())).toEqual(['changed dashboard Insiders', `kept dashboard ${keptName}`]);
    expect(shapeOf(dashboardNamed(keptName))).toBe(edited);
    expect(shapeOf(dashboardNamed('Insiders'))).not.toBe(edited);
    expect((await push()).calls.writes).toBe(0);
  });
});
