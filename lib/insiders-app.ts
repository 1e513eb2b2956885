import { readFileSync } from 'node:fs';
import type { App } from 'aws-cdk-lib';
import { ApiStack } from './api-stack.js';
import { readConfig } from './config.js';
import { DashboardStack } from './dashboard-stack.js';
import { DataStack } from './data-stack.js';
import { WorkflowStack } from './workflow-stack.js';

/** What the build made. */
export interface BuildOutput {
  /** Folder with a folder for each step's bundle and `bundles.json`, which tells what they use. */
  readonly bundles: string;
  /** Folder of the layer with the engine. */
  readonly engine: string;
}

const engineVersion: string = readJson('package.json').dependencies['@duckdb/node-api'];

const defaultBuild: BuildOutput = { bundles: 'dist/lambdas', engine: `.cache/duckdb-layer/${engineVersion}` };

export interface Stacks {
  readonly data: DataStack;
  readonly workflow: WorkflowStack;
  /** Where Metabase is wanted. */
  readonly dashboard: DashboardStack | undefined;
  /** Where programs may ask. */
  readonly api: ApiStack | undefined;
}

/** All stacks of one stage. */
export function addStacks(app: App, { bundles, engine }: BuildOutput = defaultBuild): Stacks {
  const config = readConfig(app.node);
  const name = (part: string) => `insiders-${config.stage}-${part}`;
  const data = new DataStack(app, name('data'), {
    description: 'Insiders: the orders, the lake and the database',
    config,
    bundleFolder: bundles,
  });
  const workflow = new WorkflowStack(app, name('workflow'), {
    description: 'Insiders: the steps and the state machine that runs them',
    config,
    data,
    definitionFile: 'workflow/segmentation.asl.json',
    bundleFolder: bundles,
    engineLayer: { version: engineVersion, folder: engine, steps: stepsWithEngine(bundles) },
  });
  const dashboard =
    config.metabase &&
    new DashboardStack(app, name('dashboard'), {
      description: 'Insiders: Metabase',
      config,
      metabase: config.metabase,
      data,
      notices: workflow.notices,
      bundleFolder: bundles,
    });
  const api =
    config.api &&
    new ApiStack(app, name('api'), {
      description: 'Insiders: the API that programs ask',
      ...{ config, api: config.api, data, workflow, bundleFolder: bundles },
    });
  return { data, workflow, dashboard, api };
}

function stepsWithEngine(bundles: string): string[] {
  const uses: Record<string, { usesEngine: boolean }> = readJson(`${bundles}/bundles.json`);
  return Object.keys(uses).filter((step) => uses[step]!.usesEngine);
}

function readJson(file: string) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
