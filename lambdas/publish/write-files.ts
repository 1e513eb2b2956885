import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { lakeKey, runKey } from '../../core/runs/keys.js';
import type { Plan } from '../../core/runs/plan.js';
import type { NamedSegment } from '../../core/runs/profile.js';
import { runDocument } from '../../core/runs/run-document.js';
import type { StudyTable } from '../../core/runs/studies.js';
import { contactsTable } from '../../io/customers/contacts.js';
import type { Engine } from '../../io/engine.js';
import { quotedPath } from '../../io/parquet.js';
import type { StepIo } from '../../io/step-io.js';
import { customerLists, makeListedCustomers } from './customer-lists.js';
import type { Documents } from './documents.js';
import { storedCustomers, storedRows } from './stored-rows.js';
import { listedTables, makeAudience, studyLists } from './study-lists.js';

const lists = [...customerLists, ...studyLists];

/**
 * Writes what is handed to people and programs besides the page: the lists, every rejected line, and `run.json`. All
 * that they are made of is fetched at once, and all of them are stored at once, since each request takes its time.
 */
export async function writeFiles(io: StepIo, runId: string, documents: Documents): Promise<void> {
  const { store } = io;
  const { plan, profile } = documents;
  const [views, rejects, contacts] = await Promise.all([
    viewsOf(io, runId, documents),
    openRejects(io, plan),
    contactsTable(store, runId),
  ]);
  const files = [...lists.map(({ file }) => file), 'rejects.csv', 'run.json'];
  const keys = files.map((file) => runKey(runId, 'publish', file));
  await store.writeFiles(keys, async (paths) => {
    const [rejectsPath, documentPath] = paths.slice(lists.length);
    await joinRejects(rejects, rejectsPath!);
    await writeFile(documentPath!, `${JSON.stringify(documentOf(documents), null, 2)}\n`);
    await io.withEngine(async (engine) => {
      await engine.run(views);
      await engine.run(
        `create view contacts as ${contacts ? `select * from ${contacts}` : `select cast(null as varchar) as customer_id, cast(null as varchar) as email where false`}`,
      );
      await nameSegments(engine, profile.segments);
      await makeListedCustomers(engine, contacts !== null);
      await makeAudience(engine);
      for (const [i, { query }] of lists.entries()) {
        await engine.run(`copy (${query}) to ${quotedPath(paths[i]!)} (format csv, header true)`);
      }
    });
  });
}

/** A view of the customers, and one of each table that the lists are made of. */
async function viewsOf({ store }: StepIo, runId: string, { tables }: Documents): Promise<string> {
  const views = await Promise.all([
    storedCustomers(store, runId).then((rows) => viewOf('customers', rows)),
    ...listedTables.map(async (name) => {
      const { columns, keys } = tables.find(({ table }) => table === name) as StudyTable;
      return viewOf(name, await storedRows(store, keys, columns));
    }),
  ]);
  return views.join('\n');
}

const viewOf = (name: string, rows: string) => `create view ${name} as select * from ${rows};`;

async function nameSegments(engine: Engine, segments: readonly NamedSegment[]): Promise<void> {
  await engine.query(
    `create table segment_names as
    select unnest(from_json($1, '["integer"]')) as segment_id, unnest(from_json($2, '["varchar"]')) as segment`,
    [
      JSON.stringify(segments.map(({ segmentId }) => segmentId)),
      JSON.stringify(segments.map(({ name }) => name)),
    ],
  );
}

/** Every upload's rejects, in order of arrival. */
const openRejects = ({ store }: StepIo, { dataset, uploads }: Plan): Promise<string[]> =>
  Promise.all(uploads.map((uploadId) => store.openFile(lakeKey(dataset, uploadId, 'rejects.csv'))));

/** Under one header. */
async function joinRejects(rejects: readonly string[], path: string): Promise<void> {
  for (const [i, file] of rejects.entries()) {
    const text = await readFile(file, 'utf8');
    await appendFile(path, i === 0 ? text : text.slice(text.indexOf('\n') + 1));
  }
}

const documentOf = ({ plan, receipt, profile, files, changes, told }: Documents) =>
  runDocument(plan, files, receipt, profile, changes, told);
