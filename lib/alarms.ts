import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as rds from 'aws-cdk-lib/aws-rds';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { Trigger } from './trigger.js';

export interface Watched {
  readonly machine: sfn.StateMachine;
  readonly steps: readonly lambda.Function[];
  readonly trigger: Trigger;
  /** The Lambda that tells other programs of runs. */
  readonly teller: lambda.Function;
  readonly database: rds.DatabaseCluster;
}

export interface AlarmRule {
  readonly metric: cloudwatch.IMetric;
  readonly says: string;
  /** Fires at or above it, or below it. */
  readonly threshold: number;
  readonly firesBelow?: boolean;
  /** Of five minutes, one after the other. */
  readonly periods?: number;
}

const five = { period: Duration.minutes(5) };
const sum = { ...five, statistic: 'Sum' };

/** A metric that has nothing to tell has no value, and a sum with it would have none either. */
const sumOfAll = 'SUM(FILL(METRICS(), 0))';

/** Of the workflow and the database. An alarm's id is its heading in docs/runbook.md. */
export const workflowAlarms = ({
  machine,
  trigger,
  teller,
  database,
}: Watched): Record<string, AlarmRule> => ({
  'failed-executions': {
    says: 'An execution failed, was stopped or ran out of time.',
    metric: new cloudwatch.MathExpression({
      ...five,
      label: 'failed executions',
      expression: sumOfAll,
      usingMetrics: {
        failed: machine.metricFailed(sum),
        stopped: machine.metricAborted(sum),
        late: machine.metricTimedOut(sum),
      },
    }),
    threshold: 1,
  },
  'dead-letters': {
    says: 'A dropped file could not be handed to a run for a day.',
    metric: trigger.deadLetters.metricApproximateNumberOfMessagesVisible({ ...five, statistic: 'Maximum' }),
    threshold: 1,
  },
  'starter-errors': {
    says: 'The Lambda that starts executions fails.',
    metric: trigger.starter.metricErrors(sum),
    threshold: 1,
  },
  'events-not-told': {
    says: 'Other programs could not be told of a run, which is published, at least not at once.',
    metric: teller.metricErrors(sum),
    threshold: 1,
  },
  'throttled-steps': {
    says: 'The account has too few concurrent Lambdas left for the steps.',
    // Of all Lambdas of the account in this region: what they share is what has run out.
    metric: new cloudwatch.Metric({ ...sum, namespace: 'AWS/Lambda', metricName: 'Throttles' }),
    threshold: 10,
  },
  'database-at-its-limit': {
    says: 'The database has used all the capacity it may have for a quarter of an hour.',
    metric: database.metric('ACUUtilization', { ...five, statistic: 'Average' }),
    threshold: 95,
    periods: 3,
  },
});

/** Everything that should wake somebody, each saying where the runbook tells what to do. */
export function addAlarms(
  scope: Construct,
  rules: Readonly<Record<string, AlarmRule>>,
  topic: sns.ITopic,
): cloudwatch.Alarm[] {
  return Object.entries(rules).map(([id, rule]) => {
    const { metric, says, threshold, periods = 1, firesBelow = false } = rule;
    const alarm = new cloudwatch.Alarm(scope, id, {
      alarmDescription: `${says} What to do: docs/runbook.md#${id}`,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: firesBelow
        ? cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD
        : cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      // No runs, a database that is paused, or Metabase outside its hours.
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(topic));
    return alarm;
  });
}
