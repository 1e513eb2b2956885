import { Duration } from 'aws-cdk-lib';
import type * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { AlarmRule } from './alarms.js';
import type { LoadBalancer } from './load-balancer.js';

const period = Duration.minutes(5);

/** Of Metabase. An alarm's id is its heading in docs/runbook.md. */
export const metabaseAlarms = (
  service: ecs.FargateService,
  { balancer, targets }: LoadBalancer,
): Record<string, AlarmRule> => ({
  'metabase-is-down': {
    says: 'Metabase runs, but has not been well for a quarter of an hour.',
    // Where no task is running there is no value.
    metric: targets.metrics.healthyHostCount({ period, statistic: 'Maximum' }),
    threshold: 1,
    firesBelow: true,
    periods: 3,
  },
  'metabase-errors': {
    says: 'Metabase answers with errors.',
    metric: balancer.metrics.httpCodeTarget(elb.HttpCodeTarget.TARGET_5XX_COUNT, {
      period,
      statistic: 'Sum',
    }),
    threshold: 10,
  },
  'metabase-memory': {
    says: 'Metabase has used nearly all the memory of its task for a quarter of an hour.',
    metric: service.metricMemoryUtilization({ period, statistic: 'Average' }),
    threshold: 97,
    periods: 3,
  },
});

/** A task that cannot be started has no metric: its image cannot be fetched, or it ends at once, again and again. */
export function tellOfImpairedStart(
  scope: Construct,
  service: ecs.FargateService,
  notices: sns.ITopic,
): void {
  const rule = new events.Rule(scope, 'impaired-start', {
    description: 'Insiders: tells that Metabase cannot be started',
    eventPattern: {
      source: ['aws.ecs'],
      resources: [service.serviceArn],
      detail: { eventName: ['SERVICE_TASK_START_IMPAIRED', 'SERVICE_DEPLOYMENT_FAILED'] },
    },
  });
  const text =
    `Metabase of Insiders cannot be started (${events.EventField.fromPath('$.detail.eventName')}). ` +
    'The dashboards are closed; runs go on. What to do: docs/runbook.md#metabase-cannot-be-started';
  rule.addTarget(new targets.SnsTopic(notices, { message: events.RuleTargetInput.fromText(text) }));
}
