import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createTurns } from '../../api/in-turn.js';
import { UserError } from '../../core/errors/user-error.js';
import { host, isOurName, type LocalServer, listenHere } from '../local-server.js';
import type { LivePages } from './live-pages.js';

/**
 * Answers this machine only: what asks under another name than ours is a page of somebody else's that was led here.
 * @throws UserError `PortInUse`
 */
export async function servePages(pages: LivePages, port: number): Promise<LocalServer> {
  const inTurn = createTurns();
  const server = createServer((request, response) => {
    const gone = new AbortController();
    response.once('close', () => gone.abort(new Error('whoever asked has gone away')));
    void answer(() => inTurn(() => replyTo(pages, request, gone.signal), gone.signal), request, response);
  });
  return listenHere(server, port);
}

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
  if (!isOurName(headers.host)) return plain(403, 'not under this name');
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
