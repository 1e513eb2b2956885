import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultRules, type FeatureRules, type SegmentationRules } from '../../../core/rules/rules.js';
import { runKey } from '../../../core/runs/keys.js';
import { type LocalIo, openLocalIo } from '../../../io/local-io.js';
import { writeParquet } from '../../../io/parquet.js';

export interface RunFolder {
  readonly io: LocalIo;
  readonly task: { readonly dataset: string; readonly runId: string };
  remove(): Promise<void>;
}

export interface RunOptions {
  readonly features?: Partial<FeatureRules>;
  readonly segmentation?: Partial<SegmentationRules>;
  readonly leftOut?: readonly { feature: string; reason: string }[];
}

/** A run that has come as far as featurize, with the customers that a query makes. */
export async function openRunFolder(
  customersSql: string,
  { features = {}, segmentation = {}, leftOut = [] }: RunOptions = {},
): Promise<RunFolder> {
  const home = await mkdtemp(join(tmpdir(), 'insiders-run-'));
  const io = openLocalIo(home);
  const task = { dataset: 'shop', runId: 'shop-1' };
  const rules = {
    ...defaultRules,
    features: { ...defaultRules.features, ...features },
    segmentation: { ...defaultRules.segmentation, ...segmentation },
  };
  await io.store.write(
    runKey(task.runId, 'plan', 'plan.json'),
    JSON.stringify({ rules, previousRunId: null }),
  );
  await io.store.write(runKey(task.runId, 'featurize', 'featurize.json'), JSON.stringify({ leftOut }));
  await io.store.writeFile(runKey(task.runId, 'featurize', 'customers.parquet'), (path) =>
    io.withEngine((engine) => writeParquet(engine, customersSql, path)),
  );
  return {
    io,
    task,
    async remove() {
      await io.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}
