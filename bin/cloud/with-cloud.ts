import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { openS3Store, type S3Store } from '../../io/s3-store.js';
import { readStackOutputs } from '../../io/stack-outputs.js';
import { accessTo, type Place } from './access.js';
import { CloudError } from './cloud-error.js';
import { explainError } from './explain-error.js';

/** Words that every command for the cloud takes. */
export const cloudOptions = {
  stage: { type: 'string', default: 'dev' },
  region: { type: 'string' },
  profile: { type: 'string' },
} as const;

export const cloudHelp = `
  --stage NAME     which deployment (default dev)
  --region NAME    where it is (default: the profile's, or AWS_REGION)
  --profile NAME   whose credentials (default: AWS_PROFILE, or what the AWS command line would take)
`;

/** A deployment, found by the outputs of its stacks. */
export interface Cloud {
  readonly bucket: string;
  readonly s3: S3Client;
  readonly store: S3Store;
  readonly stepFunctions: SFNClient;
  readonly stateMachineArn: string;
  /** Whether a dropped file starts a run by itself. */
  readonly startsOnUpload: boolean;
  /** What the deployment gives to steps that work on many rows; undefined for one that does not tell yet. */
  readonly stepMemoryMb: number | undefined;
}

/**
 * Works with a deployment.
 * @throws CloudError where AWS cannot be reached or refuses, or where nothing is deployed
 */
export async function withCloud<T>(place: Place, work: (cloud: Cloud) => Promise<T>): Promise<T> {
  const access = accessTo(place);
  const cloudFormation = new CloudFormationClient(access);
  const s3 = new S3Client(access);
  const stepFunctions = new SFNClient(access);
  let store: S3Store | undefined;
  try {
    const data = await outputsOf(cloudFormation, place, 'data');
    const workflow = await outputsOf(cloudFormation, place, 'workflow');
    store = openS3Store(s3, data.bucketName!);
    return await work({
      bucket: data.bucketName!,
      s3,
      store,
      stepFunctions,
      stateMachineArn: workflow.stateMachineArn!,
      startsOnUpload: workflow.startsOnUpload === 'true',
      stepMemoryMb: workflow.stepMemoryMb === undefined ? undefined : Number(workflow.stepMemoryMb),
    });
  } catch (error) {
    throw explainError(error, place.profile);
  } finally {
    await store?.close();
    for (const client of [cloudFormation, s3, stepFunctions]) client.destroy();
  }
}

async function outputsOf(client: CloudFormationClient, { stage }: Place, part: string) {
  const stack = `insiders-${stage}-${part}`;
  const outputs = await readStackOutputs(client, stack);
  if (outputs) return outputs;
  throw new CloudError('NotDeployed', `there is no stack ${stack} in ${await client.config.region()}`, {
    remedy: 'Name where it is with --region and --stage, or deploy it: npx cdk deploy --all (docs/aws.md).',
  });
}
