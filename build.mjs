// Bundles the command line, its workers, the benchmark and the Lambdas into dist/. `npm ci` runs this, so that
// `npm start` needs no compiler; each command's code is a chunk of its own, loaded when it is used.
import { existsSync, rmSync } from 'node:fs';
import { build } from 'esbuild';
import { buildDatabase } from './build-database.mjs';
import { buildLambdas } from './build-lambdas.mjs';
import { buildReport } from './build-report.mjs';

const entries = {
  insiders: 'bin/insiders.ts',
  worker: 'workflow/worker.ts',
  bench: 'bench/bench.ts',
  'bench-steps-child': 'bench/bench-steps-child.ts',
  app: 'bin/app.ts',
};

rmSync('dist', { recursive: true, force: true });
await buildReport();
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
  loader: { '.sql': 'text', '.txt': 'text' },
  logLevel: 'warning',
});
await buildDatabase();
await buildLambdas();
