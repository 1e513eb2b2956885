import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ApiStack } from '../../lib/api-stack.js';
import { readConfig } from '../../lib/config.js';
import { DashboardStack } from '../../lib/dashboard-stack.js';
import { DataStack } from '../../lib/data-stack.js';
import { WorkflowStack } from '../../lib/workflow-stack.js';
import type { Resource } from './synthesise.js';

export type Resources = Readonly<Record<string, Resource>>;

/** All stacks with Metabase, and the API where it is wanted, without building anything. */
export function stacksOf(context: object) {
  const app = new App({ context: { 'aws:cdk:disable-asset-staging': true, ...context } });
  const config = readConfig(app.node);
  // Folders of the right names, in place of the bundles.
  const bundleFolder = 'lambdas';
  const data = new DataStack(app, 'data', { config, bundleFolder });
  const workflow = new WorkflowStack(app, 'workflow', {
    config,
    data,
    definitionFile: 'workflow/segmentation.asl.json',
    bundleFolder,
    engineLayer: { version: '0', folder: 'sql', steps: [] },
  });
  const { notices } = workflow;
  const metabase = config.metabase!;
  const dashboard = new DashboardStack(app, 'dashboard', { config, metabase, data, notices, bundleFolder });
  const api =
    config.api && new ApiStack(app, 'api', { config, api: config.api, data, workflow, bundleFolder });
  return { data, workflow, dashboard, ...(api && { api }) };
}

const resourcesOf = (stack: Parameters<typeof Template.fromStack>[0]): Resources =>
  Template.fromStack(stack).toJSON().Resources;

/** The resources of the dashboard stack by their logical id. */
export const dashboardResources = (context: object = {}): Resources =>
  resourcesOf(stacksOf(context).dashboard);

/** Those of every stack: `data`, `workflow`, `dashboard`. */
export const resourcesByStack = (context: object = {}): Record<string, Resources> =>
  Object.fromEntries(Object.entries(stacksOf(context)).map(([name, stack]) => [name, resourcesOf(stack)]));

/** The same in one list. */
export const allResources = (context: object = {}): Resource[] =>
  Object.values(resourcesByStack(context)).flatMap((resources) => Object.values(resources));
