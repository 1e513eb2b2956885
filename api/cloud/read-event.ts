import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Call, Reply } from '../call.js';

/** The part of an address that is a name of somebody else's making, and may hold anything. */
const customerPath = /^(\/v1\/datasets\/[^/]*\/customers\/)(.*)$/s;

/**
 * A call as API Gateway's HTTP APIs bring it. They decode the path before anybody sees it: it is encoded again, as far
 * as can be told. What came after a `?` or `#` of a customer's name is lost there.
 */
export function readEvent({
  requestContext,
  rawPath,
  rawQueryString,
  headers,
  body = '',
  isBase64Encoded,
}: APIGatewayProxyEventV2): Call {
  const [, before, customer] = customerPath.exec(rawPath) ?? [];
  return {
    method: requestContext.http.method,
    path: customer
      ? before + encodeURIComponent(customer)
      : rawPath.split('/').map(encodeURIComponent).join('/'),
    query: new URLSearchParams(rawQueryString),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
  };
}

export const toResult = ({ status, headers, body }: Reply): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  headers: { ...headers, 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' },
  body,
});
