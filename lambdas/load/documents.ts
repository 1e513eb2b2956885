import type { Receipt } from '../../core/cleaning/receipt.js';
import type { Embedding, LeftOutSpace } from '../../core/embed/embedding.js';
import type { FeaturizeReport } from '../../core/features/featurize-report.js';
import type { Recognised } from '../../core/reading/recognised.js';
import type { Space } from '../../core/rules/rules.js';
import { lakeKey, runKey } from '../../core/runs/keys.js';
import type { Plan } from '../../core/runs/plan.js';
import type { Profile } from '../../core/runs/profile.js';
import type { ObjectStore } from '../../io/object-store.js';
import { readJson } from '../../io/read-json.js';

export interface Upload extends Recognised {
  readonly uploadId: string;
}

/** A row of the leaderboard, as far as it concerns us. */
export interface Candidate {
  readonly space: string;
  readonly model: string;
  readonly k: number;
  /** Runs before version 7 do not say. */
  readonly use?: number | null;
}

/** A space that the rules name, and what came of it. */
export interface TriedSpace {
  readonly space: Space;
  readonly embedding: Embedding | LeftOutSpace;
}

/** What the earlier steps wrote about a run, apart from the customers themselves. */
export interface Documents {
  readonly plan: Plan;
  readonly uploads: readonly Upload[];
  readonly receipt: Receipt;
  readonly featurized: FeaturizeReport;
  /** In the order of the rules. */
  readonly spaces: readonly TriedSpace[];
  readonly profile: Profile<Candidate>;
}

export async function readDocuments(store: ObjectStore, dataset: string, runId: string): Promise<Documents> {
  const plan = await readJson<Plan>(store, runKey(runId, 'plan', 'plan.json'));
  // All of a kind are waited for before others are begun: one that is missing is an error of this call, and of no other.
  const uploads = await Promise.all(
    plan.uploads.map(async (uploadId) => {
      const recognised = await readJson<Recognised>(store, lakeKey(dataset, uploadId, 'json'));
      return { ...recognised, uploadId };
    }),
  );
  const spaces = await Promise.all(
    plan.rules.segmentation.spaces.map(async (space) => ({
      space,
      embedding: await readJson<TriedSpace['embedding']>(store, runKey(runId, 'embed', `${space}.json`)),
    })),
  );
  return {
    plan,
    uploads,
    receipt: await readJson(store, runKey(runId, 'clean', 'receipt.json')),
    featurized: await readJson(store, runKey(runId, 'featurize', 'featurize.json')),
    spaces,
    profile: await readJson(store, runKey(runId, 'profile', 'profile.json')),
  };
}
