import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { buildLambdas } from '../../build-lambdas.mjs';
import { addStacks } from '../../lib/insiders-app.js';

/** A template as far as the tests look at it. */
export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, never>>;
}

export interface Synthesised {
  /** Resources of both stacks by their logical id. */
  readonly data: Readonly<Record<string, Resource>>;
  readonly workflow: Readonly<Record<string, Resource>>;
  /** Where each asset of the workflow stack came from, by its hash. */
  readonly assets: Readonly<Record<string, string>>;
}

/** Bundles the handlers into `bundles` and synthesises the app, with any folder in place of the engine's layer. */
export async function synthesise(
  bundles: string,
  context: Record<string, unknown> = {},
): Promise<Synthesised> {
  const outdir = await mkdtemp(join(tmpdir(), 'insiders-synth-'));
  try {
    await buildLambdas(bundles);
    const app = new App({ outdir, context: { 'aws:cdk:disable-asset-staging': true, ...context } });
    const { data, workflow } = addStacks(app, { bundles, engine: 'sql' });
    app.synth();
    const read = async (file: string) => JSON.parse(await readFile(join(outdir, file), 'utf8'));
    const { files } = await read(`${workflow.stackName}.assets.json`);
    const sources = Object.entries<{ source: { path: string } }>(files).map(([hash, { source }]) => [
      hash,
      source.path,
    ]);
    return {
      data: (await read(data.templateFile)).Resources,
      workflow: (await read(workflow.templateFile)).Resources,
      assets: Object.fromEntries(sources),
    };
  } finally {
    await rm(outdir, { recursive: true, force: true });
  }
}
