import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UserError } from '../../core/errors/user-error.js';
import { joinedColumns } from '../../core/joining/joined-columns.js';
import { type JoinPlan, joinPlans } from '../../core/joining/plan-join.js';
import { tableNames } from '../../core/joining/table-names.js';
import type { Link, TableProfile } from '../../core/joining/table-profile.js';
import type { Layout } from '../../core/reading/layout/layout.js';
import { recogniseLayout } from '../../core/reading/recognise-layout.js';
import type { ReadingRules } from '../../core/rules/rules.js';
import { countInWords } from '../../core/words/figures.js';
import { listOf } from '../../core/words/list-of.js';
import { withDuckdb } from '../duckdb-engine.js';
import type { Engine } from '../engine.js';
import { quotedPath } from '../parquet.js';
import { quotedName } from '../quoted-name.js';
import { openSource } from '../reading/open-source.js';
import type { TextSource } from '../reading/readable-text.js';
import { headOf } from '../reading/scan-source.js';
import { textFileSource } from '../reading/text-source.js';
import { findLinks, tableAt } from './find-links.js';
import { loadTable } from './load-table.js';

/** Below this a key that is needed finds too little. */
const enoughFound = 0.95;
/** Of the lines of a table, broken ones that may be missing. */
const mostBroken = 0.01;

export interface JoinedFile {
  readonly path: string;
  /** A few lines for people: what was joined to what, on which key, and how much was found. */
  readonly report: readonly string[];
}

interface Options {
  readonly rules: ReadingRules;
  /** Takes the joined file. */
  readonly folder: string;
}

/**
 * Makes one file of orders of several files that are none by themselves: order lines, orders, customers and so on,
 * joined on their keys. The same tables give the same bytes, whatever the order of files and rows.
 * @returns null where each file is a table of orders, or their columns have no key in common: they stay apart
 * @throws UserError `NoJoin` where there are keys, but no table of orders comes of them
 */
export async function joinFiles(
  given: readonly string[],
  { rules, folder }: Options,
): Promise<JoinedFile | null> {
  if (given.length < 2) return null;
  const files = [...given].sort((a, b) => (basename(a) < basename(b) ? -1 : 1));
  await mkdir(folder, { recursive: true });
  return withDuckdb(async (engine) => {
    const tables = await loadTables(files, { rules, folder, engine });
    if (!tables) return null;
    const links = await findLinks(engine, tables);
    const plans = joinPlans(tables, links);
    if (plans.length === 0) return null;
    const troubles: string[] = [];
    for (const found of plans) {
      const plan = await withSumsThatAdd(engine, found, tables);
      const path = join(folder, joinedName(plan, tables, files));
      const columns = await writeJoin(engine, plan, tables, path);
      const file = basename(path);
      const source = await textFileSource(path, { isGzip: false, file, rules, folder });
      const known = await recogniseHead(source, file);
      if (known.trouble === null) {
        checkFound(plan, tables, columns, known.layout);
        return { path, report: await describeJoin(engine, plan, tables, path) };
      }
      troubles.push(known.trouble);
    }
    throw noJoin(tables, plans[0]!, troubles[0]!);
  });
}

async function writeJoin(
  engine: Engine,
  plan: JoinPlan,
  tables: readonly TableProfile[],
  path: string,
): Promise<OriginOfColumn[]> {
  const { sql, columns } = joinSql(plan, tables);
  const [written] = await engine.query<{ Count: number }>(
    `copy (${sql}) to ${quotedPath(path)} (format csv, header true, delimiter ',')`,
  );
  const { nRows } = tables[plan.lines]!;
  if (written!.Count !== nRows) throw new Error(`a join of ${nRows} lines has ${written!.Count} rows`);
  return columns;
}

/** A table whose amounts are no plain numbers is left out, and said. */
async function withSumsThatAdd(
  engine: Engine,
  plan: JoinPlan,
  tables: readonly TableProfile[],
): Promise<JoinPlan> {
  const sums: JoinPlan['sums'][number][] = [];
  const leftOut = [...plan.leftOut];
  for (const sum of plan.sums) {
    const column = quotedName(sum.column);
    const [row] = await engine.query<{ unread: number }>(
      `select count(*) filter (${column} is not null and try_cast(${column} as decimal(18, 4)) is null) as unread
       from ${tableAt(sum.link.from)}`,
    );
    if (row!.unread === 0) sums.push(sum);
    else {
      const of = tables[sum.link.from]!.nRows;
      leftOut.push({
        table: sum.link.from,
        why: `${row!.unread} of its ${of} amounts in '${sum.column}' are no plain numbers`,
      });
    }
  }
  return { ...plan, sums, leftOut };
}

/**
 * A key that finds too little is no trouble for what is only nice to know; dates, customers and money must be found.
 * @throws UserError `NoJoin`
 */
function checkFound(
  { lookUps }: JoinPlan,
  tables: readonly TableProfile[],
  columns: readonly OriginOfColumn[],
  { mapping }: Layout,
): void {
  for (const link of lookUps) {
    if (link.share >= enoughFound) continue;
    const needed = (['customer_id', 'ordered_at', 'amount', 'unit_price', 'quantity'] as const).filter(
      (field) => columns.some(({ as, table }) => table === link.to && as === mapping[field]?.header),
    );
    if (needed.length === 0) continue;
    throw new UserError(
      'NoJoin',
      `${onText(link)} finds only ${percent(link.share)} of the rows of ${filesOf(tables, link.from)} in ${filesOf(tables, link.to)}, which has ${listOf(needed)}`,
      { remedy: 'Export the tables again, all of the same period.' },
    );
  }
}

/** Null where the files need no join, or one of them is no table. */
async function loadTables(
  files: readonly string[],
  { rules, folder, engine }: Options & { engine: Engine },
): Promise<TableProfile[] | null> {
  const open = async (i: number, more: { mostRows?: number } = {}) => {
    const own = join(folder, `file-${i}`);
    await mkdir(own, { recursive: true });
    return openSource(files[i]!, { file: basename(files[i]!), rules, engine, folder: own, ...more });
  };
  try {
    let areOrders = true;
    for (const [i, file] of files.entries()) {
      const source = await open(i, { mostRows: 500 });
      areOrders &&= (await recogniseHead(source, basename(file))).trouble === null;
    }
    if (areOrders) return null;
    const sources: TextSource[] = [];
    for (const i of files.keys()) sources.push(await open(i));
    return await loadSources(files, sources, { folder, engine });
  } catch (error) {
    // What cannot be read is said where it is read.
    if (error instanceof UserError && error.name !== 'NoJoin') return null;
    throw error;
  }
}

async function loadSources(
  files: readonly string[],
  sources: readonly TextSource[],
  { folder, engine }: { folder: string; engine: Engine },
): Promise<TableProfile[] | null> {
  const { names } = tableNames(files.map((file) => basename(file)));
  const tables: { name: string; files: string[]; headers: readonly string[] }[] = [];
  for (const [i, source] of sources.entries()) {
    const file = basename(files[i]!);
    const loaded = await loadTable(source, { engine, folder, table: `f${i}` });
    if (!loaded) return null;
    const same = tables.findIndex(({ headers }) => sameNames(headers, loaded.headers));
    const target = same < 0 ? tables.length : same;
    if (same < 0) {
      tables.push({ name: names[i]!, files: [file], headers: loaded.headers });
      await engine.run(`create table ${tableAt(target)} as select * from f${i}`);
    } else {
      tables[same]!.files.push(file);
      await engine.run(`insert into ${tableAt(target)} by name select * from f${i}`);
    }
    await engine.run(`drop table f${i}`);
    await checkBroken(engine, target, loaded.nBroken, file);
  }
  return Promise.all(tables.map((table, i) => profileOf(engine, i, table)));
}

function sameNames(some: readonly string[], others: readonly string[]): boolean {
  const sorted = (names: readonly string[]) =>
    names
      .map((name) => name.toLowerCase())
      .sort()
      .join('\n');
  return some.length === others.length && sorted(some) === sorted(others);
}

async function checkBroken(engine: Engine, i: number, nBroken: number, file: string): Promise<void> {
  const [row] = await engine.query<{ rows: number }>(`select count(*) as rows from ${tableAt(i)}`);
  if (nBroken <= mostBroken * row!.rows) return;
  throw new UserError(
    'NoJoin',
    `${countInWords(nBroken, 'line')} cannot be read, of ${row!.rows + nBroken}`,
    {
      remedy: 'Export the table again.',
      file,
    },
  );
}

/** Rows that are there twice to the last cell are taken once where that makes a column a key. */
async function profileOf(
  engine: Engine,
  i: number,
  { name, files, headers }: { name: string; files: readonly string[]; headers: readonly string[] },
): Promise<TableProfile> {
  const count = async () => {
    const counts = headers.map(
      (header, c) => `count(${quotedName(header)}) as f${c}, count(distinct ${quotedName(header)}) as d${c}`,
    );
    const [row] = await engine.query<Record<string, number>>(
      `select count(*) as rows, (select count(*) from (select distinct * from ${tableAt(i)})) as distinct_rows,
       ${counts.join(', ')} from ${tableAt(i)}`,
    );
    return row!;
  };
  let row = await count();
  const isRepeated = row.distinct_rows! < row.rows!;
  if (isRepeated && headers.some((_, c) => row[`d${c}`] === row.distinct_rows)) {
    await engine.run(`create or replace table ${tableAt(i)} as select distinct * from ${tableAt(i)}`);
    row = await count();
  }
  return {
    name,
    files,
    nRows: row.rows!,
    columns: headers.map((header, c) => ({ header, nFilled: row[`f${c}`]!, nDistinct: row[`d${c}`]! })),
  };
}

/** Where a column of the joined file comes from. */
interface OriginOfColumn {
  readonly as: string;
  readonly table: number;
}

/** Rows in order of all the columns of the lines. */
function joinSql(
  { lines, lookUps, sums }: JoinPlan,
  tables: readonly TableProfile[],
): { sql: string; columns: OriginOfColumn[] } {
  // As people join them: the orders, then their lines, then what is known of customers and goods.
  const hubs = lookUps.filter(({ to }) => lookUps.some(({ from }) => from === to)).map(({ to }) => to);
  const sources = [...hubs, lines, ...lookUps.map(({ to }) => to).filter((to) => !hubs.includes(to))];
  const columns = joinedColumns(
    sources.map((table) => ({
      name: tables[table]!.name,
      headers: tables[table]!.columns.map(({ header }) => header),
      key: lookUps.find(({ to }) => to === table)?.toColumn ?? null,
    })),
  );
  const aliasOf = (table: number) => `j${sources.indexOf(table)}`;
  const on = (link: Link, alias: string) =>
    `${aliasOf(link.from)}.${quotedName(link.fromColumn)} = ${alias}.${quotedName(link.toColumn)}`;
  const joins = lookUps.map(
    (link) => `left join ${tableAt(link.to)} ${aliasOf(link.to)} on ${on(link, aliasOf(link.to))}`,
  );
  const added = sums.map(({ link, column }, i) => {
    const key = quotedName(link.fromColumn);
    return `left join (select ${key} as k, sum(cast(${quotedName(column)} as decimal(18, 4))) as s
      from ${tableAt(link.from)} group by ${key}) s${i}
      on ${aliasOf(link.to)}.${quotedName(link.toColumn)} = s${i}.k`;
  });
  const selected = [
    ...columns.map(({ table, column, as }) => `j${table}.${quotedName(column)} as ${quotedName(as)}`),
    ...sums.map(({ as }, i) => `s${i}.s as ${quotedName(as)}`),
  ];
  const order = tables[lines]!.columns.map(({ header }) => `${aliasOf(lines)}.${quotedName(header)}`);
  const sql = `select ${selected.join(', ')} from ${tableAt(lines)} ${aliasOf(lines)} ${joins.join(' ')}
    ${added.join(' ')} order by ${order.join(', ')}`;
  return { sql, columns: columns.map(({ table, as }) => ({ as, table: sources[table]! })) };
}

function joinedName(
  { lines, lookUps, sums }: JoinPlan,
  tables: readonly TableProfile[],
  files: readonly string[],
): string {
  const { common } = tableNames(files.map((file) => basename(file)));
  const used = new Set([lines, ...lookUps.map(({ to }) => to), ...sums.map(({ link }) => link.from)]);
  const names = tables.filter((_, i) => used.has(i)).map(({ name }) => name);
  return `${common ? `${common}_` : ''}${names.join('+').slice(0, 120)}.csv`;
}

type Recognised = { readonly trouble: string } | { readonly trouble: null; readonly layout: Layout };

/** What a text is as orders, or why it is none. */
async function recogniseHead(source: TextSource, file: string): Promise<Recognised> {
  const { head, isWhole } = await headOf(source);
  const { rules, firstLine } = source;
  try {
    return { trouble: null, layout: recogniseLayout(head, { rules, file, isWhole, firstLine }) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { trouble: error.message };
  }
}

async function describeJoin(
  engine: Engine,
  { lines, lookUps, sums, leftOut }: JoinPlan,
  tables: readonly TableProfile[],
  path: string,
): Promise<string[]> {
  const nameOf = (i: number) => filesOf(tables, i);
  const said: string[] = [];
  for (const link of lookUps) {
    const found = `${percent(link.share)} found`;
    const unused = await countUnused(engine, link);
    const rest = unused > 0 ? `, ${countInWords(unused, 'row')} of it without a line` : '';
    said.push(`+ ${nameOf(link.to)} on ${onText(link)}: ${found}${rest}`);
    if (link.share < enoughFound) said.push(`  the key is missing in ${percent(1 - link.share)} of the rows`);
  }
  const nLines = tables[lines]!.nRows;
  return [
    `joined: ${nameOf(lines)}, ${countInWords(nLines, 'line')}`,
    ...said,
    ...sums.map(({ link, column }) => `+ ${nameOf(link.from)}: the sum of ${column} per ${link.fromColumn}`),
    ...leftOut.map(({ table, why }) => `- ${nameOf(table)} is left out: ${why}`),
    `= ${basename(path)}, ${countInWords(nLines, 'line')}`,
  ];
}

const filesOf = (tables: readonly TableProfile[], i: number) => tables[i]!.files.join(', ');

const onText = ({ fromColumn, toColumn }: Link) =>
  fromColumn === toColumn ? fromColumn : `${fromColumn} = ${toColumn}`;

/** 99.5 % is not 100 %. */
const percent = (share: number) => `${Math.floor(1000 * share) / 10} %`;

async function countUnused(engine: Engine, { from, to, fromColumn, toColumn }: Link): Promise<number> {
  const [row] = await engine.query<{ rows: number }>(
    `select count(*) as rows from ${tableAt(to)} p
     where not exists (select 1 from ${tableAt(from)} c where c.${quotedName(fromColumn)} = p.${quotedName(toColumn)})`,
  );
  return row!.rows;
}

function noJoin(tables: readonly TableProfile[], { lookUps, leftOut }: JoinPlan, trouble: string): UserError {
  const joined = listOf(lookUps.map((link) => `${tables[link.to]!.files.join(', ')} on ${onText(link)}`));
  const left = leftOut.map(({ table, why }) => `; ${tables[table]!.files.join(', ')} is left out: ${why}`);
  return new UserError(
    'NoJoin',
    `joined with ${joined}, the files are no table of orders: ${trouble}${left.join('')}`,
    {
      remedy:
        'Give the table of order lines with its prices, the orders with their dates, and the customers.',
    },
  );
}
