import { hearOthers } from '../../api/hear-others.js';
import type { LentDatabase } from '../../api/lent-database.js';
import { UserError } from '../../core/errors/user-error.js';
import type { Filter } from '../../dashboards/dashboard.js';
import { dashboards } from '../../dashboards/dashboards.js';
import { filters } from '../../dashboards/filters.js';
import type { Database } from '../../io/database.js';
import { conditionsOn } from '../../report/narrowing.js';
import { panelCsv } from '../../report/panel-csv.js';
import { panelQuery } from '../../report/panel-queries.js';
import { readContent } from '../../report/read-content.js';
import { type DatabaseRow, readRows } from '../../report/read-rows.js';
import { quoted } from '../../report/read-together.js';
import type { FilterField } from '../../report/render-filters.js';
import { renderReport } from '../../report/render-report.js';
import { readChoices } from './read-choices.js';

/** The page that a database gives at this moment, through the queries of its panels. */
export interface LivePages {
  /** @throws UserError `WrongUsage`, `UnknownRun` */
  page(params: URLSearchParams, signal?: AbortSignal): Promise<string>;
  /** All rows of a panel as CSV, undefined where there is no such panel. */
  download(panel: string, params: URLSearchParams, signal?: AbortSignal): Promise<string | undefined>;
}

/** The same of a database that is borrowed for each page. */
export const lentPages = ({ use }: LentDatabase): LivePages => ({
  page: (params, signal) =>
    use(async (database) => (await openLivePages(until(signal, database))).page(params)),
  download: (panel, params, signal) =>
    use(async (database) => (await openLivePages(until(signal, database))).download(panel, params)),
});

/** For whoever has gone away nothing more is asked; whoever comes meanwhile is heard. */
const until = (signal: AbortSignal | undefined, database: Database): Database => ({
  ...database,
  async query(sql, values) {
    await hearOthers();
    signal?.throwIfAborted();
    return database.query(sql, values);
  },
});

const runFilter = filters.find(({ column }) => column === 'run_id')!;
const panels = dashboards.flatMap((dashboard) => dashboard.panels);

export async function openLivePages(database: Database): Promise<LivePages> {
  const columns = await readViewColumns(database);
  const query = (sql: string, values: Readonly<Record<string, string>>) =>
    database.query<DatabaseRow>(sql, values);

  return {
    async page(params) {
      const { runs, run, choices } = await choose(database, params);
      const content = await readContent(query, dashboards, run, { choices, columns });
      const fields = await Promise.all(
        filters.map(async (filter) => ({
          filter,
          words: filter === runFilter ? runs : await readWords(database, columns, filter, run),
          chosen:
            filter === runFilter ? { filter, word: run } : choices.find((choice) => choice.filter === filter),
          isRequired: filter === runFilter,
        })),
      );
      return renderReport(dashboards, content, {
        fields,
        download: (panel) => `/${panel}.csv?${params}`,
      });
    },

    async download(name, params) {
      const panel = panels.find((candidate) => candidate.name === name);
      if (!panel) return undefined;
      const { run, choices } = await choose(database, params);
      const { sql, values } = panelQuery(panel, run, conditionsOn(columns.get(name)!, choices));
      return panelCsv(panel, readRows(panel, await query(sql, values)));
    },
  };
}

/** The run that is asked for, or else the newest, and what else is chosen. */
async function choose(database: Database, params: URLSearchParams) {
  const runs = await database.query<{ word: string; title: string }>(
    `select run_id as word, dataset || ', ' || published_at::date || ' ' || to_char(published_at, 'HH24:MI') as title
     from runs where published_at is not null order by publication desc nulls last, published_at desc, run_id`,
  );
  const choices = readChoices(filters, params);
  const wanted = choices.find(({ filter }) => filter === runFilter)?.word ?? runs[0]?.word;
  const run = runs.find(({ word }) => word === wanted);
  if (!run) {
    throw new UserError('UnknownRun', wanted ? `there is no run '${wanted}'` : 'there is no run yet', {
      remedy: 'Run insiders run first.',
    });
  }
  return { runs, run: run.word, choices: choices.filter(({ filter }) => filter !== runFilter) };
}

/** What there is to choose from, as the first view that has the column and can be searched gives it. */
async function readWords(
  database: Database,
  columns: ReadonlyMap<string, ReadonlySet<string>>,
  { column, kind }: Filter,
  run: string,
): Promise<FilterField['words']> {
  const having = panels.filter(({ name }) => columns.get(name)?.has(column));
  const { name } = having.find(({ chart }) => chart.kind === 'table' && chart.search) ?? having[0]!;
  const cell = quoted(column);
  const words =
    kind === 'word'
      ? `select distinct ${cell} as word from ${name} where run_id = :run and ${cell} is not null order by 1`
      : `select unnest(array[min(${cell}), max(${cell})])::text as word from ${name} where run_id = :run`;
  const rows = await database.query<{ word: string | null }>(words, { run });
  return rows.flatMap(({ word }) => (word === null ? [] : [{ word, title: word }]));
}

async function readViewColumns(database: Database): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await database.query<{ view: string; columns: string }>(
    `select table_name as view, string_agg(column_name, ',') as columns
     from information_schema.columns where table_schema = current_schema() group by table_name`,
  );
  return new Map(rows.map(({ view, columns }) => [view, new Set(columns.split(','))]));
}
