import { UserError } from '../core/errors/user-error.js';
import { hashDocument } from '../core/runs/hash-document.js';
import type { PublishedRun } from '../core/runs/manifest.js';
import type { ObjectStore } from '../io/object-store.js';
import { readManifest } from '../io/read-manifest.js';

/** What everybody sees of a dataset. */
export interface Visible {
  readonly dataset: string;
  /** The newest published run. */
  readonly runId: string;
  /** In the order in which they were published. */
  readonly runs: readonly PublishedRun[];
  /** Changes whenever an answer about the dataset may be another. */
  readonly state: string;
}

/**
 * Reads what is visible of a dataset from its manifest, which costs no database, and looks again after a while.
 * @throws UserError `UnknownDataset` where nothing is
 */
export function watchVisible(store: ObjectStore, lookAgainSeconds: number) {
  const known = new Map<string, { readonly visible: Promise<Visible>; readonly until: number }>();
  return (dataset: string): Promise<Visible> => {
    const before = known.get(dataset);
    if (before && performance.now() < before.until) return before.visible;
    const visible = readVisible(store, dataset);
    known.set(dataset, { visible, until: performance.now() + 1000 * lookAgainSeconds });
    visible.catch(() => known.delete(dataset));
    return visible;
  };
}

async function readVisible(store: ObjectStore, dataset: string): Promise<Visible> {
  const manifest = await readManifest(store, dataset);
  const runs = [...manifest.runs].sort((a, b) => a.publication - b.publication);
  const newest = runs.at(-1);
  if (!newest) throw unknownDataset(dataset);
  return { dataset, runId: newest.runId, runs, state: hashDocument(manifest) };
}

export const unknownDataset = (dataset: string) =>
  new UserError('UnknownDataset', `there is no dataset '${dataset}' with a published run`, {
    remedy: 'Check its name, or run it first.',
  });
