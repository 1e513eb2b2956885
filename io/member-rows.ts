import { quotedPattern } from './parquet.js';

/** A query of a run's `members.csv`: one row per customer, `segment_id` 0 where the customer is in no segment. */
export const memberRows = (path: string) =>
  `select * from read_csv(${quotedPattern(path)}, hive_partitioning = false, auto_detect = false, header = true, quote = '"', escape = '"',
    columns = {'customer_id': 'varchar', 'segment_id': 'integer', 'is_insider': 'boolean', 'silhouette': 'double',
      'map_x': 'double', 'map_y': 'double'})`;
