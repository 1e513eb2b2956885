import type { Manifest } from '../runs/manifest.js';
import { isUpload } from './is-upload.js';
import { contentOf } from './upload-id.js';

/**
 * `counted`: in every run; `refused`: a run with it could not be, and none tries it again by itself; `removed`: somebody
 * took it out; `waiting`: it lies there, and no run with it has ended yet.
 */
export type UploadState = 'counted' | 'refused' | 'removed' | 'waiting';

export interface ListedUpload {
  readonly uploadId: string;
  readonly file: string;
  /** Lines; null where they were not counted. */
  readonly read: number | null;
  readonly kept: number | null;
  readonly rejected: number | null;
  /** ISO days. */
  readonly from: string | null;
  readonly to: string | null;
  /** The run that made it count, or that was refused. */
  readonly runId: string | null;
  readonly state: UploadState;
  /** Of what was refused. */
  readonly why: string | null;
}

interface Refusal {
  readonly uploadId: string;
  readonly file: string;
  readonly runId: string | null;
  readonly error: string | null;
  readonly message: string;
}

interface Dropped {
  readonly key: string;
  readonly size: number;
  readonly version: string;
}

const uncounted = { read: null, kept: null, rejected: null, from: null, to: null };

/** What there is of a dataset: what counts in its order, what was set aside, what waits. */
export function listUploads(
  { uploads }: Manifest,
  refusals: readonly Refusal[],
  dropped: readonly Dropped[],
): ListedUpload[] {
  const counted = uploads.map((upload): ListedUpload => {
    const { uploadId, file, read, kept, rejected, from = null, to = null, runId = null } = upload;
    const period = { from: from?.slice(0, 10) ?? null, to: to?.slice(0, 10) ?? null };
    return { uploadId, file, read, kept, rejected, ...period, runId, state: 'counted', why: null };
  });
  const known = new Set(counted.map(({ uploadId }) => contentOf(uploadId)));
  const aside = refusals
    .filter(({ uploadId }) => !known.has(contentOf(uploadId)))
    .map(({ uploadId, file, runId, error, message }): ListedUpload => {
      const state = error === null ? 'removed' : 'refused';
      const why = error === null ? message : `${error}: ${message}`;
      return { uploadId, file, ...uncounted, runId, state, why };
    });
  for (const { uploadId } of aside) known.add(contentOf(uploadId));
  const waiting = dropped
    .filter((object) => isUpload(object) && !known.has(contentOf(object.version)))
    .map(({ key, version }): ListedUpload => {
      const file = key.slice(key.lastIndexOf('/') + 1);
      return { uploadId: contentOf(version), file, ...uncounted, runId: null, state: 'waiting', why: null };
    });
  return [...counted, ...aside, ...waiting];
}
