// Bundles the command line, its workers and the benchmark into dist/. `npm ci` runs this, so that
// `npm start` needs no compiler; each command's code is a chunk of its own, loaded when it is used.
import { existsSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

const entries = {
  insiders: 'bin/insiders.ts',
  worker: 'workflow/worker.ts',
  bench: 'bench/bench.ts',
  app: 'bin/app.ts',
};

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(file))),
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
  loader: { '.sql': 'text' },
  logLevel: 'warning',
});
