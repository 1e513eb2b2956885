import { ArnFormat, Duration } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { Config } from './config.js';
import { nodeFunction } from './node-function.js';

export interface TriggerProps {
  readonly config: Config;
  readonly bucket: s3.IBucket;
  readonly machine: sfn.StateMachine;
  /** Folder with the starter's bundle. */
  readonly code: string;
}

export interface Trigger {
  readonly queue: sqs.Queue;
  readonly deadLetters: sqs.Queue;
  readonly starter: lambda.Function;
}

/** How long a message that has to wait stays away before it is looked at again. */
const lookAgain = Duration.minutes(5);
/** Longer than any run: 300 x 5 minutes = 25 h. */
const mostLooks = 300;

/** From a dropped object, or the schedule, to an execution: rule, queue, starter. */
export function addTrigger(scope: Construct, { config, bucket, machine, code }: TriggerProps): Trigger {
  const deadLetters = new sqs.Queue(scope, 'undelivered', {
    encryption: sqs.QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  const queue = new sqs.Queue(scope, 'drops', {
    encryption: sqs.QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    // Five seconds more: clocks differ.
    deliveryDelay: Duration.seconds(config.quietSeconds + 5),
    visibilityTimeout: lookAgain,
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: mostLooks },
  });
  const toQueue = (message?: events.RuleTargetInput) =>
    new targets.SqsQueue(queue, { deadLetterQueue: deadLetters, ...(message && { message }) });
  addRules(scope, config, bucket, toQueue);
  const starter = nodeFunction(scope, 'start', {
    config,
    description: 'starts an execution for what is new in a dataset',
    code,
    memoryMb: 512,
    timeoutSeconds: 50,
    environment: {
      BUCKET: bucket.bucketName,
      STATE_MACHINE_ARN: machine.stateMachineArn,
      QUIET_SECONDS: `${config.quietSeconds}`,
    },
  });
  starter.addEventSource(
    new SqsEventSource(queue, {
      batchSize: 10,
      reportBatchItemFailures: true,
      // A flood of files takes no more of the account's concurrency from the steps than this, the least there is.
      maxConcurrency: 2,
    }),
  );
  for (const statement of starterPermissions(bucket, machine)) starter.addToRolePolicy(statement);
  return { queue, deadLetters, starter };
}

function addRules(
  scope: Construct,
  { startOnUpload, schedule }: Config,
  bucket: s3.IBucket,
  toQueue: (message?: events.RuleTargetInput) => targets.SqsQueue,
): void {
  if (startOnUpload) {
    new events.Rule(scope, 'dropped', {
      description: 'Insiders: an object was dropped below uploads/',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: {
          bucket: { name: [bucket.bucketName] },
          object: { key: [{ prefix: 'uploads/' }], size: [{ numeric: ['>', 0] }] },
        },
      },
      targets: [toQueue()],
    });
  }
  if (schedule) {
    new events.Rule(scope, 'schedule', {
      description: 'Insiders: looks for new files in every dataset',
      schedule: events.Schedule.expression(schedule),
      targets: [toQueue(events.RuleTargetInput.fromObject({}))],
    });
  }
}

function starterPermissions(bucket: s3.IBucket, machine: sfn.StateMachine): iam.PolicyStatement[] {
  const allow = (actions: string[], ...resources: string[]) =>
    new iam.PolicyStatement({ actions, resources });
  const starts = bucket.arnForObjects('starts/*');
  return [
    allow(['s3:ListBucket'], bucket.bucketArn),
    allow(['s3:GetObject'], bucket.arnForObjects('lake/*/manifest.json'), starts),
    allow(['s3:PutObject'], starts),
    allow(['states:StartExecution', 'states:ListExecutions'], machine.stateMachineArn),
    allow(['states:DescribeExecution'], executionsOf(machine)),
  ];
}

const executionsOf = ({ stack, stateMachineName }: sfn.StateMachine) =>
  stack.formatArn({
    service: 'states',
    resource: 'execution',
    resourceName: `${stateMachineName}:*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
