import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NewCustomers } from '../../api/new-customers/new-customers.js';
import { readCustomerOrders } from '../../api/new-customers/read-customer-orders.js';
import { readCustomerTable, readHeader } from '../../api/new-customers/read-customer-table.js';
import type { Receipt } from '../../core/cleaning/receipt.js';
import { csvLine } from '../../core/csv/csv-line.js';
import { UserError } from '../../core/errors/user-error.js';
import { assignCustomers, modelFeatures } from '../../core/model/assign-customers.js';
import type { CustomerModel, ModelSegment } from '../../core/model/customer-model.js';
import { runKey } from '../../core/runs/keys.js';
import type { Plan } from '../../core/runs/plan.js';
import { countInWords } from '../../core/words/figures.js';
import { openDiskStore } from '../../io/disk-store.js';
import type { ObjectStore } from '../../io/object-store.js';
import { checkFile } from '../../io/put-upload.js';
import { readJson } from '../../io/read-json.js';
import { readModel } from '../../io/read-model.js';
import { deliverFiles } from '../deliver-files.js';
import { homeOf } from '../home.js';
import { parseOptions } from '../parse-options.js';
import { formatTable } from '../terminal/format-table.js';

export const help = `usage: insiders assign FILE [--run ID] [--out DIR]

Puts customers whom a run has not seen into its segments, by the model that the run has kept. FILE holds their orders,
which are read and cleaned by the run's rules; or it is a CSV file with one row per customer: customer_id and the
features that the model uses, by their names, as in customers.csv. Writes DIR/assigned.csv.

  --run ID    whose model (default: that of the last run into DIR)
  --out DIR   the folder of results (default insiders-out)
`;

export async function run(words: string[]): Promise<number> {
  const { values, positionals } = parseOptions('assign', words, {
    run: { type: 'string' },
    out: { type: 'string', default: 'insiders-out' },
  });
  const [file, ...more] = positionals;
  if (!file || more.length > 0) {
    throw new UserError('WrongUsage', 'assign takes one file', {
      remedy: 'For example: insiders assign new-orders.csv',
    });
  }
  await checkFile(file);
  const store = openDiskStore(join(homeOf(values.out), 'store'));
  const model = await readModel(store, values.run ?? (await lastRun(values.out)));
  const customers = await readCustomers(file, model, store);
  const segments = segmentsOf(model, customers);
  await deliverFiles(values.out, (folder) =>
    writeFile(join(folder, 'assigned.csv'), listOf(customers.ids, segments)),
  );
  process.stdout.write(report(model, customers, segments, join(values.out, 'assigned.csv')));
  return 0;
}

async function lastRun(out: string): Promise<string> {
  const text = await readFile(join(out, 'run.json'), 'utf8').catch((cause) => {
    throw new UserError('NoResults', `there are no results in '${out}'`, {
      remedy: 'Run insiders run first, or name its folder with --out.',
      cause,
    });
  });
  return JSON.parse(text).runId;
}

/** A file that names a feature of the model in its header is a table of customers, any other a file of orders. */
async function readCustomers(file: string, model: CustomerModel, store: ObjectStore): Promise<NewCustomers> {
  const names = modelFeatures(model);
  const header = await readHeader(file);
  if (names.some((name) => header.includes(name))) return readCustomerTable(file, header, names);
  const { rules } = await readJson<Plan>(store, runKey(model.runId, 'plan', 'plan.json'));
  const receipt = await readJson<Receipt>(store, runKey(model.runId, 'clean', 'receipt.json'));
  return readCustomerOrders(file, { rules, receipt }, { names, needed: names });
}

function refusedInWords([first, ...more]: NewCustomers['refused']): string {
  const others = more.length > 0 ? `, and ${countInWords(more.length, 'customer')} more` : '';
  return `left out: ${first!.id}, as ${first!.reason}${others}`;
}

/** The segment of each customer. */
function segmentsOf(model: CustomerModel, { features }: NewCustomers): ModelSegment[] {
  const byId = new Map(model.segments.map((segment) => [segment.segmentId, segment]));
  return Array.from(assignCustomers(model, features), (segmentId) => byId.get(segmentId)!);
}

function listOf(ids: readonly string[], segments: readonly ModelSegment[]): string {
  const lines = segments.map(({ segmentId, name, isInsiders }, i) =>
    csvLine([ids[i]!, segmentId, name, String(isInsiders)]),
  );
  return ['customer_id,segment_id,segment,is_insider\n', ...lines].join('');
}

function report(
  model: CustomerModel,
  { ids, notes, refused }: NewCustomers,
  segments: readonly ModelSegment[],
  list: string,
): string {
  const { runId, map, fitted } = model;
  const counts = model.segments.map((segment) => ({
    segment: segment.name,
    customers: segments.filter((other) => other === segment).length,
    insiders: segment.isInsiders ? 'yes' : '',
  }));
  return [
    `${ids.length.toLocaleString('en')} customers, by ${fitted.model} in ${map.space} of run ${runId}`,
    ...notes,
    ...(refused.length > 0 ? [refusedInWords(refused)] : []),
    '',
    formatTable(counts),
    '',
    list,
    '',
  ].join('\n');
}
