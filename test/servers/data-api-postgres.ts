import type { Login } from '../../io/read-login.js';

/** A value as PostgreSQL's own text, or a list of values. */
export type Cell = string | readonly unknown[] | null;

/** What a statement gave. */
export interface Results {
  readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[];
  readonly rows: readonly (readonly Cell[])[];
  readonly affectedRows: number;
}

/** A value, and the number of the type that it is declared to have; 0 leaves it to PostgreSQL. */
export interface BoundValue {
  readonly value: unknown;
  readonly type: number;
}

/** A connection, as some login. */
export interface Connection {
  /** @param object what a statement imports, where it imports something */
  query(sql: string, values: readonly BoundValue[], object?: Buffer): Promise<Results>;
  /** Aurora's extension for S3, which its master user may make. */
  makeS3Extension(): Promise<void>;
  /** Gives it back, and it may have another login next. */
  release(): void;
}

/** The PostgreSQL behind a Data API. */
export interface Postgres {
  /** So many it has at once; whoever comes when all are taken waits. */
  readonly connections: number;
  /** @param login undefined: the master user. @throws DataApiError where PostgreSQL would not let it in */
  connect(login: Login | undefined): Promise<Connection>;
  close(): Promise<void>;
}
