import { noIdentity } from '../../../core/cleaning/receipt.js';
import { features } from '../../../core/features/features.js';
import { nothingPromised } from '../../../core/promise/judge-promise.js';
import { defaultRules, type Space } from '../../../core/rules/rules.js';
import { lakeKey, runKey } from '../../../core/runs/keys.js';
import { type StudyName, studies } from '../../../core/runs/studies.js';
import { describe } from '../../../core/statistics/describe.js';
import type { Engine } from '../../../io/engine.js';
import { writeParquet } from '../../../io/parquet.js';
import type { StepIo } from '../../../io/step-io.js';

export interface SmallRun {
  readonly dataset: string;
  readonly runId: string;
  /** Customer -> revenue; the highest half are the Insiders. */
  readonly revenues: Readonly<Record<string, number>>;
  /** Whether customers have a place on the map, and differ in how clearly they belong. */
  readonly hasMap?: boolean;
}

/** What the earlier steps leave in the store of a run with so few customers that its rows can be read. */
export async function writeRun(
  io: StepIo,
  { dataset, runId, revenues, hasMap = false }: SmallRun,
): Promise<void> {
  const write = (step: string, file: string, value: unknown) =>
    io.store.write(runKey(runId, step, file), typeof value === 'string' ? value : JSON.stringify(value));
  const ids = Object.keys(revenues).sort((a, b) => revenues[b]! - revenues[a]!);
  const total = ids.reduce((sum, id) => sum + revenues[id]!, 0);
  const groups = [ids.slice(0, ids.length / 2), ids.slice(ids.length / 2)];

  await writeUpload(io, dataset);
  await write('plan', 'plan.json', {
    ...{
      dataset,
      runId,
      rules: defaultRules,
      rulesHash: 'abc',
      engineVersion: '1',
      uploads: ['u1'],
      files: [],
    },
    startedAt: '2011-12-10T08:00:00.000Z',
  });
  await write('clean', 'receipt.json', {
    rows: [
      {
        kind: 'read',
        rule: 'read',
        title: 'Order lines read',
        lines: 10,
        customers: 4,
        invoices: 6,
        money: 99.5,
      },
      {
        kind: 'kept',
        rule: 'purchases',
        title: 'Purchases',
        lines: 8,
        customers: 4,
        invoices: 5,
        money: 99.5,
      },
    ],
    ...{ from: '2010-12-01', to: '2011-12-09', asOf: '2011-12-09' },
    ...{ currency: 'EUR', identity: noIdentity, notes: ['Guests count, say \u0000.'], far: [] },
    cancelled: { pairs: 0, money: 0, largest: [] },
  });
  await write('featurize', 'featurize.json', {
    ...{ customers: ids.length, asOf: '2011-12-09', from: '2010-12-01', to: '2011-12-09', features },
    leftOut: [{ feature: 'country', reason: 'the file has no country' }],
    notEligible: [],
    extreme: [{ customerId: ids[0], feature: 'gross_revenue', value: revenues[ids[0]!], robustZ: 7 }],
    descriptive: [{ feature: 'gross_revenue', ...describe(Float64Array.from(Object.values(revenues))) }],
  });
  for (const space of defaultRules.segmentation.spaces)
    await write('embed', `${space}.json`, embeddingOf(space));
  await io.withEngine((engine) => writeCustomers(engine, io, runId, ids, revenues));
  const members = ids.map(
    (id, index) =>
      `"${id.replaceAll('"', '""')}",${index < groups[0]!.length ? '1,true' : '2,false'},${hasMap ? ((index * 37) % 101) / 101 - 0.2 : 0.5},${index},${hasMap ? 0 : ''}`,
  );
  await write(
    'profile',
    'members.csv',
    `customer_id,segment_id,is_insider,silhouette,map_x,map_y\n${members.join('\n')}\n`,
  );

  const segments = groups.map((group, index) => segmentOf(index + 1, group, revenues, total));
  const { segmentId, name, customers, customerShare, revenue, revenueShare } = segments[0]!;
  await write('profile', 'profile.json', {
    chosen: {
      space: 'scaled',
      model: 'kmeans',
      k: 2,
      silhouette: 0.5,
      silhouetteScaled: 0.5,
      stability: 0.9,
      score: 0.45,
    },
    customers: ids.length,
    leaderboard: [candidate(2, 0.5), candidate(3, 0.4)],
    segments,
    insiders: { segmentId, name, customers, customerShare, revenue, revenueShare, reason: 'the highest' },
    ...{ rule: null, redrawn: null, promise: nothingPromised('Nobody asked.', 0.8) },
  });
  const refusals = [{ topic: 'products_returned', reason: 'The orders have no returns.' }];
  // Nobody moved, nobody is held out: the lists that are made of these have a header only.
  for (const [table, columns] of Object.entries(emptyTables)) {
    await write('study', `${table}.csv`, `${['run_id', ...columns].join(',')}\n`);
  }
  const tables = Object.entries(emptyTables).map(([table, columns]) => ({
    ...{ table, columns: ['run_id', ...columns], keys: [runKey(runId, 'study', `${table}.csv`)] },
  }));
  for (const study of studies) {
    const found = study === studies[0] ? { tables, refusals } : { tables: [], refusals: [] };
    await write('study', `${study}.json`, { summary: study, findings: findingsOf(study), ...found });
  }
  const answer = {
    question: 'How many?',
    sentence: '2 of 4.',
    figure: 2,
    unit: 'count',
    panel: 'insiders_answer',
  };
  await write('answer', 'answers.json', { answers: [answer] });
}

/** Of those that `publish` puts into words. */
const findingsOf = (study: StudyName): object => {
  if (study === 'revenue') return { changes: [], refused: 'Too short.' };
  return study === 'trial' ? { test: null, refused: 'The first run.' } : {};
};

/** One space is left out, one has notes. */
const embeddingOf = (space: Space) =>
  space === 'forest'
    ? { leftOut: 'nothing predicts "revenue"' }
    : {
        ...{ customers: 4, trainedOn: 4, dimensions: 2, summary: `2 features in ${space}` },
        notes: space === 'pca' ? ['recency_days is the same for every customer', 'say \u0000'] : [],
      };

/** Tables of studies that lists are made of. */
const emptyTables = {
  customer_doors: [
    ...['customer_id', 'standing', 'orders_missing', 'money_missing', 'by_on', 'days_left', 'leaves_on'],
    ...['own_gap_days', 'due_on', 'late_days', 'sentence'],
  ],
  movers: ['position', 'customer_id', 'kind', 'from_segment', 'to_segment', 'reason', 'money'],
  experiment_arms: ['customer_id', 'arm', 'stratum'],
  buys_anyway: ['customer_id', 'windows'],
  due_products: [
    ...['position', 'customer_id', 'stock_code', 'description', 'times', 'last_on', 'gap_days', 'due_on'],
    ...['chance', 'way', 'window_days'],
  ],
  next_products: ['customer_id', 'place', 'stock_code', 'description', 'because_code', 'because', 'way'],
};

async function writeUpload(io: StepIo, dataset: string): Promise<void> {
  await io.store.write(
    lakeKey(dataset, 'u1', 'json'),
    JSON.stringify({
      ...{
        file: 'orders.csv',
        format: 'csv',
        encoding: 'utf-8',
        delimiter: ',',
        read: 12,
        kept: 10,
        rejected: 2,
      },
      ...{
        dates: { formats: ['%Y-%m-%d'] },
        from: '2010-12-01 08:26:00',
        to: '2011-12-09 12:50:00',
        columns: {},
        platform: null,
        money: { basis: 'pieces', lineDiscount: null, orderDiscount: false, taxOnTop: false, notes: [] },
        notes: ['The file says nothing of hours.'],
      },
    }),
  );
  await io.store.write(
    lakeKey(dataset, 'u1', 'rejects.csv'),
    'file,line,column,reason,raw\norders.csv,3,quantity,not a number,"1,""x"",\nmany"\norders.csv,9,,broken line,???\n',
  );
}

async function writeCustomers(
  engine: Engine,
  io: StepIo,
  runId: string,
  ids: readonly string[],
  revenues: SmallRun['revenues'],
): Promise<void> {
  const expressionOf = (name: string) =>
    ({ gross_revenue: 'revenue', country: 'null::varchar', avg_gap_days: 'null::double' })[name] ??
    (name.endsWith('_at') ? `timestamp '2011-12-01 10:00:00'` : '1');
  const columns = features.map(({ name }) => `${expressionOf(name)} as ${name}`);
  const rows = ids.map((id) => `('${id.replaceAll("'", "''")}', ${revenues[id]}::decimal(18, 4))`);
  const query = `select customer_id, ${columns.join(', ')} from (values ${rows.join(', ')}) as t (customer_id, revenue)`;
  await io.store.writeFile(runKey(runId, 'featurize', 'customers.parquet'), (path) =>
    writeParquet(engine, query, path),
  );
}

function segmentOf(segmentId: number, ids: readonly string[], revenues: SmallRun['revenues'], total: number) {
  const revenue = ids.reduce((sum, id) => sum + revenues[id]!, 0);
  const name = segmentId === 1 ? 'Insiders' : 'Others';
  return {
    ...{
      segmentId,
      name,
      description: `${name}, "in" a sentence.`,
      isInsiders: segmentId === 1,
      silhouette: 0.5,
      stability: 0.8,
    },
    ...{
      customers: ids.length,
      customerShare: 0.5,
      revenue,
      revenueShare: revenue / total,
      invoices: ids.length,
    },
    ...{
      meanRevenue: revenue / ids.length,
      medianRevenue: revenue / ids.length,
      marks: ['spend a lot', 'say \u0000'],
    },
    features: [
      {
        feature: 'returns_ratio',
        mean: 0,
        median: 0,
        total: 0,
        baseMean: 0,
        baseMedian: 0,
        ratio: null,
        standing: 0.5,
      },
    ],
  };
}

const candidate = (k: number, silhouette: number) => ({
  ...{ space: 'scaled', model: 'kmeans', k, silhouette, silhouetteScaled: silhouette, daviesBouldin: 1 },
  ...{
    calinskiHarabasz: 10,
    inertia: 5,
    daviesBouldinScaled: 1,
    calinskiHarabaszScaled: 10,
    inertiaScaled: 5,
    topShare: 0.5,
    stability: null,
    resamples: 0,
    score: null,
    outcome: 'lowerScore',
    smallestShare: 0.5,
    largestShare: 0.5,
    bic: null,
    aic: null,
    noiseShare: 0,
    converged: true,
    verdict: 'because',
  },
});
