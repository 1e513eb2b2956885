import { numericFeatures } from '../../../core/features/features.js';
import type { PublishedRule } from '../../../core/promise/elect.js';
import { nothingPromised } from '../../../core/promise/judge-promise.js';
import { runKey } from '../../../core/runs/keys.js';
import type { StudyDocument, StudyName } from '../../../core/runs/studies.js';
import { profileSegments } from '../../../core/segments/profile-segments.js';
import { parquetTable } from '../../../io/parquet.js';
import { readJson } from '../../../io/read-json.js';
import { study } from '../../../lambdas/study/study.js';
import { dataset, type OrderLake, runId } from '../clean/order-lake.js';
import { runFeaturize } from '../featurize/run-featurize.js';

/** Members are the test's own: nobody meets the rule, and nothing was promised. */
const elected = {
  rule: { enter: [], stay: [], drawnOn: '2020-01-01', gapDays: 30, gaps: 2, times: 1.5 },
  redrawn: null,
  promise: { ...nothingPromised('The test elects.', 0.8), horizonDays: 91 },
};

/** Customers by segment, handed in by the test: the first segment are the Insiders. */
export type Members = Readonly<Record<string, readonly string[]>>;

/** Runs the steps before the studies on what was cleaned, but for the segments: those are the test's own. */
export async function writeMembers(
  lake: OrderLake,
  members: Members,
  rule: Partial<PublishedRule> = {},
): Promise<void> {
  await runFeaturize(lake);
  const { store } = lake.io;
  const names = Object.keys(members);
  const rows = names.flatMap((name, index) =>
    members[name]!.map((id) => `"${id}",${index + 1},${index === 0},0.5,0,0\n`),
  );
  const header = 'customer_id,segment_id,is_insider,silhouette,map_x,map_y\n';
  await store.write(runKey(runId, 'profile', 'members.csv'), [header, ...rows].join(''));
  const segments = (await profileOf(lake, members)).map((segment, index) => ({
    ...{ ...segment, segmentId: index + 1, name: names[index]!, isInsiders: index === 0 },
  }));
  const chosen = { space: 'scaled', model: 'kmeans', k: names.length };
  const profile = { customers: rows.length, chosen, segments, insiders: segments[0], ...elected };
  const document = { ...profile, rule: { ...elected.rule, ...rule } };
  await store.write(runKey(runId, 'profile', 'profile.json'), JSON.stringify(document));
}

/** The segments' figures, in the order in which they are handed in. */
async function profileOf(lake: OrderLake, members: Members) {
  const path = await lake.io.store.openFile(runKey(runId, 'featurize', 'customers.parquet'));
  const groups = Object.values(members);
  return lake.io.withEngine(async (engine) => {
    const rows = await engine.query<{ customer_id: string }>(`select customer_id from ${parquetTable(path)}`);
    const names = numericFeatures.map(({ name }) => name);
    const columns = await engine.columns(`select ${names.join(', ')} from ${parquetTable(path)}`);
    const labels = Int32Array.from(rows, (row) => groups.findIndex((ids) => ids.includes(row.customer_id)));
    const nothing = new Float64Array(labels.length);
    const { segments, labelOf } = await profileSegments(
      labels,
      nothing,
      null,
      names,
      async (name) => columns[name]!,
    );
    return groups.flatMap((_, label) => segments[labelOf.indexOf(label)] ?? []);
  });
}

export interface StudyRows {
  readonly document: StudyDocument;
  /** Rows of each table as the database will have them, but all of them text. */
  readonly tables: Readonly<Record<string, readonly Record<string, string | null>[]>>;
}

export async function runStudy({ io }: OrderLake, name: StudyName): Promise<StudyRows> {
  await study({ dataset, runId, study: name }, io);
  const document = await readJson<StudyDocument>(io.store, runKey(runId, 'study', `${name}.json`));
  const tables: Record<string, Record<string, string | null>[]> = {};
  for (const { table, keys } of document.tables) {
    const path = await io.store.openFile(keys[0]!);
    tables[table] = await io.withEngine((engine) =>
      engine.query(
        `select * from read_csv($1, header = true, all_varchar = true, quote = '"', escape = '"')`,
        [path],
      ),
    );
  }
  return { document, tables };
}
