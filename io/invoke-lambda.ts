import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';

/**
 * Calls a Lambda and waits for its answer.
 *
 * @throws Error with the name and the message of the one that the Lambda has thrown
 */
export async function invokeLambda(
  client: LambdaClient,
  functionName: string,
  request: object,
): Promise<object> {
  const { Payload, FunctionError } = await client.send(
    new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(request) }),
  );
  const answer = JSON.parse(Buffer.from(Payload ?? []).toString() || 'null');
  if (!FunctionError) return answer;
  throw Object.assign(new Error(answer?.errorMessage ?? FunctionError), {
    name: answer?.errorType ?? 'LambdaFailed',
  });
}
