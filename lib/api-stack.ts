import { ArnFormat, CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer, HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { type AlarmRule, addAlarms } from './alarms.js';
import type { ApiConfig } from './api-config.js';
import type { Config } from './config.js';
import type { DataStack } from './data-stack.js';
import { databaseEnvironment } from './database-environment.js';
import { logGroup, nodeFunction } from './node-function.js';
import type { WorkflowStack } from './workflow-stack.js';

export interface ApiStackProps extends StackProps {
  readonly config: Config;
  readonly api: ApiConfig;
  readonly data: DataStack;
  readonly workflow: WorkflowStack;
  /** Folder with a folder for each Lambda's bundle. */
  readonly bundleFolder: string;
}

/** What calls read of the bucket, and what links and starts write. */
export const apiObjects = {
  reads: ['lake/*/manifest.json', 'runs/*', 'starts/*', 'uploads/*'],
  writes: ['uploads/*', 'starts/*'],
} as const;

/** Answers programs over HTTP: API Gateway and one Lambda. Who may call is decided before it is called. */
export class ApiStack extends Stack {
  readonly gateway: apigateway.HttpApi;
  readonly function: lambda.Function;

  constructor(
    scope: Construct,
    id: string,
    { config, api, data, workflow, bundleFolder, ...props }: ApiStackProps,
  ) {
    super(scope, id, props);
    this.function = nodeFunction(this, 'ask', {
      config,
      description: 'answers programs over HTTP',
      code: `${bundleFolder}/ask`,
      // One processor: a cold start is loading and compiling.
      memoryMb: 1769,
      timeoutSeconds: 29,
      // A customer's orders are read from the file of all of the run's.
      tempMb: 2048,
      layers: [workflow.engine],
      environment: {
        STAGE: config.stage,
        BUCKET: data.bucket.bucketName,
        STATE_MACHINE_ARN: workflow.stateMachine.stateMachineArn,
        ...databaseEnvironment(data, data.apiLogin!),
      },
    });
    for (const statement of this.permissions(data, workflow)) this.function.addToRolePolicy(statement);
    this.gateway = this.createGateway(config, api);
    addAlarms(this, apiAlarms(this.gateway), workflow.notices);
    new CfnOutput(this, 'apiUrl', { value: this.gateway.apiEndpoint });
  }

  private createGateway(config: Config, { issuer, callsASecond }: ApiConfig): apigateway.HttpApi {
    const gateway = new apigateway.HttpApi(this, 'gateway', {
      apiName: `insiders-${config.stage}`,
      description: 'Insiders: who the best customers are',
      createDefaultStage: false,
    });
    gateway.addRoutes({
      path: '/v1/{proxy+}',
      methods: [apigateway.HttpMethod.GET, apigateway.HttpMethod.POST],
      integration: new HttpLambdaIntegration('ask-integration', this.function),
      authorizer: issuer
        ? new HttpJwtAuthorizer('issuer', issuer.url, { jwtAudience: [issuer.audience] })
        : new HttpIamAuthorizer(),
    });
    new apigateway.HttpStage(this, 'stage', {
      httpApi: gateway,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: callsASecond, burstLimit: 2 * callsASecond },
      accessLogSettings: {
        destination: new apigateway.LogGroupLogDestination(logGroup(this, 'access-log', config)),
        format: AccessLogFormat.custom(JSON.stringify(accessLog)),
      },
    });
    return gateway;
  }

  private permissions({ bucket, database, apiLogin }: DataStack, { stateMachine }: WorkflowStack) {
    const allow = (actions: string[], resources: string[]) => new iam.PolicyStatement({ actions, resources });
    const objects = (patterns: readonly string[]) => patterns.map((pattern) => bucket.arnForObjects(pattern));
    return [
      allow(['s3:GetObject'], objects(apiObjects.reads)),
      allow(['s3:PutObject'], objects(apiObjects.writes)),
      allow(['s3:ListBucket'], [bucket.bucketArn]),
      allow(['rds-data:ExecuteStatement'], [database.clusterArn]),
      allow(['secretsmanager:GetSecretValue'], [apiLogin!.secretArn]),
      allow(['states:StartExecution', 'states:ListExecutions'], [stateMachine.stateMachineArn]),
      allow(['states:DescribeExecution'], [executionsOf(this, stateMachine.stateMachineName)]),
    ];
  }
}

const executionsOf = (stack: Stack, stateMachine: string) =>
  stack.formatArn({
    service: 'states',
    resource: 'execution',
    resourceName: `${stateMachine}:*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });

/** Neither who called nor about whom: addresses are people's, and paths hold customers. */
const accessLog = {
  time: '$context.requestTime',
  requestId: '$context.requestId',
  route: '$context.routeKey',
  method: '$context.httpMethod',
  status: '$context.status',
  bytes: '$context.responseLength',
  milliseconds: '$context.responseLatency',
  error: '$context.error.message',
};

/** An alarm's id is its heading in docs/runbook.md. */
const apiAlarms = (gateway: apigateway.HttpApi): Record<string, AlarmRule> => ({
  'api-errors': {
    says: 'Programs that asked were answered with errors of ours.',
    metric: gateway.metricServerError({ statistic: 'Sum' }),
    threshold: 5,
  },
  'api-is-slow': {
    says: 'Of a hundred programs that asked, one waited for more than five seconds, for a quarter of an hour.',
    metric: gateway.metricLatency({ statistic: 'p99' }),
    threshold: 5000,
    periods: 3,
  },
});
