import {
  type CloudFormationClient,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  ListStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';

export interface DeployedStack {
  readonly name: string;
  /** CloudFormation's: `CREATE_COMPLETE`. */
  readonly status: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly resources: readonly StackResource[];
}

interface StackResource {
  readonly type: string;
  /** Of the template: the name of the construct and a hash. */
  readonly logicalId: string;
  /** What the service calls it. */
  readonly id: string;
}

/** A stack and what it is made of; null where there is none. */
export async function readStack(client: CloudFormationClient, name: string): Promise<DeployedStack | null> {
  const described = await client.send(new DescribeStacksCommand({ StackName: name })).catch((error) => {
    // The name of all that CloudFormation finds wrong with a request.
    if (error.name === 'ValidationError' && error.message.includes('does not exist')) return { Stacks: [] };
    throw error;
  });
  const [stack] = described.Stacks ?? [];
  if (!stack) return null;
  const resources: StackResource[] = [];
  let next: string | undefined;
  do {
    const page = await client.send(new ListStackResourcesCommand({ StackName: name, NextToken: next }));
    for (const { ResourceType, LogicalResourceId, PhysicalResourceId } of page.StackResourceSummaries ?? []) {
      resources.push({ type: ResourceType!, logicalId: LogicalResourceId!, id: PhysicalResourceId ?? '' });
    }
    next = page.NextToken;
  } while (next);
  return {
    name,
    status: stack.StackStatus!,
    outputs: Object.fromEntries((stack.Outputs ?? []).map((one) => [one.OutputKey!, one.OutputValue!])),
    resources,
  };
}

/** The one of this type whose construct has this name. */
export const resourceId = (stack: DeployedStack, type: string, construct: string): string | undefined =>
  stack.resources.find((one) => one.type === type && one.logicalId.startsWith(construct.replaceAll('-', '')))
    ?.id;

/** Why a stack failed: the reason of the first resource that did in the newest events, the others follow from it. */
export async function reasonOfFailure(client: CloudFormationClient, name: string): Promise<string> {
  const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName: name }));
  const failed = StackEvents.filter(
    ({ ResourceStatus = '', ResourceStatusReason = '' }) =>
      ResourceStatus.endsWith('_FAILED') && !/cancelled/i.test(ResourceStatusReason),
  ).at(-1);
  return failed ? `${failed.LogicalResourceId}: ${failed.ResourceStatusReason}` : 'its events do not say why';
}
