import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Config } from './config.js';
import type { DataStack } from './data-stack.js';
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
  const { bucket, database, databaseName } = data;
  const logGroup = new logs.LogGroup(scope, `${step}-log`, {
    retention: config.logRetentionDays,
    removalPolicy: config.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
  const handler = new lambda.Function(scope, step, {
    description: `Insiders ${config.stage}: the step ${step}`,
    architecture: lambda.Architecture.ARM_64,
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromAsset(code),
    layers: [...layers],
    memorySize: resources.memoryMb,
    timeout: Duration.seconds(resources.timeoutSeconds),
    ephemeralStorageSize: Size.mebibytes(resources.tempMb),
    environment: {
      NODE_OPTIONS: '--enable-source-maps',
      BUCKET: bucket.bucketName,
      ...(resources.database && {
        DATABASE_ARN: database.clusterArn,
        SECRET_ARN: database.secret!.secretArn,
        DATABASE_NAME: databaseName,
      }),
    },
    logGroup,
    loggingFormat: lambda.LoggingFormat.JSON,
    tracing: lambda.Tracing.ACTIVE,
  });
  for (const statement of storePermissions(data, resources)) handler.addToRolePolicy(statement);
  if (resources.database) database.grantDataApiAccess(handler);
  return handler;
}

function storePermissions({ bucket }: DataStack, { reads, writes }: StepResources): iam.PolicyStatement[] {
  const objects = (patterns: readonly string[]) => patterns.map((pattern) => bucket.arnForObjects(pattern));
  const allow = (actions: string[], resources: string[]) => new iam.PolicyStatement({ actions, resources });
  return [
    ...(reads.length > 0 ? [allow(['s3:GetObject'], objects(reads))] : []),
    ...(writes.length > 0 ? [allow(['s3:PutObject', 's3:AbortMultipartUpload'], objects(writes))] : []),
    // Without it S3 answers 403 rather than 404 where an object is missing.
    ...(reads.length > 0 ? [allow(['s3:ListBucket'], [bucket.bucketArn])] : []),
  ];
}
