import { randomUUID } from 'node:crypto';
import { PGlite } from '@electric-sql/pglite';
import { DataApiError } from './data-api-error.js';
import { describeResult, execute, type ReadObject } from './data-api-execute.js';
import type { Parameter } from './data-api-types.js';
import {
  callerOf,
  type FaultHook,
  type ServerAnswer,
  type ServerRequest,
  startServer,
} from './http-server.js';
import s3Import from './s3-import.sql';

const limits = {
  requestBytes: 4 * 1024 * 1024,
  idleSeconds: 180,
  statementSeconds: 45,
  transactionSeconds: 24 * 3600,
};

export interface DataApiServerOptions {
  readonly readObject: ReadObject;
  readonly nowSeconds?: () => number;
}

export interface DataApiServer {
  readonly url: string;
  readonly pglite: PGlite;
  /** Path of each request so far, and the access key that signed it. */
  readonly requests: { readonly caller: string; readonly path: string }[];
  /** Set it to make requests fail. */
  faults: FaultHook | undefined;
  close(): Promise<void>;
}

interface OpenTransaction {
  readonly id: string;
  readonly startedAt: number;
  lastUsedAt: number;
  isBusy: boolean;
  /** Lets the next one have the connection. */
  readonly release: () => void;
}

interface StatementRequest {
  readonly sql: string;
  readonly parameters?: readonly Parameter[];
  readonly transactionId?: string;
  readonly includeResultMetadata?: boolean;
}

/**
 * The parts of the RDS Data API that this project uses, over an embedded PostgreSQL, with the service's own limits.
 * The embedded one has a single connection: while a transaction is open, whoever comes otherwise waits.
 */
export async function startDataApiServer({
  readObject,
  nowSeconds = () => performance.now() / 1000,
}: DataApiServerOptions): Promise<DataApiServer> {
  const pglite = await PGlite.create();
  await pglite.exec(`set timezone to 'UTC'`);
  await pglite.exec(s3Import);
  const requests: DataApiServer['requests'] = [];
  let connection: Promise<void> = Promise.resolve();
  let open: OpenTransaction | undefined;

  /** Waits for the connection; it is the caller's until the returned function is called. */
  const acquire = async (): Promise<() => void> => {
    let release = () => {};
    const mine = connection;
    connection = new Promise((resolve) => {
      release = resolve;
    });
    await mine;
    return release;
  };

  const finish = async (statement: 'commit' | 'rollback') => {
    const { release } = open!;
    open = undefined;
    await pglite.query(statement);
    release();
  };

  const rollBackExpired = async () => {
    if (!open || open.isBusy) return;
    const idle = nowSeconds() - open.lastUsedAt > limits.idleSeconds;
    if (idle || nowSeconds() - open.startedAt > limits.transactionSeconds) await finish('rollback');
  };

  const find = (id: string): OpenTransaction => {
    if (open?.id === id) return open;
    throw new DataApiError('TransactionNotFoundException', `Transaction ${id} is not found`, 404);
  };

  const inTransaction = async (request: StatementRequest, transaction: OpenTransaction) => {
    if (transaction.isBusy)
      throw new DataApiError('DatabaseErrorException', 'Transaction is still running a query');
    transaction.isBusy = true;
    try {
      return await run(request);
    } catch (error) {
      // The service ends a transaction whose result it cannot hand over.
      const isLost = (error as Error).name !== 'DatabaseErrorException';
      if (isLost) await finish('rollback');
      throw error;
    } finally {
      transaction.isBusy = false;
      transaction.lastUsedAt = nowSeconds();
    }
  };

  const alone = async (request: StatementRequest) => {
    const release = await acquire();
    try {
      return await run(request);
    } finally {
      release();
    }
  };

  const run = async ({ sql, parameters = [], includeResultMetadata }: StatementRequest) => {
    const startedAt = nowSeconds();
    const result = await execute(pglite, sql, parameters, readObject);
    if (nowSeconds() - startedAt > limits.statementSeconds) {
      throw new DataApiError('StatementTimeoutException', 'Request timed out');
    }
    return describeResult(result, includeResultMetadata ?? false);
  };

  const operations: Record<string, (body: never) => Promise<object>> = {
    '/Execute': (request: StatementRequest) =>
      request.transactionId ? inTransaction(request, find(request.transactionId)) : alone(request),
    '/BeginTransaction': async () => {
      const release = await acquire();
      await pglite.query('begin');
      const now = nowSeconds();
      open = { id: randomUUID(), startedAt: now, lastUsedAt: now, isBusy: false, release };
      return { transactionId: open.id };
    },
    '/CommitTransaction': async ({ transactionId }: { transactionId: string }) => {
      find(transactionId);
      await finish('commit');
      return { transactionStatus: 'Transaction Committed' };
    },
    '/RollbackTransaction': async ({ transactionId }: { transactionId: string }) => {
      find(transactionId);
      await finish('rollback');
      return { transactionStatus: 'Rollback Complete' };
    },
  };

  const handle = async (request: ServerRequest): Promise<ServerAnswer> => {
    const { method, url, body } = request;
    const caller = callerOf(request);
    requests.push({ caller, path: url.pathname });
    try {
      const operation = operations[url.pathname];
      if (method !== 'POST' || !operation)
        throw new DataApiError('NotFoundException', `${method} ${url}`, 404);
      if (!caller) throw new DataApiError('AccessDeniedException', 'the request is not signed', 403);
      if (body.length > limits.requestBytes)
        throw new DataApiError('BadRequestException', 'Request is too large', 413);
      await rollBackExpired();
      return json(200, await operation(checked(JSON.parse(body.toString())) as never));
    } catch (error) {
      if (error instanceof DataApiError) return errorAnswer(error);
      throw error;
    }
  };

  const server: DataApiServer = { url: '', pglite, requests, faults: undefined, close };
  const running = await startServer(
    handle,
    ({ status, name }) => errorAnswer(new DataApiError(name, 'injected', status)),
    () => server.faults,
  );
  return Object.assign(server, { url: running.url });

  async function close() {
    await running.close();
    await pglite.close();
  }
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
