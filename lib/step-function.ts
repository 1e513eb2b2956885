import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Config } from './config.js';
import type { DataStack } from './data-stack.js';
import { databaseEnvironment } from './database-environment.js';
import { nodeFunction } from './node-function.js';
import type { StepResources } from './step-resources.js';

export interface StepFunctionProps {
  readonly config: Config;
  readonly data: DataStack;
  readonly resources: StepResources;
  /** Folder with the bundle. */
  readonly code: string;
  readonly layers: readonly lambda.ILayerVersion[];
}

/** A step's Lambda, with its own log and only the permissions that its row of the table gives. */
export function stepFunction(
  scope: Construct,
  step: string,
  { config, data, resources, code, layers }: StepFunctionProps,
): lambda.Function {
  const handler = nodeFunction(scope, step, {
    config,
    description: `the step ${step}`,
    code,
    ...resources,
    layers,
    environment: {
      STAGE: config.stage,
      BUCKET: data.bucket.bucketName,
      ...(resources.database.length > 0 && databaseEnvironment(data, data.stepsLogin)),
      ...(step === 'publish' && { KEEP_RUNS: `${config.keepRuns}` }),
    },
  });
  const permissions = [...storePermissions(data, resources), ...databasePermissions(data, resources)];
  for (const statement of permissions) handler.addToRolePolicy(statement);
  return handler;
}

const allow = (actions: string[], resources: string[]) => new iam.PolicyStatement({ actions, resources });

function storePermissions({ bucket }: DataStack, { reads, writes }: StepResources): iam.PolicyStatement[] {
  const objects = (patterns: readonly string[]) => patterns.map((pattern) => bucket.arnForObjects(pattern));
  return [
    ...(reads.length > 0 ? [allow(['s3:GetObject'], objects(reads))] : []),
    ...(writes.length > 0 ? [allow(['s3:PutObject', 's3:AbortMultipartUpload'], objects(writes))] : []),
    // Without it S3 answers 403 rather than 404 where an object is missing.
    ...(reads.length > 0 ? [allow(['s3:ListBucket'], [bucket.bucketArn])] : []),
  ];
}

/** The Data API reads the secret in the name of who calls it. (The library's own grant brings the master user's.) */
function databasePermissions(
  { database, stepsLogin }: DataStack,
  { database: operations }: StepResources,
): iam.PolicyStatement[] {
  if (operations.length === 0) return [];
  const actions = operations.map((operation) => `rds-data:${operation}`);
  return [
    allow(actions, [database.clusterArn]),
    allow(['secretsmanager:GetSecretValue'], [stepsLogin.secretArn]),
  ];
}
