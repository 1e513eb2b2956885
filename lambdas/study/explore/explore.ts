import { createRandom } from '../../../core/random/random.js';
import { lakeKey } from '../../../core/runs/keys.js';
import { parquetTable } from '../../../io/parquet.js';
import { withOrders } from '../customers/with-orders.js';
import type { Study } from '../study-context.js';
import { describeColumns } from './describe-columns.js';
import { describeFeatures } from './describe-features.js';
import { describeSpace } from './describe-space.js';
import { readMembers, readNames } from './read-members.js';

/** What the data look like: the order lines before and after cleaning, the features, and the space they span. */
export const explore: Study = async (context, io) => {
  const { dataset, runId, plan } = context;
  const uploads = await Promise.all(
    plan.uploads.map((uploadId) => io.store.openFile(lakeKey(dataset, uploadId, 'parquet'))),
  );
  const random = createRandom(`${plan.rules.seed}/explore`);
  return withOrders(io, runId, async (engine) => {
    const columns = await describeColumns(
      engine,
      uploads.map((path) => parquetTable(path)),
    );
    const members = await readMembers(engine, context);
    const space = describeSpace(members, random);
    const names = await readNames(engine, space.sample);
    return {
      summary: `${members.features.length} features of ${members.segmentIds.length} customers described`,
      tables: [columns, ...describeFeatures(members), ...space.tables(names)],
      refusals: [],
      findings: {},
    };
  });
};
