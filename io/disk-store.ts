import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hashFile } from './hash-file.js';
import { objectChanged, objectNotFound } from './object-errors.js';
import type { ObjectStore, StoredObject } from './object-store.js';

/** Objects as files below a folder. A write goes to a file beside its target and is renamed into place. */
export function openDiskStore(folder: string): ObjectStore {
  const pathOf = (key: string) => join(folder, ...checkedParts(key));
  // Runs lock their folder, so that all who write one object under a condition are in this process.
  let lastConditional: Promise<unknown> = Promise.resolve();

  const store: ObjectStore = {
    async read(key) {
      return readFile(pathOf(key)).catch((error) => {
        throw isMissing(error) ? objectNotFound(key) : error;
      });
    },
    async write(key, body) {
      await store.writeFile(key, (path) => writeFile(path, body));
    },
    writeIf(key, body, expectedVersion) {
      const written = lastConditional.then(async () => {
        const current = await store.stat(key);
        if ((current?.version ?? null) !== expectedVersion) throw objectChanged(key);
        await store.write(key, body);
      });
      lastConditional = written.catch(() => {});
      return written;
    },
    async stat(key) {
      const path = pathOf(key);
      try {
        const { size, mtime } = await stat(path);
        return { key, size, version: await hashFile(path), modifiedAt: mtime };
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    async list(prefix) {
      const objects: StoredObject[] = [];
      for (const key of await store.keys(prefix)) {
        const object = await store.stat(key);
        if (object) objects.push(object);
      }
      return objects;
    },
    async keys(prefix) {
      const parent = prefix.slice(0, prefix.lastIndexOf('/') + 1);
      const keys = await filesBelow(folder, parent);
      return keys.filter((key) => key.startsWith(prefix)).sort();
    },
    async remove(key) {
      await rm(pathOf(key), { force: true });
    },
    async openFile(key) {
      const path = pathOf(key);
      await stat(path).catch((error) => {
        throw isMissing(error) ? objectNotFound(key) : error;
      });
      return path;
    },
    writeFile: (key, fill) => store.writeFiles([key], ([path]) => fill(path!)),
    async writeFiles(keys, fill) {
      const paths = keys.map(pathOf);
      for (const path of paths) await mkdir(dirname(path), { recursive: true });
      const unfinished = paths.map((path) => join(dirname(path), `.${randomUUID()}.part`));
      try {
        await fill([...unfinished]);
        for (const [i, path] of paths.entries()) await rename(unfinished[i]!, path);
      } finally {
        await Promise.all(unfinished.map((path) => rm(path, { force: true })));
      }
    },
  };
  return store;
}

/** The parts of a key's path, none of which may lead out of the folder. */
function checkedParts(key: string): string[] {
  const parts = key.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..')) {
    throw new RangeError(`object key must be a relative path without empty parts or dots; got '${key}'`);
  }
  return parts;
}

async function filesBelow(folder: string, prefix: string): Promise<string[]> {
  const entries = await readdir(join(folder, prefix), { withFileTypes: true }).catch((error) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const keys = await Promise.all(
    entries
      .filter((entry) => !entry.name.endsWith('.part'))
      .map((entry) =>
        entry.isDirectory() ? filesBelow(folder, `${prefix}${entry.name}/`) : [`${prefix}${entry.name}`],
      ),
  );
  return keys.flat();
}

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT';
