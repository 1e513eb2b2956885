import type { Queryable } from '../io/database.js';
import type { StepIo } from '../io/step-io.js';
import type { components } from './contract-types.js';

/** The schemas of the contract, by name. */
export type Schemas = components['schemas'];

/** A call as any transport brings it. */
export interface Call {
  readonly method: string;
  /** As it came, percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, or nothing. */
  readonly body: string;
}

/** A link that lets whoever has it do one thing until then. */
export interface Link {
  readonly href: string;
  readonly expiresAt: Date;
}

/** Runs that are made on request. */
export interface Starter {
  /** The same key starts one. @throws UserError `UnknownUpload`, `RunInProgress`, `NothingToRead` */
  start(dataset: string, key: string, uploads: readonly string[]): Promise<Schemas['Execution']>;
  find(dataset: string, execution: string): Promise<Schemas['Execution'] | undefined>;
  /** Where one file of orders of that size and type can be put. */
  linkUpload(dataset: string, file: Schemas['UploadRequest']): Promise<Link & { readonly upload: string }>;
}

/** What calls are answered from. */
export interface World extends Pick<StepIo, 'store' | 'withEngine'> {
  /** Whether whoever calls may know of the dataset. */
  serves(dataset: string): boolean;
  /** Lends the database, which only reads. */
  ask<T>(work: (database: Queryable) => Promise<T>): Promise<T>;
  /** A link to a stored object. */
  link(key: string): Promise<Link>;
  readonly starter: Starter;
  /** Told what went wrong that is nobody's mistake but ours. */
  complain(error: unknown): void;
}
