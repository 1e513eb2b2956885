import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Watched } from './alarms.js';
import type { Config } from './config.js';

/** What the engineer looks at: runs, steps, data, database. What marketing looks at is in Metabase. */
export function addDashboard(
  scope: Construct,
  { stage }: Config,
  { machine, steps, trigger, database }: Watched,
  alarms: readonly cloudwatch.Alarm[],
): void {
  const period = Duration.minutes(5);
  const sum = { period, statistic: 'Sum' };
  const most = { period, statistic: 'Maximum' };
  const ofStep = (step: string, metricName: string, statistic = 'Sum') =>
    new cloudwatch.Metric({
      namespace: 'Insiders',
      metricName,
      dimensionsMap: { stage, step },
      statistic,
      period,
      label: `${step}: ${metricName}`,
    });
  const graph = (title: string, left: cloudwatch.IMetric[]) =>
    new cloudwatch.GraphWidget({ title, left, width: 12, height: 6 });

  const dashboard = new cloudwatch.Dashboard(scope, 'operations', { defaultInterval: Duration.days(7) });
  dashboard.addWidgets(new cloudwatch.AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 24 }));
  dashboard.addWidgets(
    graph('Executions', [
      machine.metricStarted(sum),
      machine.metricSucceeded(sum),
      machine.metricFailed(sum),
      machine.metricAborted(sum),
    ]),
    graph('Duration of executions', [machine.metricTime(most)]),
  );
  dashboard.addWidgets(
    graph('Lines', [ofStep('ingest', 'read'), ofStep('ingest', 'kept'), ofStep('ingest', 'rejected')]),
    graph('Customers', [ofStep('featurize', 'customers', 'Maximum')]),
  );
  dashboard.addWidgets(
    graph(
      'Seconds of the slowest call of each step',
      steps.map(({ node }) => ofStep(node.id, 'seconds', 'Maximum')),
    ),
    graph(
      'Errors of Lambdas',
      [...steps, trigger.starter].map((step) => step.metricErrors(sum)),
    ),
  );
  dashboard.addWidgets(
    graph(
      'Cost of the Lambdas, in millionths of a USD',
      steps.map(({ node }) => ofStep(node.id, 'microUsd')),
    ),
    graph('Database: capacity units', [database.metric('ServerlessDatabaseCapacity', most)]),
    graph('Messages about dropped files', [
      trigger.queue.metricApproximateNumberOfMessagesVisible(most),
      trigger.queue.metricApproximateNumberOfMessagesNotVisible(most),
      trigger.deadLetters.metricApproximateNumberOfMessagesVisible(most),
    ]),
  );
}
