import { ArnFormat, type CustomResource, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Config } from './config.js';
import type { DataStack } from './data-stack.js';
import { deploymentTask } from './deployment-task.js';

/** What the names of the snapshots begin with. */
export const snapshotPrefix = ({ stage }: Config): string => `insiders-${stage}-before-metabase-`;

/**
 * A snapshot of the cluster before another version of Metabase starts and changes its database.
 * @param code folder with the bundle
 */
export function addUpgradeSnapshot(
  scope: Construct,
  config: Config,
  { database }: DataStack,
  metabaseVersion: string,
  code: string,
): CustomResource {
  return deploymentTask(scope, 'snapshot', {
    id: 'snapshot-before-upgrade',
    resourceType: 'Custom::InsidersUpgradeSnapshot',
    properties: { metabaseVersion },
    config,
    description: 'puts the database by before Metabase is upgraded',
    code,
    memoryMb: 256,
    timeoutSeconds: 890,
    environment: {
      CLUSTER: database.clusterIdentifier,
      PREFIX: snapshotPrefix(config),
      KEEPS_DATA: `${config.keepsData}`,
    },
    grant(handler) {
      const ours = snapshotArn(scope, `${snapshotPrefix(config)}*`);
      const allow = (actions: string[], ...resources: string[]) =>
        handler.addToRolePolicy(new iam.PolicyStatement({ actions, resources }));
      allow(['rds:CreateDBClusterSnapshot', 'rds:AddTagsToResource'], database.clusterArn, ours);
      allow(['rds:DescribeDBClusterSnapshots'], ours);
      if (config.keepsData) return;
      allow(['rds:DescribeDBClusterSnapshots'], database.clusterArn, snapshotArn(scope, '*'));
      allow(['rds:DeleteDBClusterSnapshot'], ours);
    },
  });
}

const snapshotArn = (scope: Construct, name: string) =>
  Stack.of(scope).formatArn({
    service: 'rds',
    resource: 'cluster-snapshot',
    resourceName: name,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
