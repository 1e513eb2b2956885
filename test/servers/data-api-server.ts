import type { Login } from '../../io/read-login.js';
import { DataApiError } from './data-api-error.js';
import type { ReadObject } from './data-api-execute.js';
import { startPglite } from './data-api-pglite.js';
import type { Postgres } from './data-api-postgres.js';
import { type DataApiRequest, DataApiSession } from './data-api-session.js';
import {
  callerOf,
  type FaultHook,
  type ServerAnswer,
  type ServerRequest,
  startServer,
} from './http-server.js';

const requestBytesLimit = 4 * 1024 * 1024;

export interface DataApiServerOptions {
  readonly readObject: ReadObject;
  /** What secrets hold, by ARN; every other ARN is that of the master user's. */
  readonly logins?: Readonly<Record<string, Login>>;
  readonly nowSeconds?: () => number;
  /** In place of an embedded PostgreSQL; closed with the server. */
  readonly postgres?: Postgres;
}

export interface DataApiServer {
  readonly url: string;
  /** Path of each request so far, and the access key that signed it. */
  readonly requests: { readonly caller: string; readonly path: string }[];
  /** Set it to make requests fail. */
  faults: FaultHook | undefined;
  close(): Promise<void>;
}

/** The parts of the RDS Data API that this project uses, over a PostgreSQL, with the service's own limits. */
export async function startDataApiServer({
  readObject,
  logins = {},
  nowSeconds = () => performance.now() / 1000,
  postgres: given,
}: DataApiServerOptions): Promise<DataApiServer> {
  const postgres = given ?? (await startPglite());
  const session = new DataApiSession({ postgres, readObject, logins, nowSeconds });
  const requests: DataApiServer['requests'] = [];
  const handle = async (request: ServerRequest) => {
    requests.push({ caller: callerOf(request), path: request.url.pathname });
    return answer(session, request).catch((error) => {
      if (error instanceof DataApiError) return errorAnswer(error);
      throw error;
    });
  };

  const server: DataApiServer = {
    url: '',
    requests,
    faults: undefined,
    async close() {
      await running.close();
      await postgres.close();
    },
  };
  const running = await startServer(
    handle,
    ({ status, name }) => errorAnswer(new DataApiError(name, 'injected', status)),
    () => server.faults,
  );
  return Object.assign(server, { url: running.url });
}

type Operation = (session: DataApiSession, request: DataApiRequest) => Promise<object>;

const operations: Record<string, Operation> = {
  '/Execute': (session, request) => session.execute(request),
  '/BeginTransaction': (session, request) => session.begin(request),
  '/CommitTransaction': (session, request) => session.finish(request, 'commit'),
  '/RollbackTransaction': (session, request) => session.finish(request, 'rollback'),
};

async function answer(session: DataApiSession, request: ServerRequest): Promise<ServerAnswer> {
  const { method, url, body } = request;
  const operation = operations[url.pathname];
  if (method !== 'POST' || !operation) throw new DataApiError('NotFoundException', `${method} ${url}`, 404);
  if (!callerOf(request)) throw new DataApiError('AccessDeniedException', 'the request is not signed', 403);
  if (body.length > requestBytesLimit)
    throw new DataApiError('BadRequestException', 'Request is too large', 413);
  await session.rollBackExpired();
  const statement = checked(JSON.parse(body.toString())) as unknown as DataApiRequest;
  return json(200, await operation(session, statement));
}

/** What is not known here is refused rather than ignored. */
function checked(request: Record<string, unknown>): Record<string, unknown> {
  const unknown = Object.keys(request).find((name) => !knownFields.has(name));
  if (unknown) throw new DataApiError('ValidationException', `${unknown} is not known here`);
  for (const arn of ['resourceArn', 'secretArn']) {
    if (!String(request[arn]).startsWith('arn:aws:'))
      throw new DataApiError('BadRequestException', `${arn} is no ARN`);
  }
  return request;
}

const knownFields = new Set(
  'resourceArn secretArn database sql parameters transactionId includeResultMetadata'.split(' '),
);

const json = (status: number, body: object, headers = {}): ServerAnswer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

const errorAnswer = ({ status, name, message }: DataApiError) =>
  json(status, { message }, { 'x-amzn-errortype': name });
