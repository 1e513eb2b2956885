import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkDashboards, type ViewColumns } from '../../dashboards/check-dashboards.js';
import { dashboards } from '../../dashboards/dashboards.js';
import { filters } from '../../dashboards/filters.js';
import type { Database } from '../../io/database.js';
import { openDiskStore } from '../../io/disk-store.js';
import { openTestDatabase } from '../io/open-test-database.js';
import { loadSmallRun, runId } from '../report/small-run.js';

let home: string;
let database: Database;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'insiders-dashboards-'));
  database = await openTestDatabase(home, openDiskStore(join(home, 'store')));
});
afterAll(async () => {
  await database.close();
  await rm(home, { recursive: true, force: true });
});

interface ViewColumn {
  readonly view: string;
  readonly column: string;
  readonly type: string;
  readonly comment: string | null;
}

const panels = dashboards.flatMap((dashboard) => dashboard.panels);

const viewColumns = () =>
  database.query<ViewColumn>(
    `select table_name as view, column_name as column, data_type as type,
       col_description(to_regclass(table_name), ordinal_position) as comment
     from information_schema.columns
     where table_schema = current_schema()
     order by table_name, ordinal_position`,
  );

test('the dashboards fit the views as PostgreSQL has them', async () => {
  const views: Record<string, Record<string, string>> = {};
  for (const { view, column, type } of await viewColumns()) views[view] = { ...views[view], [column]: type };
  expect(checkDashboards(dashboards, filters, views as ViewColumns)).toEqual([]);
});

test('the view of every panel begins with its run and dataset, and every column is commented', async () => {
  const columns = await viewColumns();
  for (const { name } of panels) {
    const own = columns.filter(({ view }) => view === name);
    expect(own.slice(0, 3).map(({ column }) => column)).toEqual(['run_id', 'dataset', 'is_current']);
    expect(own.filter(({ comment }) => !comment)).toEqual([]);
  }
});

test('a view is current for the newest published run only', async () => {
  await loadSmallRun(database);
  const isCurrent = async () =>
    (await database.query<{ is_current: boolean }>('select distinct is_current from customers_list')).map(
      (row) => row.is_current,
    );
  expect(await isCurrent()).toEqual([false]);
  await database.query('update runs set published_at = now() where run_id = :run_id', { run_id: runId });
  expect(await isCurrent()).toEqual([true]);
});
