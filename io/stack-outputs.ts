import { type CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';

/** A deployed stack's outputs by name; null where there is no such stack, or one that was never complete. */
export async function readStackOutputs(
  client: CloudFormationClient,
  stack: string,
): Promise<Readonly<Record<string, string>> | null> {
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stack }));
    const outputs = Stacks[0]?.Outputs ?? [];
    return outputs.length === 0
      ? null
      : Object.fromEntries(outputs.map(({ OutputKey, OutputValue }) => [OutputKey!, OutputValue!]));
  } catch (error) {
    // The name of all that CloudFormation finds wrong with a request.
    const { name, message } = error as Error;
    if (name === 'ValidationError' && message.includes('does not exist')) return null;
    throw error;
  }
}
