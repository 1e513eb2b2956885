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
  /** Those of the steps that run for many items at once: at most ten, which is as many as one alarm can add up. */
  readonly fanOutSteps: readonly lambda.Function[];
  readonly trigger: Trigger;
  readonly database: rds.DatabaseCluster;
}

interface AlarmRule {
  readonly metric: cloudwatch.IMetric;
  readonly says: string;
  /** Fires at or above it. */
  readonly threshold: number;
  readonly periods?: number;
}

const five = { period: Duration.minutes(5) };
const sum = { ...five, statistic: 'Sum' };

/** A metric that has nothing to tell has no value, and a sum with it would have none either. */
const sumOfAll = 'SUM(FILL(METRICS(), 0))';

/** An alarm's id is its heading in docs/runbook.md. */
const alarmRules = ({ machine, fanOutSteps, trigger, database }: Watched): Record<string, AlarmRule> => ({
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
  'throttled-steps': {
    says: 'The account has too few concurrent Lambdas left for the steps that run for many items at once.',
    metric: new cloudwatch.MathExpression({
      ...five,
      label: 'throttled calls of steps',
      expression: sumOfAll,
      usingMetrics: Object.fromEntries(
        fanOutSteps.map((step) => [`throttles_${step.node.id}`, step.metricThrottles(sum)]),
      ),
    }),
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
export function addAlarms(scope: Construct, watched: Watched, topic: sns.Topic): cloudwatch.Alarm[] {
  return Object.entries(alarmRules(watched)).map(([id, { metric, says, threshold, periods = 1 }]) => {
    const alarm = new cloudwatch.Alarm(scope, id, {
      alarmDescription: `${says} What to do: docs/runbook.md#${id}`,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      // No runs, or a database that is paused.
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(topic));
    return alarm;
  });
}
