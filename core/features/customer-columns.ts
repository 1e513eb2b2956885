import { features } from './features.js';

/** Columns of `runs/<runId>/load/customers-<part>.csv` and of the table `customers`, in this order. */
export const customerColumns: readonly string[] = [
  'run_id',
  'customer_id',
  ...features.map(({ name }) => name),
  'segment_id',
  'is_insider',
  'is_extreme',
  'silhouette',
  'map_x',
  'map_y',
  'sample_order',
];
