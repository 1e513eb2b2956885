import type { Construct } from 'constructs';
import { acknowledge, logicalId } from './acknowledge.js';
import type { Config } from './config.js';
import type { DashboardStack } from './dashboard-stack.js';
import { snapshotPrefix } from './upgrade-snapshot.js';

/** Reasons for what AWS Solutions finds in the dashboard stack. */
export function acknowledgeDashboardFindings(stack: DashboardStack): void {
  acknowledgeFrontDoor(stack);
  acknowledgeService(stack);
  acknowledgeTasks(stack);
}

function acknowledgeFrontDoor({ frontDoor, config, node }: DashboardStack): void {
  acknowledge(
    frontDoor,
    'CFR1',
    'Who may open it is chosen by network (metabaseNetworks), not by country: people travel.',
  );
  acknowledge(
    frontDoor,
    'CFR2',
    'A firewall is 8 USD a month and more. Networks are checked by a function of CloudFront for nothing, and what gets through meets Metabase’s sign-in, which slows down who guesses passwords.',
  );
  if (!config.metabase?.domain) {
    acknowledge(
      frontDoor,
      'CFR4',
      'CloudFront chooses the oldest TLS where the name is its own. With metabaseDomain it is TLS 1.2.',
    );
  }
  acknowledge(
    node.findChild('access-logs'),
    'S1',
    'These are the access logs; who reads them is for CloudTrail’s data events.',
  );
  acknowledge(
    node.findChild('cloudfront-network'),
    'IAM5[Resource::*]',
    'Looking up a security group by its name has no resource to name.',
  );
}

function acknowledgeService({ node }: DashboardStack): void {
  acknowledge(
    node.findChild('balancer'),
    'ELB2',
    'All that comes to it comes from CloudFront, which logs it, and from one Lambda of ours.',
  );
  acknowledge(
    node.findChild('cluster'),
    'ECS4',
    'Container Insights would cost more than everything else while Metabase is closed; what ECS and the load balancer measure by themselves is enough for one task.',
  );
  acknowledge(
    node.findChild('metabase'),
    'ECS2',
    'What is secret comes from Secrets Manager; the environment holds names and switches.',
  );
}

function acknowledgeTasks({ node, config }: DashboardStack): void {
  const calls = (caller: string, called: string, reason: string) =>
    acknowledge(
      node.findChild(caller),
      `IAM5[Resource::<${logicalId(node.findChild(called))}.Arn>:*]`,
      reason,
    );
  const messenger = 'CloudFormation’s messenger calls this one Lambda, in any version.';
  calls('dashboards-provider', 'provision', messenger);
  calls('snapshot-before-upgrade-provider', 'snapshot', messenger);
  calls('provision', 'push', 'One Lambda calls the other, in any version.');
  acknowledge(
    node.findChild('push'),
    'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole]',
    'It lets a Lambda have an address in the network, and no more.',
  );
  acknowledgeSnapshotNames(node.findChild('snapshot'), config);
}

/** Snapshots get their names later. */
function acknowledgeSnapshotNames(snapshot: Construct, config: Config): void {
  const named = (name: string) =>
    `IAM5[Resource::arn:<AWS::Partition>:rds:<AWS::Region>:<AWS::AccountId>:cluster-snapshot:${name}]`;
  const ours = 'Snapshots before an upgrade have a name of ours and the version in it.';
  acknowledge(snapshot, named(`${snapshotPrefix(config)}*`), ours);
  if (config.keepsData) return;
  acknowledge(snapshot, named('*'), 'To find those that go with the stack it lists those of the cluster.');
}
