import { createHash, timingSafeEqual } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { mostBodyBytes, tooLarge } from '../../api/answer-call.js';
import type { Call, Reply } from '../../api/call.js';
import { brokenReply, problemReply, wrongRequest } from '../../api/problem.js';
import { UserError } from '../../core/errors/user-error.js';
import { host, isOurName, type LocalServer, listenHere } from '../local-server.js';
import type { Permission, SignedLinks } from './signed-links.js';

export interface CallServerOptions {
  readonly answer: (call: Call) => Promise<Reply>;
  readonly token: string;
  readonly links: SignedLinks;
  /** A local file with what a link is for. @throws Error named `ObjectNotFound` */
  fileOf(key: string): Promise<string>;
  /** Takes what is put to a link. */
  take(permission: Permission, body: IncomingMessage): Promise<void>;
  /** Seconds to wait before another call; 0 for none. */
  takeTurn(): number;
  complain(error: unknown): void;
  /** How long a body may take to come. */
  readonly bodySeconds?: number;
}

/** Connections at once; beyond, they wait for the kernel or are refused. */
const mostConnections = 256;

/** Answers calls of this machine that have the token. @throws UserError `PortInUse` */
export async function serveCalls(options: CallServerOptions, port: number): Promise<LocalServer> {
  const { bodySeconds = 20 } = options;
  const server = createServer(
    {
      headersTimeout: 10_000,
      requestTimeout: 1000 * (bodySeconds + 10),
      connectionsCheckingInterval: 1000,
      keepAliveTimeout: 30_000,
    },
    (request, response) => {
      const failed = (error: unknown) => {
        // Who has gone away hears nothing, and it is no defect of ours.
        const isGone = (error as NodeJS.ErrnoException).code === 'ECONNRESET';
        if (isGone) response.destroy();
        else send(response, request, replyToError(error, options));
      };
      void answerRequest({ ...options, bodySeconds }, request, response).catch(failed);
    },
  );
  server.maxConnections = mostConnections;
  return listenHere(server, port);
}

type Options = CallServerOptions & { readonly bodySeconds: number };

async function answerRequest(
  options: Options,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isOurName(request.headers.host)) throw wrongHost();
  const wait = options.takeTurn();
  if (wait > 0) throw new TooManyCalls(wait);
  const { pathname, query } = addressOf(request);
  if (pathname.startsWith('/links/')) return answerLink(options, request, response, query);
  if (!hasToken(request.headers.authorization, options.token)) throw notAuthorised();
  const call: Call = {
    method: request.method ?? 'GET',
    path: pathname,
    query,
    headers: headersOf(request),
    body: await readBody(request, options.bodySeconds),
  };
  send(response, request, await options.answer(call));
}

/** The path as it came: what is percent-encoded in it is part of a name, not of the path. */
function addressOf({ url = '/' }: IncomingMessage): { pathname: string; query: URLSearchParams } {
  const at = url.indexOf('?');
  const pathname = at < 0 ? url : url.slice(0, at);
  return { pathname, query: new URLSearchParams(at < 0 ? '' : url.slice(at + 1)) };
}

/** The last of several of one name, as the contract has each once. */
const headersOf = ({ headers }: IncomingMessage): Call['headers'] =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.at(-1) : value]),
  );

const digest = (text: string) => createHash('sha256').update(text).digest();

function hasToken(authorization: string | undefined, token: string): boolean {
  const [, given] = /^Bearer ([\x21-\x7e]{1,500})$/i.exec(authorization ?? '') ?? [];
  return given !== undefined && timingSafeEqual(digest(given), digest(token));
}

/** @throws UserError `TooLarge`, `SlowBody` */
async function readBody(request: IncomingMessage, seconds: number): Promise<Uint8Array> {
  if (Number(request.headers['content-length'] ?? 0) > mostBodyBytes) throw tooLarge();
  const timer = setTimeout(() => request.destroy(slowBody(seconds)), 1000 * seconds);
  try {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of request) {
      size += chunk.length;
      if (size > mostBodyBytes) throw tooLarge();
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } finally {
    clearTimeout(timer);
  }
}

async function answerLink(
  { links, fileOf, take }: Options,
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
): Promise<void> {
  const permission = readLink(links, request, query);
  if (!permission) throw wrongLink();
  if (permission.method === 'PUT') {
    checkPut(permission, request);
    await take(permission, request);
    send(response, request, { status: 201, headers: { 'cache-control': 'no-store' }, body: '' });
    return;
  }
  const file = await fileOf(permission.key);
  response.writeHead(200, {
    ...always,
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${basename(file)}"`,
    'cache-control': 'no-store',
  });
  await pipeline(createReadStream(file), response);
}

function readLink(
  links: SignedLinks,
  request: IncomingMessage,
  query: URLSearchParams,
): Permission | undefined {
  try {
    return links.read(request.method ?? 'GET', addressOf(request).pathname, query);
  } catch {
    return undefined;
  }
}

function checkPut({ bytes, type }: Permission, { headers }: IncomingMessage): void {
  if (Number(headers['content-length']) === bytes && headers['content-type'] === type) return;
  throw wrongRequest(
    `the link is for ${bytes} bytes of ${type}`,
    'Send the headers that came with the link, with the file as it was named.',
  );
}

const always = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' };

function send(response: ServerResponse, request: IncomingMessage, { status, headers, body }: Reply): void {
  if (response.destroyed || response.headersSent) {
    response.destroy();
    return;
  }
  // Of a body that was not read to its end nobody waits for the rest.
  const isUnread = !request.complete;
  response.writeHead(status, {
    ...always,
    ...headers,
    ...(status !== 304 && { 'content-length': Buffer.byteLength(body) }),
    ...(isUnread && { connection: 'close' }),
  });
  response.end(body, () => isUnread && request.destroy());
}

function replyToError(error: unknown, { complain }: CallServerOptions): Reply {
  if (error instanceof TooManyCalls) return problemReply(error, { 'retry-after': `${error.waitSeconds}` });
  if (error instanceof UserError) return problemReply(error);
  if ((error as Error).name === 'ObjectNotFound') return problemReply(wrongLink());
  complain(error);
  return brokenReply();
}

class TooManyCalls extends UserError {
  readonly waitSeconds: number;
  constructor(seconds: number) {
    super('TooManyCalls', 'too many calls', { remedy: 'Wait as long as Retry-After says.' });
    this.waitSeconds = Math.max(1, Math.ceil(seconds));
  }
}

const wrongHost = () => new UserError('WrongHost', 'not under this name', { remedy: `Call http://${host}.` });

const notAuthorised = () =>
  new UserError('NotAuthorised', 'there is no token, or a wrong one', {
    remedy: 'Send the header Authorization: Bearer and the token that insiders serve has printed.',
  });

const slowBody = (seconds: number) =>
  new UserError('SlowBody', `the body has not come within ${seconds} seconds`, {
    remedy: 'Send it at once.',
  });

const wrongLink = () =>
  new UserError('NoSuchPath', 'the link opens nothing, or not any more', { remedy: 'Ask for another link.' });
