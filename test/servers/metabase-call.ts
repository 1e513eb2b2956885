import type { Database } from '../../io/database.js';
import type { MetabaseState, User } from './metabase-state.js';

/** The only connection that the database accepts. */
export interface AcceptedConnection {
  readonly host: string;
  readonly port: number;
  readonly dbname: string;
  readonly user: string;
  password: string;
}

/** One request, as its handler sees it. */
export interface Call {
  readonly state: MetabaseState;
  /** The words in the place of `{…}` in the path. */
  readonly ids: readonly string[];
  readonly query: URLSearchParams;
  // biome-ignore lint/suspicious/noExplicitAny: the description of the API has checked it
  readonly body: any;
  readonly user: User | undefined;
  readonly session: string | undefined;
  /** The real database behind the connection. */
  readonly postgres: Database;
  readonly accepted: AcceptedConnection;
}

/** What is answered as JSON; undefined is answered 204. */
export type Handler = (call: Call) => unknown;

/** By method and path, as the API's description has them. */
export type Handlers = Readonly<Record<string, Handler>>;
