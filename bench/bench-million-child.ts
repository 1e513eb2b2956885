import { mkdtemp, rm } from 'node:fs/promises';
import { numericFeatures } from '../core/features/features.js';
import { defaultRules, models, spaces } from '../core/rules/rules.js';
import { runKey } from '../core/runs/keys.js';
import { openLocalIo } from '../io/local-io.js';
import { writeParquet } from '../io/parquet.js';
import { choose } from '../lambdas/choose/choose.js';
import { profile } from '../lambdas/profile/profile.js';
import type { Json } from '../workflow/states-language.js';
import { createWorkerPool } from '../workflow/worker-pool.js';

/** What ten features of a shop's customers are compared by. */
const use = [
  ...['gross_revenue', 'recency_days', 'invoices', 'items', 'products'],
  ...['avg_order_value', 'avg_basket_items', 'span_days', 'returned_items', 'avg_unit_price'],
];

/** Embeds, clusters, chooses, assigns and profiles so many made-up customers on two threads; prints JSON. */
const customers = Number(process.argv[2]);
const home = await mkdtemp('.cache/bench/home-');
const io = openLocalIo(home);
const pool = createWorkerPool({ url: new URL('./worker.js', import.meta.url), home, size: 2 });
const task = { dataset: 'bench', runId: 'bench-1' };
const rows: object[] = [];
try {
  const rules = { ...defaultRules, features: { use, scale: {} } };
  await io.store.write(runKey(task.runId, 'plan', 'plan.json'), JSON.stringify({ rules }));
  await io.store.write(runKey(task.runId, 'featurize', 'featurize.json'), JSON.stringify({ leftOut: [] }));
  await io.store.writeFile(runKey(task.runId, 'featurize', 'customers.parquet'), (path) =>
    io.withEngine((engine) => writeParquet(engine, customersSql(customers), path)),
  );
  await measure('embed', () =>
    onThreads(
      'embed',
      spaces.map((space) => ({ ...task, space })),
    ),
  );
  const candidates = spaces.flatMap((space) => models.map((model) => ({ ...task, space, model })));
  await measure('cluster', () => onThreads('cluster', candidates));
  const { parts, summary } = await measure('choose', () => choose(task, io));
  await measure('assign', () => onThreads('assign', parts));
  const profiled = await measure('profile', () => profile(task, io));
  process.stdout.write(JSON.stringify({ rows, summary: `${summary}; ${profiled.summary}` }));
} finally {
  await pool.close();
  await io.close();
  await rm(home, { recursive: true, force: true });
}

function onThreads(step: string, inputs: readonly object[]) {
  const signal = new AbortController().signal;
  return Promise.all(
    inputs.map((input) => pool.run({ step, payload: input as Json }, { signal, onProgress: () => {} })),
  );
}

async function measure<T>(step: string, work: () => Promise<T>): Promise<T> {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  rows.push({
    step,
    seconds: (performance.now() - start) / 1000,
    cpuSeconds: (user + system) / 1e6,
    peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
  });
  return result;
}

/** Customers whose activity drives every feature; one in a hundred buys for others too. */
function customersSql(n: number): string {
  const normal = (salt: number) =>
    `(${[0, 1, 2, 3].map((j) => `hash(i * 64 + ${4 * salt + j}) % 1000003`).join(' + ')}) / 1000003.0 * 1.7320508 - 3.4641016`;
  const made: Record<string, string> = {
    gross_revenue: 'exp(6 + 1.1 * activity + 0.4 * n1)',
    recency_days: 'floor(365 * exp(-exp(0.6 * activity + 0.5 * n2)))',
    invoices: '1 + floor(exp(0.6 + 0.9 * activity + 0.2 * n3))',
    items: '1 + floor(exp(4.5 + activity + 0.5 * n4))',
    products: '1 + floor(exp(2.5 + 0.8 * activity + 0.4 * n5))',
    avg_order_value: 'exp(5.4 + 0.2 * activity + 0.5 * n1)',
    avg_basket_items: 'exp(3.9 + 0.1 * activity + 0.5 * n4)',
    span_days: 'floor(300 / (1 + exp(-1.5 * activity - 0.5 * n6)))',
    returned_items: 'greatest(0, floor(exp(activity + n7) - 2))',
    avg_unit_price: 'exp(1 + 0.4 * n8)',
  };
  const normals = Array.from({ length: 9 }, (_, j) => `${normal(j)} as n${j}`);
  return `
    with drawn as (select i, ${normals.join(', ')} from range(${n}) as rows(i)),
    shoppers as (select *, n0 + if(hash(i) % 100 = 0, 2.5, 0) as activity from drawn)
    select 'c' || i as customer_id, ${columnsOf(made)} from shoppers order by i`;
}

function columnsOf(made: Readonly<Record<string, string>>): string {
  return numericFeatures.map(({ name }) => `${made[name] ?? 'activity'} as ${name}`).join(', ');
}
