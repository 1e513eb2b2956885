// Bundles the command line, its workers, the benchmark and the Lambdas into dist/. `npm ci` runs this, so that
// `npm start` needs no compiler; each command's code is a chunk of its own, loaded when it is used.
import { existsSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { buildDatabase } from './build-database.mjs';
import { buildKernels } from './build-kernels.mjs';
import { buildLambdas } from './build-lambdas.mjs';
import { buildReport } from './build-report.mjs';

const entries = {
  insiders: 'bin/insiders.ts',
  worker: 'workflow/worker.ts',
  answerer: 'bin/mcp/answerer.ts',
  bench: 'bench/bench.ts',
  'bench-steps-child': 'bench/bench-steps-child.ts',
  'bench-million-child': 'bench/bench-million-child.ts',
  'bench-kernels-child': 'bench/bench-kernels-child.ts',
  'bench-peer-child': 'bench/bench-peer-child.ts',
  app: 'bin/app.ts',
};

rmSync('dist', { recursive: true, force: true });
await buildReport();
await buildKernels();
await build({
  entryPoints: Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(file))),
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Packages go into the bundle, since loading their many files takes longer than running them, but for those
  // that bring binaries or are used at build time only.
  external: [
    '@duckdb/node-bindings',
    '@electric-sql/pglite',
    'aws-cdk-lib',
    'aws-cdk-lib/*',
    'cdk-nag',
    'constructs',
    'esbuild',
  ],
  banner: {
    js: `import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);`,
  },
  sourcemap: true,
  loader: { '.sql': 'text', '.txt': 'text', '.yaml': 'text' },
  logLevel: 'warning',
});
linkCommand();
await buildDatabase();
await buildLambdas();

/**
 * `npx insiders` finds the command among those of the packages. With a `bin` in package.json npm would instead
 * install this folder into its cache first, over the network.
 */
function linkCommand() {
  const link = 'node_modules/.bin/insiders';
  rmSync(link, { force: true });
  symlinkSync('../../dist/insiders.js', link);
  writeFileSync(`${link}.cmd`, '@node "%~dp0\\..\\..\\dist\\insiders.js" %*\r\n');
}
