import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { Config } from './config.js';

/** Where people hear of what went wrong. */
export function failureTopic(scope: Construct, { alarmEmail, keepsData }: Config): sns.Topic {
  // SNS' own key lets neither alarms nor rules write.
  const key = new kms.Key(scope, 'notices-key', {
    description: 'Insiders: messages about failures',
    enableKeyRotation: true,
    ...(!keepsData && { removalPolicy: RemovalPolicy.DESTROY }),
  });
  const { account } = Stack.of(scope);
  const topics = Stack.of(scope).formatArn({ service: 'sns', resource: '*' });
  const allowKey = (service: string, conditions: object) =>
    key.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal(`${service}.amazonaws.com`)],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
        conditions: { ArnLike: { 'kms:EncryptionContext:aws:sns:topicArn': topics }, ...conditions },
      }),
    );
  allowKey('cloudwatch', { StringEquals: { 'aws:SourceAccount': account } });
  // EventBridge's messages would be lost without a word: neither key nor topic may ask it where it comes from
  // (docs/decisions/035-what-linters-ask-and-aws-forbids.md).
  allowKey('events', {});
  const topic = new sns.Topic(scope, 'notices', {
    displayName: 'Insiders',
    masterKey: key,
    enforceSSL: true,
  });
  // A policy of one's own takes the place of the one that lets everything of the account write, alarms too.
  topic.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': account } },
    }),
  );
  if (alarmEmail) topic.addSubscription(new EmailSubscription(alarmEmail));
  return topic;
}

/** An execution that is stopped or runs out of time does not come to its state `failed`, which tells of all others. */
export function tellOfUnfinished(scope: Construct, machine: sfn.StateMachine, topic: sns.Topic): void {
  const rule = new events.Rule(scope, 'unfinished', {
    description: 'Insiders: tells of executions that were stopped or ran out of time',
    eventPattern: {
      source: ['aws.states'],
      detailType: ['Step Functions Execution Status Change'],
      detail: { stateMachineArn: [machine.stateMachineArn], status: ['ABORTED', 'TIMED_OUT'] },
    },
  });
  const name = events.EventField.fromPath('$.detail.name');
  const status = events.EventField.fromPath('$.detail.status');
  const text =
    `The execution ${name} of Insiders ended as ${status}: it was stopped by hand or ran out of time. ` +
    'The results of the last run that succeeded are still shown. ' +
    'Start the state machine by hand to go on. What else to do: docs/runbook.md#failed-executions';
  rule.addTarget(new targets.SnsTopic(topic, { message: events.RuleTargetInput.fromText(text) }));
}
