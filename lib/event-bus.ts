import * as events from 'aws-cdk-lib/aws-events';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Config } from './config.js';

/** Where other programs hear of runs, by rules of their own (docs/api.md). Only the step that tells may write to it. */
export function eventBus(
  scope: Construct,
  { stage, eventCustomers }: Config,
  teller: lambda.Function,
): events.EventBus {
  const bus = new events.EventBus(scope, 'bus', {
    eventBusName: `insiders-${stage}`,
    description: 'Insiders: runs that were published, and on request customers who moved',
  });
  teller.addEnvironment('EVENT_BUS', bus.eventBusName);
  teller.addEnvironment('EVENT_CUSTOMERS', `${eventCustomers}`);
  bus.grantPutEventsTo(teller);
  return bus;
}
