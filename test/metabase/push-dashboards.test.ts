import { dashboards } from '../../dashboards/dashboards.js';
import { filters } from '../../dashboards/filters.js';
import { supportedVersions } from '../../metabase/check-version.js';
import { cardEntityId } from '../../metabase/push-cards.js';
import { runId } from '../report/small-run.js';
import { administrator, asPerson, changesOf, fewDashboards, push, useMetabase } from './push-to-stand-in.js';

const standIn = useMetabase();
const panels = dashboards.flatMap((dashboard) => dashboard.panels);

/** Where it does not matter which. */
const few = { dashboards: fewDashboards };

const { oldest, newest } = supportedVersions;
const versions = Array.from({ length: newest - oldest + 1 }, (_, i) => oldest + i);

test.each(versions)('v0.%i has everything after one push, and the next writes nothing', async (version) => {
  await standIn.restart(version);
  const { metabase } = standIn;
  // A version's own forms are in any of them.
  const shown = version === newest ? dashboards : fewDashboards;
  const fresh = await push(metabase, { dashboards: shown });
  expect(fresh.created).toEqual([
    `administrator ${administrator.email}`,
    'database Insiders',
    'collection Insiders',
    ...shown.flatMap((dashboard) => dashboard.panels).map(({ title }) => `card ${title}`),
    'dashboard Insiders',
  ]);
  const before = metabase.requests.length;
  const again = await push(metabase, { dashboards: shown });
  expect(changesOf(again)).toEqual([]);
  expect(again.calls.writes).toBe(0);
  const written = metabase.requests.slice(before).filter((request) => !request.startsWith('GET'));
  const isReading = (request: string) => /^(POST|DELETE) \/api\/session$|^POST .*\/query$/.test(request);
  expect(written.filter((request) => !isReading(request))).toEqual([]);
});

test('a push takes few calls besides those for each card and each column with a meaning, as docs/metabase.md says', async () => {
  const { metabase } = standIn;
  const { calls } = await push(metabase, few);
  const columns = metabase.requests.filter((request) => request.startsWith('PUT /api/field/')).length;
  const cards = metabase.state.cards.length;
  expect(calls).toEqual({ writes: 8 + cards + columns, reads: 11 + 2 * cards });
  expect((await push(metabase, few)).calls).toEqual({ writes: 0, reads: 13 + 2 * cards });
});

describe('after a push', () => {
  const cardOf = (panel: string) =>
    standIn.metabase.state.cards.find((card) => card.entity_id === cardEntityId('Insiders', panel))!;
  const rowsOf = async (panel: string, parameters: object[] = []) => {
    const { body } = await asPerson(standIn.metabase, 'POST', `/api/card/${cardOf(panel).id}/query`, {
      ignore_cache: true,
      parameters,
    });
    expect(body).toMatchObject({ status: 'completed' });
    return body.data.rows as unknown[][];
  };
  const is = (name: string, ...value: string[]) => ({
    type: 'string/=',
    target: ['dimension', ['template-tag', name]],
    value,
  });
  beforeEach(async () => {
    await push(standIn.metabase);
  });

  test('each card has the rows of its view', async () => {
    for (const { name, limit = Number.POSITIVE_INFINITY } of panels) {
      const [view] = await standIn.database.query<{ rows: number }>(
        `select count(*)::int as rows from ${name} where is_current`,
      );
      expect([name, view!.rows > 0]).toEqual([name, true]);
      expect([name, (await rowsOf(name)).length]).toEqual([name, Math.min(view!.rows, limit)]);
    }
  });

  test('a card shows nothing of a run that is not the newest published one', async () => {
    await standIn.database.query('update runs set published_at = null');
    try {
      for (const { name } of panels) expect(await rowsOf(name)).toEqual([]);
    } finally {
      await standIn.database.query(`update runs set published_at = '2026-01-01'`);
    }
  });

  test('each filter narrows each card that it is mapped to, as SQL would', async () => {
    const values = {
      segment: [is('segment', 'Lapsed'), `segment = 'Lapsed'`],
      country: [is('country', 'France', 'Spain'), `country in ('France', 'Spain')`],
      period: [
        {
          type: 'date/all-options',
          target: ['dimension', ['template-tag', 'period']],
          value: '2011-01-01~2011-06-30',
        },
        `last_ordered_on between '2011-01-01' and '2011-06-30'`,
      ],
      run: [is('run', runId), `run_id = '${runId}'`],
    } as Record<string, [object, string]>;
    const mapped = standIn.metabase.state.dashboards[0]!.dashcards.flatMap((dashcard) =>
      dashcard.parameter_mappings.map(
        (mapping) => [dashcard.card_id, mapping.parameter_id as string] as const,
      ),
    );
    expect(new Set(mapped.map(([, filter]) => filter))).toEqual(new Set(filters.map(({ name }) => name)));
    for (const [cardId, filter] of mapped) {
      const { name, limit = Number.POSITIVE_INFINITY } = panels.find(
        (panel) => cardOf(panel.name).id === cardId,
      )!;
      const [parameter, condition] = values[filter]!;
      const [view] = await standIn.database.query<{ rows: number }>(
        `select count(*)::int as rows from ${name} where is_current and ${condition}`,
      );
      expect([name, filter, (await rowsOf(name, [parameter])).length]).toEqual([
        name,
        filter,
        Math.min(view!.rows, limit),
      ]);
    }
    expect(await rowsOf('customers_list', [values.period![0], values.segment![0]])).toHaveLength(5);
  });

  test('every panel stands in the tab of its dashboard, under a heading, mapped to the filters its view has', () => {
    const [dashboard, ...others] = standIn.metabase.state.dashboards;
    expect(others).toEqual([]);
    expect(dashboard!.tabs.map(({ name }) => name)).toEqual(dashboards.map(({ title }) => title));
    for (const { title, panels } of dashboards) {
      const tab = dashboard!.tabs.find(({ name }) => name === title)!;
      const cards = dashboard!.dashcards.filter((card) => card.dashboard_tab_id === tab.id);
      expect(
        cards.map(({ card_id, row, col, size_x, size_y }) => [card_id, row, col, size_x, size_y]),
      ).toEqual([
        [null, 0, 0, 24, 1],
        ...panels.map(({ name, place }) => [
          cardOf(name).id,
          place.row + 1,
          place.column,
          place.width,
          place.height,
        ]),
      ]);
    }
    const filtersOf = (panel: string) =>
      dashboard!.dashcards
        .find(({ card_id }) => card_id === cardOf(panel).id)!
        .parameter_mappings.map((mapping) => mapping.parameter_id);
    expect(filtersOf('customers_list')).toEqual(['segment', 'country', 'period', 'run']);
    expect(filtersOf('receipt')).toEqual(['run']);
  });

  test('columns carry the comments of the database, and what shares and filters are', () => {
    const tables = standIn.metabase.state.databases[0]!.tables;
    const field = (table: string, name: string) =>
      tables.find((other) => other.name === table)!.fields.find((other) => other.name === name)!;
    expect(field('segment_profiles', 'customer_share')).toMatchObject({
      description: 'Their share of all customers, 0 to 1.',
      semantic_type: 'type/Percentage',
    });
    expect(field('customers_list', 'segment')).toMatchObject({
      description: 'The name of the segment.',
      semantic_type: 'type/Category',
      has_field_values: 'list',
    });
    expect(field('customers_list', 'country')).toMatchObject({ semantic_type: 'type/Country' });
    for (const { name, columns } of panels) {
      for (const column of columns) expect(field(name, column.name).description).toMatch(/\w/);
    }
  });
});

describe('after a push of whatever dashboards', () => {
  beforeEach(async () => {
    await push(standIn.metabase, few);
  });

  test('everybody reads the collection and nobody writes SQL, unless it is allowed', async () => {
    const { state } = standIn.metabase;
    const [database] = state.databases;
    expect(state.collectionGraph.groups[1]![state.collections[0]!.id]).toBe('read');
    expect(state.dataGraph.groups[1]![database!.id]).toEqual({
      'view-data': 'unrestricted',
      'create-queries': 'no',
    });
    const allowed = await push(standIn.metabase, { ...few, allowSql: true });
    expect(changesOf(allowed)).toEqual(['changed who may query the database']);
    expect(state.dataGraph.groups[1]![database!.id]).toMatchObject({
      'create-queries': 'query-builder-and-native',
    });
  });

  test('whose data an administrator has blocked stays blocked', async () => {
    const { dataGraph, databases } = standIn.metabase.state;
    const rights = { 'view-data': 'blocked', 'create-queries': 'no' };
    dataGraph.groups[1]![databases[0]!.id] = rights;
    expect((await push(standIn.metabase, few)).calls.writes).toBe(0);
    expect(dataGraph.groups[1]![databases[0]!.id]).toEqual(rights);
  });

  test('no session is left behind', () => {
    expect(standIn.metabase.state.sessions.size).toBe(0);
  });
});

test('a Metabase that starts slowly is waited for', async () => {
  const { metabase } = standIn;
  metabase.state.startsIn = { health: 3, properties: 2 };
  await push(metabase, few);
  expect(metabase.requests.slice(0, 8)).toEqual([
    ...Array(4).fill('GET /api/health'),
    'GET /api/session/properties',
    'GET /api/health',
    'GET /api/session/properties',
    'GET /api/health',
  ]);
});

test('an API key of the administrators does as well', async () => {
  const { metabase } = standIn;
  await push(metabase, few);
  metabase.state.apiKeys.set('mb_key', metabase.state.users[0]!);
  const again = await push(metabase, { ...few, credentials: { apiKey: 'mb_key' } });
  expect(again.calls.writes).toBe(0);
});

test('two collections in one Metabase stand side by side', async () => {
  const { metabase } = standIn;
  await push(metabase, few);
  await push(metabase, { ...few, collection: 'Stage' });
  expect(metabase.state.cards).toHaveLength(
    2 * fewDashboards.flatMap((dashboard) => dashboard.panels).length,
  );
  for (const collection of ['Insiders', 'Stage']) {
    expect((await push(metabase, { ...few, collection })).calls.writes).toBe(0);
  }
});
