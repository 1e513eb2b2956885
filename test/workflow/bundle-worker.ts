import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** Bundles a worker as the build does, inside the repository so that its packages are found. */
export async function bundleWorker(entry: string) {
  mkdirSync('.cache', { recursive: true });
  const folder = await mkdtemp(resolve('.cache', 'worker-'));
  const file = join(folder, 'worker.mjs');
  await build({
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    loader: { '.sql': 'text' },
    logLevel: 'warning',
  });
  return {
    folder,
    url: pathToFileURL(file),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
