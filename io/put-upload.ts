import { copyFile, link, mkdir, realpath, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../core/errors/user-error.js';
import { uploadKey } from '../core/runs/keys.js';
import { contentOf } from '../core/uploads/upload-id.js';
import { hashFile } from './hash-file.js';

/**
 * Puts files of the user's into a folder's object store, under uploads/<dataset>/, each in a folder named by its
 * content: next month's file of the same name leaves this month's where it is.
 * A hard link costs nothing however large the file is; across devices it is copied.
 * @returns the uploads' keys
 * @throws UserError `FileNotFound`, `NotAFile`, `EmptyFile`, and then nothing was put
 */
export async function putUploads(
  storeFolder: string,
  dataset: string,
  files: readonly string[],
): Promise<string[]> {
  for (const file of files) await checkFile(file);
  const keys = new Set<string>();
  for (const file of files) {
    const key = uploadKey(dataset, `${contentOf(await hashFile(file))}/${basename(file)}`);
    await linkOrCopy(await realpath(file), join(storeFolder, key));
    keys.add(key);
  }
  return [...keys];
}

/** Where each file goes in the cloud, by its key. */
export function uploadKeys(dataset: string, files: readonly string[]): Map<string, string> {
  const keys = new Map<string, string>();
  for (const file of files) {
    const name = basename(file);
    // Two files of one name from two folders are two uploads.
    const key = uploadKey(dataset, keys.has(uploadKey(dataset, name)) ? `${keys.size + 1}-${name}` : name);
    keys.set(key, file);
  }
  return keys;
}

async function linkOrCopy(file: string, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  await rm(target, { force: true });
  await link(file, target).catch(() => copyFile(file, target));
}

/** The dataset that a file belongs to unless another is named: `Orders 2011.csv.gz` -> `orders-2011`. */
export function datasetNameOf(file: string): string {
  const words = basename(file)
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/(\.(csv|tsv|txt|xlsx|parquet|json|jsonl|ndjson|gz))+$/, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return words.slice(0, 40) || 'orders';
}

/** @throws UserError `FileNotFound`, `NotAFile`, `EmptyFile` */
export async function checkFile(file: string): Promise<void> {
  const refuse = (name: string, message: string, remedy: string, cause?: unknown) => {
    throw new UserError(name, message, { remedy, file, cause });
  };
  const found = await stat(file).catch((error) =>
    refuse('FileNotFound', 'there is no such file', 'Check the path.', error),
  );
  if (found!.isDirectory()) {
    refuse('NotAFile', 'this is a folder', 'Name the files in it, for example with a wildcard.');
  }
  if (!found!.isFile()) refuse('NotAFile', 'this is no ordinary file', 'Save it as a file first.');
  if (found!.size === 0) refuse('EmptyFile', 'the file is empty', 'Export it again.');
}
