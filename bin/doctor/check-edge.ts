import { DescribeFunctionCommand, TestFunctionCommand } from '@aws-sdk/client-cloudfront';
import type { Account } from './account.js';
import { resourceId } from './deployed-stack.js';
import { fine, type Outcome, wrong } from './finding.js';

interface Trial {
  readonly construct: 'viewer-request' | 'viewer-response';
  readonly event: object;
  /** What CloudFront's answer must hold; what it means where it does not. */
  readonly holds: RegExp;
  readonly otherwise: string;
}

const networkOf = (networks: readonly string[]) => networks[0]?.split('/')[0] ?? '192.0.2.1';

const trialsFor = (networks: readonly string[]): readonly Trial[] => {
  const viewer = { ip: networkOf(networks) };
  const request = (method: string, uri: string) => ({
    version: '1.0',
    context: { eventType: 'viewer-request' },
    viewer,
    request: { method, uri, headers: {}, cookies: {}, querystring: {} },
  });
  return [
    {
      construct: 'viewer-request',
      event: request('GET', '/'),
      holds: /"uri":"\/"/,
      otherwise: 'nobody is let in',
    },
    {
      construct: 'viewer-request',
      event: request('POST', '/api/setup'),
      holds: /"statusCode":403/,
      otherwise: 'a stranger could set Metabase up',
    },
    {
      construct: 'viewer-response',
      event: {
        version: '1.0',
        context: { eventType: 'viewer-response' },
        viewer,
        request: { method: 'GET', uri: '/', headers: {}, cookies: {}, querystring: {} },
        response: {
          statusCode: 200,
          headers: {},
          cookies: { session: { value: 'x', attributes: 'HttpOnly' } },
        },
      },
      holds: /Secure/,
      otherwise: 'cookies are sent without Secure',
    },
  ];
};

/** Has CloudFront itself run its functions, as they are live. */
export async function checkEdge({ clients, config, stacks }: Account): Promise<Outcome> {
  for (const { construct, event, holds, otherwise } of trialsFor(config.metabase!.networks)) {
    const id = resourceId(stacks.dashboard!, 'AWS::CloudFront::Function', construct);
    const remedy =
      'Deploy the dashboard stack again; until then close Metabase (docs/aws.md, "Open Metabase").';
    if (!id) return wrong(`there is no function ${construct}`, remedy);
    const Name = id.split('/').at(-1)!;
    const { ETag } = await clients.cloudFront.send(new DescribeFunctionCommand({ Name, Stage: 'LIVE' }));
    const { TestResult } = await clients.cloudFront.send(
      new TestFunctionCommand({
        Name,
        IfMatch: ETag!,
        Stage: 'LIVE',
        EventObject: Buffer.from(JSON.stringify(event)),
      }),
    );
    if (TestResult?.FunctionErrorMessage) {
      return wrong(`${construct} fails in CloudFront: ${TestResult.FunctionErrorMessage}`, remedy);
    }
    if (!holds.test(TestResult?.FunctionOutput ?? '')) return wrong(`${construct}: ${otherwise}`, remedy);
  }
  return fine('CloudFront runs both, refuses a setup and marks cookies');
}
