import { contentOf } from '../uploads/upload-id.js';

/** An upload that belongs to a dataset. */
export interface ManifestUpload {
  readonly uploadId: string;
  /** The name under which it came. */
  readonly file: string;
  /** Lines. read = kept + rejected. */
  readonly read: number;
  readonly kept: number;
  readonly rejected: number;
  /** First and last time of an order, ISO; missing where an earlier version of the program wrote the entry. */
  readonly from?: string | null;
  readonly to?: string | null;
  /** The lake's version that it was read into; missing where an earlier version of the program wrote the entry. */
  readonly lake?: number;
  /** The run whose publication made it count; missing where an earlier version of the program wrote the entry. */
  readonly runId?: string;
  /** The entry of the same file, read in another way, that this one has taken the place of. */
  readonly insteadOf?: ManifestUpload;
}

export interface PublishedRun {
  readonly runId: string;
  /** Grows with every publication, of whatever dataset: which run is newest does not depend on a clock. */
  readonly publication: number;
}

/**
 * What a dataset is: its uploads in order of arrival, and its runs in the order in which they were first published.
 * A file that is not listed does not count; a run that is not listed was never published. Both change in one write.
 */
export interface Manifest {
  readonly version: 2;
  readonly uploads: readonly ManifestUpload[];
  readonly runs: readonly PublishedRun[];
}

export const emptyManifest: Manifest = { version: 2, uploads: [], runs: [] };

/**
 * The manifest once a run is published: with the uploads that the run has added at its end. One that was read in
 * another way keeps its place.
 */
export function publishRun(
  manifest: Manifest,
  run: PublishedRun,
  uploads: readonly ManifestUpload[],
): Manifest {
  const added = new Map(uploads.map((upload) => [contentOf(upload.uploadId), upload]));
  const kept = manifest.uploads.map((upload) => {
    const other = added.get(contentOf(upload.uploadId));
    if (!other || other.uploadId === upload.uploadId) return upload;
    const { insteadOf: _, ...insteadOf } = upload;
    return { ...other, insteadOf };
  });
  const known = new Set(kept.map(({ uploadId }) => contentOf(uploadId)));
  const fresh = uploads.filter(({ uploadId }) => !known.has(contentOf(uploadId)));
  const isThere = manifest.runs.some(({ runId }) => runId === run.runId);
  const runs = isThere
    ? manifest.runs.map((other) => (other.runId === run.runId ? run : other))
    : [...manifest.runs, run];
  return { version: 2, uploads: [...kept, ...fresh], runs };
}

/** The manifest as if a run had never been published, with what it has added. */
export const withdrawRun = ({ uploads, runs }: Manifest, runId: string): Manifest => ({
  version: 2,
  uploads: uploads.flatMap((upload) => {
    if (upload.runId !== runId) return [upload];
    return upload.insteadOf ? [upload.insteadOf] : [];
  }),
  runs: runs.filter((run) => run.runId !== runId),
});

export const removeUpload = (manifest: Manifest, uploadId: string): Manifest => ({
  ...manifest,
  uploads: manifest.uploads.filter((upload) => upload.uploadId !== uploadId),
});

/**
 * The runs that were published before a run, oldest first: the last is the one it is compared with. Of a run that was published already those before it, so that
 * its rows stay the same.
 */
export function runsBefore({ runs }: Manifest, runId: string): string[] {
  const at = runs.findIndex((run) => run.runId === runId);
  return runs.slice(0, at < 0 ? runs.length : at).map((run) => run.runId);
}
