/** One stored object. */
export interface StoredObject {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** Changes when the content changes and is the same for the same content: SHA-256 on disk, ETag on S3. */
  readonly version: string;
  readonly modifiedAt: Date;
}

/**
 * Named blobs: a folder on one machine, a bucket on AWS. Keys are `/`-separated paths.
 * A write is visible whole or not at all.
 */
export interface ObjectStore {
  /** @throws Error named `ObjectNotFound` */
  read(key: string): Promise<Uint8Array>;
  write(key: string, body: Uint8Array | string): Promise<void>;
  /**
   * Writes only if the object's version is still the expected one (null: only if there is none).
   * @throws Error named `ObjectChanged`
   */
  writeIf(key: string, body: Uint8Array | string, expectedVersion: string | null): Promise<void>;
  /** The object's description, or null where there is none. */
  stat(key: string): Promise<StoredObject | null>;
  /** Every object under the prefix, by key. */
  list(prefix: string): Promise<StoredObject[]>;
  /** The keys alone, which costs no look at any content. */
  keys(prefix: string): Promise<string[]>;
  remove(key: string): Promise<void>;
  /** A readable local path with the object's content: the file itself on disk, a download on AWS. */
  openFile(key: string): Promise<string>;
  /** Hands a writable local path to `fill`; what it wrote becomes the object when it returns. */
  writeFile(key: string, fill: (path: string) => Promise<void>): Promise<void>;
  /** The same for several objects, a path for each key. They appear one by one, in no order. */
  writeFiles(keys: readonly string[], fill: (paths: string[]) => Promise<void>): Promise<void>;
}
