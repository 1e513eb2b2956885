import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Json } from '../../workflow/states-language.js';
import type { DeployedWorkflow } from '../lib/deployed-workflow.js';
import type { InvokeFault } from '../lib/invoke-with-fault.js';

export interface LambdaService {
  readonly url: string;
  close(): Promise<void>;
}

const services: Record<string, [status: number, type: string]> = {
  throttled: [429, 'TooManyRequestsException'],
  failed: [500, 'ServiceException'],
};

/** Lambda's Invoke, as HTTP, in front of a workflow's bundles; `onCall` and `fault` are asked for each call. */
export async function startLambdaService(
  workflow: DeployedWorkflow,
  onCall: (step: string, payload: Json) => void,
  fault: (step: string) => InvokeFault | undefined,
): Promise<LambdaService> {
  const server = createServer({ keepAliveTimeout: 600_000 }, async (request, response) => {
    const answer = (status: number, body: unknown, headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body ?? null));
    };
    const unhandled = (errorType: string, errorMessage: string) =>
      answer(200, { errorType, errorMessage, trace: [] }, { 'x-amz-function-error': 'Unhandled' });
    const arn = decodeURIComponent(/^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(request.url!)![1]!);
    const functionName = arn.split(':').at(-1)!;
    const step = functionName.slice(0, -8);
    const payload = JSON.parse(await text(request)) as Json;
    onCall(step, payload);
    const injected = fault(step);
    if (typeof injected === 'object') return unhandled(injected.handlerError, 'injected');
    if (injected) {
      const [status, type] = services[injected]!;
      return answer(
        status,
        { Type: 'User', message: 'injected' },
        { 'x-amzn-errortype': type, 'x-amzn-requestid': '1' },
      );
    }
    return workflow.invoke(functionName, payload).then(
      (output) => answer(200, output, { 'x-amz-executed-version': '$LATEST' }),
      ({ name, message }) => unhandled(name, message),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
