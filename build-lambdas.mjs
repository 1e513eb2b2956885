import { readdirSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

/** In Lambda it comes from a layer: its binary is another one for each kind of machine. */
const engine = '@duckdb/node-api';

/**
 * Bundles each step's handler into <folder>/<step>/index.cjs: CommonJS, because only `require` looks into layers.
 * <folder>/bundles.json says of each how many bytes it has and whether it uses the engine.
 */
export async function buildLambdas(folder = 'dist/lambdas') {
  const steps = readdirSync('lambdas').sort();
  const { metafile } = await build({
    entryPoints: steps.map((step) => ({ in: `lambdas/${step}/handler.ts`, out: `${step}/index` })),
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    minify: true,
    keepNames: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    external: [engine],
    sourcemap: true,
    sourcesContent: false,
    metafile: true,
    loader: { '.sql': 'text', '.txt': 'text', '.yaml': 'text' },
    logLevel: 'warning',
  });
  const bundles = steps.map((step) => {
    const { bytes, imports } = metafile.outputs[`${folder}/${step}/index.cjs`];
    return [step, { bytes, usesEngine: imports.some(({ path }) => path === engine) }];
  });
  writeFileSync(`${folder}/bundles.json`, `${JSON.stringify(Object.fromEntries(bundles), null, 2)}\n`);
}
