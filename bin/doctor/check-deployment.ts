import { ListSubscriptionsByTopicCommand } from '@aws-sdk/client-sns';
import type { Account, StackPart } from './account.js';
import { reasonOfFailure, resourceId } from './deployed-stack.js';
import { fine, look, type Outcome, wrong } from './finding.js';

export async function checkStack({ clients, stacks }: Account, part: StackPart): Promise<Outcome> {
  const { name, status } = stacks[part]!;
  if (/_IN_PROGRESS$/.test(status)) return look(status, 'Wait until it is done, then look again.');
  if (status === 'CREATE_COMPLETE' || status === 'UPDATE_COMPLETE') return fine(status);
  const reason = await reasonOfFailure(clients.cloudFormation, name);
  const remedy =
    status === 'ROLLBACK_COMPLETE'
      ? `Mend that, npx cdk destroy ${name}, then deploy again.`
      : 'Mend that, then deploy again.';
  return wrong(`${status}: ${reason}`, remedy);
}

/** Somebody must have said yes to a message, or hears of nothing. */
export async function checkNotices({ clients, config, stacks }: Account): Promise<Outcome> {
  const topic = stacks.workflow && resourceId(stacks.workflow, 'AWS::SNS::Topic', 'notices');
  if (!topic) {
    return config.alarmEmail
      ? fine(`${config.alarmEmail} will be asked`)
      : look('nobody hears of failures', '--context alarmEmail=you@shop.example');
  }
  const { Subscriptions = [] } = await clients.sns.send(
    new ListSubscriptionsByTopicCommand({ TopicArn: topic }),
  );
  if (Subscriptions.length === 0)
    return look('nobody hears of failures', '--context alarmEmail=you@shop.example');
  const waiting = Subscriptions.filter(({ SubscriptionArn = '' }) => !SubscriptionArn.startsWith('arn:'));
  if (waiting.length < Subscriptions.length)
    return fine(`${Subscriptions.length - waiting.length} hear of failures`);
  return wrong(
    `${waiting.map(({ Endpoint }) => Endpoint).join(', ')} has not said yes, and hears of nothing`,
    'Follow the link in the message from AWS Notifications (look among the spam), or deploy with another address.',
  );
}
