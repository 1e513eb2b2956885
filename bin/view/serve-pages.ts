import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UserError } from '../../core/user-error.js';
import { createTurns } from './in-turn.js';
import type { LivePages } from './live-pages.js';

export interface PageServer {
  readonly url: string;
  close(): Promise<void>;
}

const host = '127.0.0.1';

/**
 * Answers this machine only: what asks under another name than ours is a page of somebody else's that was led here.
 * @throws UserError `PortInUse`
 */
export async function servePages(pages: LivePages, port: number): Promise<PageServer> {
  const inTurn = createTurns();
  const server = createServer((request, response) => {
    const gone = new AbortController();
    response.once('close', () => gone.abort(new Error('whoever asked has gone away')));
    void answer(() => inTurn(() => replyTo(pages, request, gone.signal), gone.signal), request, response);
  });
  await listen(server, port);
  const { port: opened } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${opened}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const listen = (server: Server, port: number) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE' || error.code === 'EACCES';
      reject(isTaken ? portInUse(port, error) : error);
    });
    server.listen(port, host, resolve);
  });

const portInUse = (port: number, cause: Error) =>
  new UserError('PortInUse', `port ${port} is in use, or not ours to use`, {
    remedy: 'Name another one with --port, or --port 0 for any that is free.',
    cause,
  });

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

async function answer(
  reply: () => Promise<Reply>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const replied = wrongRequest(request) ?? reply();
  const { status, type, body } = await Promise.resolve(replied).catch((error) =>
    response.destroyed ? gone : replyToError(error),
  );
  if (response.destroyed) return;
  response.writeHead(status, {
    ...(status === 503 && { 'retry-after': '5' }),
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

const plain = (status: number, body: string): Reply => ({ status, type: 'text/plain', body: `${body}\n` });

/** To whoever has gone away nothing is said, and nothing about them. */
const gone = plain(503, '');

/** What is refused without a look at anything. */
function wrongRequest({ method, url = '/', headers }: IncomingMessage): Reply | undefined {
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? '')) return plain(403, 'not under this name');
  if (method !== 'GET' && method !== 'HEAD') return plain(405, 'this page is only read');
  return addressOf(url) ? undefined : plain(404, 'not here');
}

const addressOf = (url: string): URL | undefined => {
  const address = `http://${host}${url.startsWith('/') ? url : '/?'}`;
  return URL.canParse(address) ? new URL(address) : undefined;
};

async function replyTo(pages: LivePages, { url = '/' }: IncomingMessage, gone: AbortSignal): Promise<Reply> {
  const { pathname, searchParams } = addressOf(url)!;
  if (pathname === '/') return { status: 200, type: 'text/html', body: await pages.page(searchParams, gone) };
  const [, panel] = /^\/(\w+)\.csv$/.exec(pathname) ?? [];
  const csv = panel && (await pages.download(panel, searchParams, gone));
  return csv === undefined || csv === ''
    ? plain(404, 'not here')
    : { status: 200, type: 'text/csv', body: csv };
}

/** What somebody asked for wrongly is theirs to know; anything else is said where the server was started. */
function replyToError(error: unknown): Reply {
  if (error instanceof UserError) return plain(statusOf(error), `${error.message}\n${error.remedy}`);
  process.stderr.write(`error: ${(error as Error).message}\n`);
  return plain(500, 'something went wrong: see where insiders view was started');
}

const statusOf = ({ name }: UserError): number => {
  if (name === 'TooBusy' || name === 'FolderInUse') return 503;
  return name === 'DamagedDatabase' || name === 'DatabaseStopped' ? 500 : 400;
};
