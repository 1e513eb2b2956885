import { execFileSync } from 'node:child_process';
import { build } from 'esbuild';

/** Puts the prepared empty database into dist/, where the first start on a machine copies it from. */
export async function buildDatabase() {
  const script = 'dist/prepare-database.mjs';
  await build({
    entryPoints: ['bin/prepare-database.ts'],
    outfile: script,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    loader: { '.sql': 'text' },
    logLevel: 'warning',
  });
  execFileSync(process.execPath, [script, 'dist/database'], { stdio: 'inherit' });
}
