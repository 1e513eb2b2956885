/** An upload that belongs to a dataset. */
export interface ManifestUpload {
  readonly uploadId: string;
  /** The name under which it came. */
  readonly file: string;
  /** Lines. read = kept + rejected. */
  readonly read: number;
  readonly kept: number;
  readonly rejected: number;
}

/** A dataset's uploads in order of arrival. A file that is not listed is not in the dataset. */
export interface Manifest {
  readonly version: 1;
  readonly uploads: readonly ManifestUpload[];
}

export const emptyManifest: Manifest = { version: 1, uploads: [] };

/** The manifest with the uploads that it lacks at its end. An upload that is read again keeps its place. */
export function addUploads(manifest: Manifest, uploads: readonly ManifestUpload[]): Manifest {
  const added = new Map(uploads.map((upload) => [upload.uploadId, upload]));
  const kept = manifest.uploads.map((upload) => added.get(upload.uploadId) ?? upload);
  const known = new Set(kept.map((upload) => upload.uploadId));
  return { version: 1, uploads: [...kept, ...uploads.filter((upload) => !known.has(upload.uploadId))] };
}
