import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as sns from 'aws-cdk-lib/aws-sns';
import { readConfig } from '../../lib/config.js';
import { DashboardStack } from '../../lib/dashboard-stack.js';
import { DataStack } from '../../lib/data-stack.js';
import type { Resource } from './synthesise.js';

/** The resources of the dashboard stack by their logical id. */
export function dashboardResources(context: object = {}): Readonly<Record<string, Resource>> {
  const app = new App({ context: { 'aws:cdk:disable-asset-staging': true, ...context } });
  const config = readConfig(app.node);
  // Folders of the right names, in place of the bundles.
  const bundleFolder = 'lambdas';
  const data = new DataStack(app, 'data', { config, bundleFolder });
  const notices = new sns.Topic(new Stack(app, 'workflow'), 'notices');
  const metabase = config.metabase!;
  const stack = new DashboardStack(app, 'dashboard', { config, metabase, data, notices, bundleFolder });
  return Template.fromStack(stack).toJSON().Resources;
}
