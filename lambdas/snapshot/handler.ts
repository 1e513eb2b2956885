import { setTimeout } from 'node:timers/promises';
import { RDSClient } from '@aws-sdk/client-rds';
import type { Context } from 'aws-lambda';
import type { CloudFormationRequest } from '../../io/cloudformation-request.js';
import { openClusterSnapshots } from '../../io/cluster-snapshots.js';
import { variable } from '../../io/lambda-io.js';
import { snapshotBeforeUpgrade } from './snapshot-before-upgrade.js';

const answer = { PhysicalResourceId: 'snapshot-before-upgrade' };

export const handler = async (
  request: CloudFormationRequest<{ readonly metabaseVersion: string }>,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<typeof answer> => {
  const client = new RDSClient();
  try {
    const snapshots = openClusterSnapshots(client, variable('CLUSTER'));
    const outcome = await snapshotBeforeUpgrade(request, snapshots, {
      prefix: variable('PREFIX'),
      keepsData: variable('KEEPS_DATA') === 'true',
      wait: async (seconds) => void (await setTimeout(seconds * 1000)),
      secondsLeft: () => context.getRemainingTimeInMillis() / 1000,
    });
    process.stdout.write(`${JSON.stringify({ level: 'INFO', request: request.RequestType, outcome })}\n`);
    return answer;
  } finally {
    client.destroy();
  }
};
