import { randomUUID } from 'node:crypto';
import type { Call, Handlers } from './metabase-call.js';
import { isValidPassword } from './metabase-password.js';
import { forbidden, invalid, Refusal } from './metabase-refusal.js';
import type { Graph, User } from './metabase-state.js';

/** Who may come in, and what they may do. */
export const accessHandlers: Handlers = {
  'get /api/health': ({ state }) => {
    if (state.startsIn.health-- > 0) throw new Refusal(503, { status: 'initializing', progress: 0.5 });
    return { status: 'ok' };
  },

  'get /api/session/properties': ({ state }) => {
    if (state.startsIn.properties-- > 0) throw new Refusal(500, 'starting');
    return {
      'has-user-setup': state.users.length > 0,
      'setup-token': state.setupToken,
      version: { tag: `v0.${state.version}.3`, date: '2026-01-01' },
    };
  },

  'post /api/setup': ({ state, body }) => {
    if (state.users.length > 0)
      throw new Refusal(403, 'The /api/setup route can only be used to create the first user');
    if (body.token !== state.setupToken) throw invalid('token', 'Token does not match the setup token.');
    if (!isValidPassword(body.user.password, state.passwordComplexity)) {
      throw invalid('password', 'password is too common.');
    }
    const user = { email: body.user.email, password: body.user.password, isSuperuser: true };
    state.users.push(user);
    state.setupToken = null;
    return startSession(state.sessions, user);
  },

  'post /api/session': ({ state, body }) => {
    const user = state.users.find(({ email }) => email === body.username);
    if (user?.password !== body.password) {
      throw new Refusal(401, { errors: { password: 'did not match stored password' } });
    }
    return startSession(state.sessions, user!);
  },

  'delete /api/session': ({ state, session }) => {
    state.sessions.delete(session!);
  },

  'get /api/user/current': ({ user }) => ({ email: user!.email, is_superuser: user!.isSuperuser }),

  'get /api/permissions/graph': ({ state }) => state.dataGraph,
  'put /api/permissions/graph': ({ state, body }) => {
    for (const databases of Object.values<object>(body.groups ?? {})) {
      for (const { 'view-data': view, 'create-queries': create } of Object.values(databases)) {
        if (view !== 'unrestricted') throw invalid('view-data', 'paid plans only');
        if (!['no', 'query-builder', 'query-builder-and-native'].includes(create)) {
          throw invalid('create-queries', 'unknown value');
        }
      }
    }
    return mergeGraph(state.dataGraph, body);
  },

  'get /api/collection/graph': ({ state }) => state.collectionGraph,
  'put /api/collection/graph': ({ state, body }) => {
    const levels = Object.values<object>(body.groups).flatMap((group) => Object.values(group));
    if (levels.some((level) => !['read', 'write', 'none'].includes(level)))
      throw invalid('groups', 'unknown level');
    return mergeGraph(state.collectionGraph, body);
  },
};

const anybody = ['get /api/health', 'get /api/session/properties', 'post /api/setup', 'post /api/session'];
const members = ['delete /api/session', 'get /api/user/current'];

/** Administrators may do everything that a push does; others look at most. */
export function checkAccess(endpoint: string, user: Call['user']): void {
  if (anybody.includes(endpoint)) return;
  if (!user) throw new Refusal(401, 'Unauthenticated');
  if (!user.isSuperuser && !members.includes(endpoint)) throw forbidden();
}

function startSession(sessions: Map<string, User>, user: User): { id: string } {
  const id = randomUUID();
  sessions.set(id, user);
  return { id };
}

/** Only on top of the revision that is current; groups and entries that are not named stay. */
function mergeGraph(graph: Graph, { revision, groups }: Graph): Graph {
  if (revision !== graph.revision) {
    throw new Refusal(
      409,
      'Looks like someone else edited the permissions and your data is out of date. Please fetch new data and try again.',
    );
  }
  for (const [group, entries] of Object.entries(groups)) {
    graph.groups[group] = { ...graph.groups[group], ...entries };
  }
  graph.revision++;
  return graph;
}
