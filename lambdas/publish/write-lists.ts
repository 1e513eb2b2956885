import { appendFile, readFile } from 'node:fs/promises';
import { features } from '../../core/features.js';
import { lakeKey, runKey } from '../../core/keys.js';
import type { Plan } from '../../core/plan.js';
import type { Profile } from '../../core/profile.js';
import type { Engine } from '../../io/engine.js';
import { quotedPath } from '../../io/parquet.js';
import { readJson } from '../../io/read-json.js';
import type { StepIo } from '../../io/step-io.js';
import { defused } from './defused.js';
import { storedCustomers } from './stored-rows.js';
import { writeStudyLists } from './write-study-lists.js';

/** Writes the lists that people open in a spreadsheet: every customer, the Insiders, every rejected line. */
export async function writeLists(io: StepIo, runId: string): Promise<void> {
  await writeCustomerLists(io, runId);
  await writeStudyLists(io, runId);
  await writeRejects(io, runId);
}

async function writeCustomerLists(io: StepIo, runId: string): Promise<void> {
  const { store } = io;
  const { segments } = await readJson<Profile<unknown>>(store, runKey(runId, 'profile', 'profile.json'));
  const customers = await storedCustomers(store, runId);
  await io.withEngine(async (engine) => {
    await engine.query(
      `create table segment_names as
      select unnest(from_json($1, '["integer"]')) as segment_id, unnest(from_json($2, '["varchar"]')) as segment`,
      [
        JSON.stringify(segments.map(({ segmentId }) => segmentId)),
        JSON.stringify(segments.map(({ name }) => name)),
      ],
    );
    await engine.run(plainNumber);
    await engine.run(`
      create view listed_customers as
      select
        ${defused('customer_id')} as customer_id,
        coalesce(segment, 'none') as segment,
        is_insider,
        ${features.map(({ name, unit }) => plainCell(name, unit)).join(',\n        ')}
      from ${customers} as rows
      left join segment_names on segment_names.segment_id = cast(rows.segment_id as integer)`);
    await writeList(io, engine, runId, 'customers.csv', 'select * from listed_customers');
    await writeList(
      io,
      engine,
      runId,
      'insiders.csv',
      'select * exclude (is_insider) from listed_customers where is_insider',
    );
  });
}

const writeList = (io: StepIo, engine: Engine, runId: string, file: string, query: string) =>
  io.store.writeFile(runKey(runId, 'publish', file), (path) =>
    engine.run(
      `copy (${query} order by cast(gross_revenue as double) desc, customer_id) to ${quotedPath(path)} (format csv, header true)`,
    ),
  );

/** Numbers without trailing zeros; text that a spreadsheet would run is defused. */
const plainCell = (name: string, unit: string) => {
  if (name === 'country') return `${defused(name)} as ${name}`;
  return unit === 'time' ? name : `plain_number(${name}) as ${name}`;
};

const plainNumber = `create macro plain_number(cell) as case
  when cast(cell as double) = trunc(cast(cell as double)) then cast(cast(cast(cell as double) as hugeint) as varchar)
  else cast(cast(cell as double) as varchar)
end`;

/** Every upload's rejects under one header, in order of arrival. */
async function writeRejects({ store }: StepIo, runId: string): Promise<void> {
  const { dataset, uploads } = await readJson<Plan>(store, runKey(runId, 'plan', 'plan.json'));
  await store.writeFile(runKey(runId, 'publish', 'rejects.csv'), async (path) => {
    for (const [i, uploadId] of uploads.entries()) {
      const text = await readFile(await store.openFile(lakeKey(dataset, uploadId, 'rejects.csv')), 'utf8');
      await appendFile(path, i === 0 ? text : text.slice(text.indexOf('\n') + 1));
    }
  });
}
