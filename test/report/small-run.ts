import type { Database } from '../../io/database.js';
import { smallExploration } from './small-exploration.js';
import { smallForecast } from './small-forecast.js';
import { smallPictures } from './small-pictures.js';
import { smallProducts } from './small-products.js';
import { smallReadings } from './small-readings.js';
import { memberTables } from './small-run-members.js';

export const runId = 'shop-0123456789ab';

/** Names as nobody should be called: markup, the end of a script, a formula. */
export const hostile = {
  customer: '</script><img src=x onerror="document.title=1">',
  country: '=HYPERLINK("https://example.com","Côte d\'Ivoire")',
  segment: '<b>Loyal</b> & "co"',
  raw: '1,2,<!--<script>alert(1)</script>',
};

/** Twelve customers in three segments, with every table filled. */
export async function loadSmallRun(database: Database): Promise<void> {
  for (const [table, rows] of Object.entries(tables)) {
    await database.query(
      `insert into ${table} select (jsonb_populate_recordset(null::${table}, :rows::jsonb)).*`,
      { rows: JSON.stringify(rows.map((row) => ({ run_id: runId, ...row }))) },
    );
  }
}

const customers = Array.from({ length: 12 }, (_, i) => {
  const segmentId = i < 3 ? 1 : i < 7 ? 2 : 3;
  return {
    customer_id: i === 4 ? hostile.customer : `C${100 + i}`,
    gross_revenue: (5000.25 / (i + 1)).toFixed(4),
    recency_days: i * 30,
    last_ordered_at: `2011-${String(12 - i).padStart(2, '0')}-09 12:50:00`,
    invoices: 24 - 2 * i,
    avg_order_value: 5000.25 / (i + 1) / (24 - 2 * i),
    products: 40 + i,
    returns_ratio: i === 11 ? null : i / 100,
    country: i === 4 ? hostile.country : 'France',
    segment_id: segmentId,
    is_insider: segmentId === 1,
    is_extreme: i === 0,
    silhouette: 0.5,
    map_x: i / 3,
    map_y: Math.cos(i),
    sample_order: i + 1,
  };
});

const segment = (segmentId: number, name: string, revenue: number, size: number, marks: string[]) => ({
  segment_id: segmentId,
  name,
  description: 'A sentence.',
  customers: size,
  customer_share: size / 12,
  revenue,
  revenue_share: revenue / 15500,
  invoices: 10 * size,
  mean_revenue: revenue / size,
  median_revenue: revenue / size - 1,
  is_insiders: segmentId === 1,
  silhouette: 0.4 + segmentId / 100,
  stability: 0.7 + segmentId / 100,
  marks,
});

const feature = (position: number, name: string, unit: string, used: boolean) => ({
  position,
  feature: name,
  title: name.replaceAll('_', ' '),
  unit,
  definition: `What ${name} means.`,
  used,
  left_out_reason: used ? null : 'the file has no products',
  ...(used
    ? {
        min: 1,
        max: 5000.25,
        mean: 1291.67,
        median: 770.5,
        std: 1400.1,
        skew: 1.9,
        kurtosis: 3.2,
        missing: 0,
      }
    : {}),
});

const segmentFeature = (segmentId: number, name: string, mean: number, baseMean: number) => ({
  segment_id: segmentId,
  feature: name,
  mean,
  median: mean - 0.5,
  total: mean * 4,
  base_mean: baseMean,
  base_median: baseMean - 0.5,
  ratio: mean / baseMean,
});

const candidate = (space: string, k: number, silhouette: number, smallestShare: number) => ({
  space,
  model: 'kmeans',
  k,
  silhouette: silhouette + 0.1,
  silhouette_scaled: silhouette,
  davies_bouldin: 0.8,
  calinski_harabasz: 123.4,
  inertia: 10,
  smallest_share: smallestShare,
  largest_share: 0.5,
  converged: true,
  chosen: space === 'pca' && k === 3,
  stability: 0.8,
  resamples: 20,
  score: 0.8 * silhouette,
  outcome: smallestShare < 0.1 ? 'segmentTooSmall' : space === 'pca' && k === 3 ? 'chosen' : 'lowerScore',
  verdict: `the verdict on ${space} ${k}`,
});

const receiptRow = (position: number, kind: string, rule: string, lines: number, money: number) => ({
  position,
  kind,
  rule,
  title: `Rule ${rule}`,
  lines,
  customers: lines,
  invoices: lines,
  money,
});

const tables: Record<string, object[]> = {
  runs: [
    {
      dataset: 'shop',
      status: 'loaded',
      rules: { segmentation: { smallestShare: 0.1, largestShare: 0.6 } },
      rules_hash: 'feedfacecafe',
      engine_version: '1',
      seed: 42,
      notes: '[]',
      currency: 'GBP',
      as_of: '2011-12-09',
      period_from: '2010-12-01',
      period_to: '2011-12-09',
      lines_read: 1003,
      lines_kept: 1002,
      lines_rejected: 1,
      customers: 12,
      revenue: 15500,
      chosen_k: 3,
    },
  ],
  uploads: [
    {
      position: 1,
      upload_id: '0011223344556677',
      file_name: 'orders.csv',
      format: 'csv',
      encoding: 'utf-8',
      delimiter: ';',
      date_format: 'DD/MM/YYYY',
      lines_read: 1003,
      lines_kept: 1002,
      lines_rejected: 1,
      first_ordered_at: '2010-12-01 08:26:00',
      last_ordered_at: '2011-12-09 12:50:00',
      recognised: {
        compression: 'gzip',
        columns: {
          customer_id: { header: 'Kunde', position: 2 },
          ordered_at: { header: null, position: 1 },
        },
        notes: ['First note.', 'Second note.'],
      },
    },
  ],
  cleaning_receipt: [
    receiptRow(1, 'read', 'read', 1002, 20000),
    receiptRow(2, 'removed', 'anonymous', 200, 4500.5),
    receiptRow(3, 'kept', 'purchases', 800, 15500),
    receiptRow(4, 'kept', 'returns', 2, -0.5),
  ],
  rejects: [
    {
      position: 1,
      file_name: 'orders.csv',
      line_no: 17,
      column_name: null,
      reason: '7 columns where 8 are expected',
      raw: hostile.raw,
    },
  ],
  features: [
    feature(1, 'gross_revenue', 'money', true),
    feature(2, 'returns_ratio', 'ratio', true),
    feature(3, 'products', 'count', false),
  ],
  spaces: [
    {
      ...{ position: 1, space: 'scaled', dimensions: 2, fitted_customers: 12, description: '2 features' },
      notes: ['returns_ratio is unknown for 1 customers, who count as the median, 0.05'],
    },
    {
      ...{ position: 2, space: 'pca', dimensions: 2, fitted_customers: 12, notes: [] },
      description: '2 features -> 2 components, 100 % of the variance',
    },
    {
      ...{ position: 3, space: 'forest', notes: [] },
      left_out_reason: 'the forest has no feature but gross_revenue, which it predicts',
    },
  ],
  segments: [
    segment(1, 'Insiders', 9166.67, 3, ['spend 3,000 (all: 770)', 'placed 22 orders (all: 13)']),
    segment(2, hostile.segment, 3800.1, 4, ['placed 15 orders (all: 13)']),
    segment(3, 'Lapsed', 2533.23, 5, []),
  ],
  segment_features: [1, 2, 3].flatMap((id) => [
    segmentFeature(id, 'gross_revenue', 3055.56 / id, 1291.67),
    segmentFeature(id, 'returns_ratio', 0.01 * id, 0.05),
    segmentFeature(id, 'products', 41 + id, 45),
  ]),
  leaderboard: [
    candidate('pca', 2, 0.41, 0.2),
    candidate('pca', 3, 0.45, 0.25),
    candidate('scaled', 2, 0.6, 0.05),
    candidate('scaled', 3, 0.44, 0.25),
  ],
  customers,
  answers: [
    {
      position: 1,
      question: 'How many?',
      sentence: '3 of 12.',
      figure: 3,
      unit: 'count',
      panel: 'insiders_answer',
    },
  ],
  refusals: [{ topic: 'guarantee', title: 'What guarantees it?', reason: 'Three months are too short.' }],
  returned_products: [
    {
      ...{
        position: 1,
        stock_code: '22423',
        description: 'CAKESTAND',
        customers: 3,
        invoices: 4,
        returned_items: 9,
      },
      ...{ returned_value: 114.75, cancelled_value: 12.75, peak_month_value: 60, top_customer_value: 51 },
      ...{ sold_items: 90, sold_value: 1147.5, share_of_sales: 0.1, pattern: 'damaged lot' },
    },
  ],
  returning_customers: [
    {
      ...{ position: 1, customer_id: 'C100', returned_invoices: 3, returned_value: 80.5, cancelled_value: 0 },
      ...{ largest_value: 40, invoices: 24, bought_value: 5000.25, share_of_purchases: 0.0161 },
      pattern: 'scattered',
    },
  ],
  comparisons: [
    {
      ...{
        previous_run_id: 'shop-0',
        previous_as_of: '2011-11-09',
        has_same_rules: true,
        insiders_before: 3,
      },
      ...{ insiders_now: 3, entered: 1, entered_money: 2500.13, left_insiders: 1, left_money: 800.5 },
      moved_customers: 3,
    },
  ],
  movers: [
    {
      ...{ position: 1, customer_id: 'C101', kind: 'entered', from_segment: hostile.segment },
      ...{ to_segment: 'Insiders', reason: 'Orders rose from 2 to 22.', money: 2500.13 },
    },
  ],
  segment_moves: [
    {
      ...{ from_position: 1, to_position: 1, from_segment: 'Insiders', to_segment: 'Insiders', customers: 2 },
      ...{ customer_share: 0.6667, revenue: 7500, is_same: true },
    },
    {
      ...{
        from_position: 1,
        to_position: 2,
        from_segment: 'Insiders',
        to_segment: hostile.segment,
        customers: 1,
      },
      ...{ customer_share: 0.3333, revenue: 800.5, is_same: false },
    },
  ],
  feature_drift: [
    {
      ...{ feature: 'invoices', title: 'Orders', unit: 'count', stability_index: 0.31, drift: 'moved' },
      ...{ median_before: 2, median_now: 5 },
    },
  ],
  experiment_plan: [
    {
      ...{ position: 1, days: 28, ends_on: '2012-01-06', measure: 'revenue', customers: 3, base: 120.5 },
      ...{ deviation: 80.25, correlation: 0.5, detectable_lift: 0.86, lift: 0.1, customers_needed: 220 },
      is_provable: false,
    },
  ],
  experiment_arms: [
    { customer_id: 'C100', arm: 'campaign', stratum: 1 },
    { customer_id: 'C101', arm: 'holdout', stratum: 1 },
  ],
  campaign_segments: [
    {
      ...{ segment_id: 1, window_days: 91, customers: 3, cost_per_customer: 5, margin: 0.3, lift: 0.1 },
      ...{ base_revenue: 1200.5, cost: 15, expected_profit: 93.05, low_profit: 20.1, high_profit: 170.75 },
      ...{ break_even_lift: 0.0139, buy_anyway: 2, profit_without_them: 31.02 },
    },
  ],
  ...smallExploration,
  ...memberTables,
  ...smallForecast,
  ...smallPictures,
  ...smallReadings,
  ...smallProducts(hostile),
};
