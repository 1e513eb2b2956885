import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ServerRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

export interface ServerAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
}

/** An error of the service, in place of the work. */
export interface ServiceError {
  readonly status: number;
  readonly name: string;
}

/** The request never arrives; its answer is lost although the work was done; the answer breaks off half-way. */
export type NetworkFault = 'lostRequest' | 'lostAnswer' | 'truncatedBody';

export type Fault = ServiceError | NetworkFault;

/** Asked for each request with its number from 0; what it returns happens to that request. */
export type FaultHook = (request: ServerRequest, count: number) => Fault | undefined;

export interface RunningServer {
  readonly url: string;
  close(): Promise<void>;
}

/** An HTTP server on a free port of 127.0.0.1. An exception in `handle` is answered with 500 and its stack. */
export async function startServer(
  handle: (request: ServerRequest) => Promise<ServerAnswer>,
  errorAnswer: (error: ServiceError) => ServerAnswer,
  hook: () => FaultHook | undefined,
): Promise<RunningServer> {
  let count = 0;
  // Node's five seconds end a connection just when a client that has waited for a step takes it up again.
  const server = createServer({ keepAliveTimeout: 60_000 }, async (incoming, response) => {
    const request = await readRequest(incoming);
    const fault = hook()?.(request, count++);
    if (fault === 'lostRequest') return incoming.socket.destroy();
    if (typeof fault === 'object') return send(response, errorAnswer(fault), request.method);
    const answer = await handle(request).catch((error) => ({ status: 500, body: String(error.stack) }));
    if (fault === 'lostAnswer') return incoming.socket.destroy();
    send(response, answer, request.method, fault === 'truncatedBody');
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

/** The access key that signed a request; empty where none did. */
export const callerOf = ({ headers }: ServerRequest): string =>
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? '';

async function readRequest(incoming: IncomingMessage): Promise<ServerRequest> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part);
  return {
    method: incoming.method!,
    url: new URL(incoming.url!, 'http://127.0.0.1'),
    headers: incoming.headers as Record<string, string>,
    body: Buffer.concat(parts),
  };
}

function send(response: ServerResponse, answer: ServerAnswer, method: string, truncated = false): void {
  const body = Buffer.from(answer.body ?? '');
  response.writeHead(answer.status, { 'content-length': body.length, ...answer.headers });
  if (!truncated) response.end(method === 'HEAD' ? undefined : body);
  else response.write(body.subarray(0, body.length >> 1), () => response.destroy());
}
