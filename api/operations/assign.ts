import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { modelFeatures } from '../../core/model/assign-customers.js';
import type { Asked } from '../asked.js';
import type { Schemas } from '../call.js';
import { judgeCustomers } from '../judge-customers.js';
import { nothingRejected } from '../new-customers/new-customers.js';
import { readCustomerOrders } from '../new-customers/read-customer-orders.js';
import type { Standards } from '../standards.js';

type Assigned = Schemas['Assigned'];
type Refused = Schemas['RefusedCustomer'];
type Given = Schemas['CustomerFeatures'];

/** Customers of one call. */
const mostCustomers = 5000;

/** Puts customers whom the run has not seen into its segments. */
export async function assign(asked: Asked): Promise<Assigned> {
  const { dataset, runId } = await asked.visible();
  const standards = await asked.standards(runId);
  const request = asked.body as Schemas['AssignRequest'] | string;
  const found =
    typeof request !== 'string' && request.customers
      ? assignFeatures(standards, request.customers)
      : await asked.inTurn(() => assignOrders(standards, fileOf(asked), asked.parameters.asOf));
  return { dataset, runId, currency: standards.currency, ...found };
}

type Found = Pick<Assigned, 'asOf' | 'items' | 'rejected'>;

/** Larger values leave the range in which anything can be said of them. */
const largest = 1e100;

function assignFeatures(standards: Standards, customers: readonly Given[]): Found {
  const needed = modelFeatures(standards.model);
  const refusals = customers.map((customer) => whyRefused(customer, needed));
  const judged = customers.filter((_, i) => !refusals[i]);
  const { names } = standards;
  const data = Float64Array.from(judged.flatMap((one) => names.map((name) => featureOf(one, name))));
  const answers = judgeCustomers(
    standards,
    judged.map(({ id }) => id),
    { data, rows: judged.length, cols: names.length },
    null,
  );
  let at = 0;
  return {
    asOf: null,
    items: refusals.map((refusal) => refusal ?? answers[at++]!),
    rejected: { ...nothingRejected, first: [] },
  };
}

/** Own values only: a name like `constructor` is no feature. */
const featureOf = ({ features }: Given, name: string): number =>
  Object.hasOwn(features, name) ? (features[name] ?? Number.NaN) : Number.NaN;

function whyRefused({ id, features }: Given, needed: readonly string[]): Refused | undefined {
  const missing = needed.filter((name) => !Object.hasOwn(features, name));
  if (missing.length > 0) {
    return refusalOf(
      id,
      'MissingFeatures',
      `the model asks for ${missing.join(', ')}`,
      'Give the features by their names, as in customers.csv, null where unknown; or orders.',
    );
  }
  const absurd = Object.entries(features).find(([, value]) => Math.abs(value ?? 0) > largest);
  if (!absurd) return undefined;
  return refusalOf(id, 'UnusableFeature', `${absurd[0]} is ${absurd[1]}`, 'Mend the value.');
}

const refusalOf = (customerId: string, name: string, detail: string, remedy: string): Refused => ({
  customerId,
  error: { name, detail, remedy },
});

interface OrdersFile {
  readonly name: string;
  readonly content: Uint8Array | string;
}

/** The orders as a file: JSON as lines of JSON, anything else as it came. */
function fileOf({ body, bytes }: Asked): OrdersFile {
  if (typeof body === 'string') return { name: 'orders', content: bytes };
  const { orders } = body as Schemas['AssignRequest'];
  return { name: 'orders.jsonl', content: orders!.map((order) => `${JSON.stringify(order)}\n`).join('') };
}

async function assignOrders(
  standards: Standards,
  { name, content }: OrdersFile,
  asOf: string | undefined,
): Promise<Found> {
  const folder = await mkdtemp(join(tmpdir(), 'insiders-orders-'));
  try {
    const file = join(folder, name);
    await writeFile(file, content);
    const read = await readCustomerOrders(file, standards.terms, {
      names: standards.names,
      needed: modelFeatures(standards.model),
      most: mostCustomers,
      ...(asOf !== undefined && { asOf }),
    });
    return {
      asOf: read.asOf,
      items: [
        ...judgeCustomers(standards, read.ids, read.features, read.asOf),
        ...read.refused.map(({ id, reason, remedy }) => refusalOf(id, 'NotEligible', reason, remedy)),
      ],
      rejected: { lines: read.rejected.lines, first: [...read.rejected.first] },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
