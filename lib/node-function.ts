import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Config } from './config.js';

export interface NodeFunctionProps {
  readonly config: Config;
  readonly description: string;
  /** Folder with the bundle. */
  readonly code: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly tempMb?: number;
  readonly layers?: readonly lambda.ILayerVersion[];
  /** Only for what can be reached in no other way: from inside a network of ours nothing of AWS can be. */
  readonly network?: {
    readonly vpc: ec2.IVpc;
    readonly vpcSubnets: ec2.SubnetSelection;
    readonly securityGroups: ec2.ISecurityGroup[];
  };
  readonly environment: Readonly<Record<string, string>>;
}

/** A Lambda of ours, with a log of its own. */
export function nodeFunction(scope: Construct, name: string, props: NodeFunctionProps): lambda.Function {
  const { config, description, code, memoryMb, timeoutSeconds, tempMb = 512, layers = [], network } = props;
  return new lambda.Function(scope, name, {
    description: `Insiders ${config.stage}: ${description}`,
    architecture: lambda.Architecture.ARM_64,
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromAsset(code),
    layers: [...layers],
    ...network,
    memorySize: memoryMb,
    timeout: Duration.seconds(timeoutSeconds),
    ephemeralStorageSize: Size.mebibytes(tempMb),
    environment: { NODE_OPTIONS: '--enable-source-maps', ...props.environment },
    logGroup: logGroup(scope, `${name}-log`, config),
    loggingFormat: lambda.LoggingFormat.JSON,
    tracing: lambda.Tracing.ACTIVE,
  });
}

export const logGroup = (
  scope: Construct,
  id: string,
  config: Config,
  logGroupName?: string,
): logs.LogGroup =>
  new logs.LogGroup(scope, id, {
    ...(logGroupName && { logGroupName }),
    retention: config.logRetentionDays,
    removalPolicy: config.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
