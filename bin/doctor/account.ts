import { ACMClient } from '@aws-sdk/client-acm';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { EC2Client } from '@aws-sdk/client-ec2';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { RDSClient } from '@aws-sdk/client-rds';
import { SNSClient } from '@aws-sdk/client-sns';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { createDataApiClient } from '../../io/data-api-client.js';
import type { Config } from '../../lib/config.js';
import { accessTo, type Place } from '../cloud/access.js';
import { type DeployedStack, readStack } from './deployed-stack.js';

/** Whoever looks, where, and what is there. */
export interface Account {
  readonly id: string;
  /** Of who looks. */
  readonly callerArn: string;
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
  readonly region: string;
  readonly config: Config;
  readonly clients: Clients;
  /** Those of the stacks that are there. */
  readonly stacks: Stacks;
}

export type StackPart = 'data' | 'workflow' | 'dashboard';
export type Stacks = Readonly<Partial<Record<StackPart, DeployedStack>>>;

type Clients = ReturnType<typeof openClients>;

/** CloudFront, and certificates for it, are asked in one region, whatever that of the stacks. */
const globalRegion = 'us-east-1';

function openClients(place: Place) {
  const access = accessTo(place);
  return {
    acm: new ACMClient({ ...access, region: globalRegion }),
    cloudFormation: new CloudFormationClient(access),
    cloudFront: new CloudFrontClient({ ...access, region: globalRegion }),
    dataApi: createDataApiClient(access),
    ec2: new EC2Client(access),
    iam: new IAMClient(access),
    lambda: new LambdaClient(access),
    rds: new RDSClient(access),
    sns: new SNSClient(access),
    sts: new STSClient(access),
  };
}

/** Works with what is found in an account; the clients are closed afterwards. */
export async function withAccount<T>(
  place: Place,
  config: Config,
  work: (account: Account) => Promise<T>,
): Promise<T> {
  const clients = openClients(place);
  try {
    const { Account: id, Arn: callerArn } = await clients.sts.send(new GetCallerIdentityCommand({}));
    return await work({
      id: id!,
      callerArn: callerArn!,
      partition: callerArn!.split(':')[1]!,
      region: await clients.cloudFormation.config.region(),
      config,
      clients,
      stacks: await readStacks(clients.cloudFormation, config.stage),
    });
  } finally {
    for (const client of Object.values(clients)) client.destroy();
  }
}

async function readStacks(client: CloudFormationClient, stage: string): Promise<Stacks> {
  const stacks: Partial<Record<StackPart, DeployedStack>> = {};
  for (const part of ['data', 'workflow', 'dashboard'] as const) {
    const stack = await readStack(client, `insiders-${stage}-${part}`);
    if (stack) stacks[part] = stack;
  }
  return stacks;
}
