import { setTimeout } from 'node:timers/promises';
import type { Database } from '../../io/database.js';
import {
  type FaultHook,
  type RunningServer,
  type ServerAnswer,
  type ServerRequest,
  startServer,
} from './http-server.js';
import { accessHandlers, checkAccess } from './metabase-access.js';
import type { AcceptedConnection, Handlers } from './metabase-call.js';
import { cardHandlers } from './metabase-cards.js';
import { collectionHandlers } from './metabase-collections.js';
import { dashboardHandlers } from './metabase-dashboards.js';
import { databaseHandlers } from './metabase-databases.js';
import { Refusal } from './metabase-refusal.js';
import { checkRequest } from './metabase-spec.js';
import { emptyMetabase, type MetabaseState } from './metabase-state.js';

export interface MetabaseServer extends RunningServer {
  readonly state: MetabaseState;
  readonly accepted: AcceptedConnection;
  /** `PUT /api/card/7`, in the order in which they came. */
  readonly requests: string[];
  /** What happens to requests instead of the work. */
  fault: FaultHook | undefined;
  /** Keeps whoever asks waiting. */
  delaySeconds: number;
}

const handlers: Handlers = {
  ...accessHandlers,
  ...databaseHandlers,
  ...collectionHandlers,
  ...cardHandlers,
  ...dashboardHandlers,
};
const routes = Object.keys(handlers).map((endpoint) => {
  const [method, path] = endpoint.split(' ') as [string, string];
  return {
    endpoint,
    method: method.toUpperCase(),
    pattern: new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '([^/]+)')}$`),
  };
});

/** A stand-in for Metabase's server, whose one database is `postgres` behind the connection that it accepts. */
export async function startMetabase(postgres: Database, version: number): Promise<MetabaseServer> {
  const accepted = {
    host: 'db.test',
    port: 5432,
    dbname: 'insiders',
    user: 'reader',
    password: 'db-secret-1',
  };
  const server = {
    state: emptyMetabase(version),
    accepted,
    requests: [] as string[],
    fault: undefined as FaultHook | undefined,
    delaySeconds: 0,
  };
  const handle = async (request: ServerRequest): Promise<ServerAnswer> => {
    server.requests.push(`${request.method} ${request.url.pathname}`);
    await setTimeout(server.delaySeconds * 1000, undefined, { ref: false });
    try {
      return answer(await work(request, server.state, postgres, accepted));
    } catch (error) {
      if (error instanceof Refusal) return answer(error.body, error.status);
      throw error;
    }
  };
  const running = await startServer(
    handle,
    ({ status, name }) => answer(name, status),
    () => server.fault,
  );
  return Object.assign(server, running);
}

async function work(
  request: ServerRequest,
  state: MetabaseState,
  postgres: Database,
  accepted: AcceptedConnection,
) {
  const { method, url, headers, body } = request;
  const matches = routes.filter((route) => route.method === method && route.pattern.test(url.pathname));
  // `/api/collection/graph` before `/api/collection/{id}`.
  const route = matches.sort((a, b) => a.endpoint.split('{').length - b.endpoint.split('{').length)[0];
  if (!route) throw new Refusal(404, 'API endpoint does not exist.');
  const session = headers['x-metabase-session'];
  const user = state.sessions.get(session ?? '') ?? state.apiKeys.get(headers['x-api-key'] ?? '');
  checkAccess(route.endpoint, user);
  const content = body.length > 0 ? JSON.parse(String(body)) : undefined;
  checkRequest(route.endpoint, url.searchParams, content, state.version);
  const [, ...ids] = route.pattern.exec(url.pathname)!;
  const call = { state, ids, query: url.searchParams, body: content, user, session, postgres, accepted };
  return handlers[route.endpoint]!(call);
}

function answer(value: unknown, status = value === undefined ? 204 : 200): ServerAnswer {
  const isText = typeof value === 'string';
  return {
    status,
    headers: { 'content-type': isText ? 'text/plain' : 'application/json' },
    body: isText ? value : value === undefined ? '' : JSON.stringify(value),
  };
}
