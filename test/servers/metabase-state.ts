import { randomUUID } from 'node:crypto';
import type { PasswordComplexity } from './metabase-password.js';

export interface User {
  readonly email: string;
  readonly password: string;
  isSuperuser: boolean;
}

export interface StoredField {
  readonly id: number;
  readonly name: string;
  description: string | null;
  semantic_type: string | null;
  has_field_values: string | null;
}

export interface StoredTable {
  readonly id: number;
  readonly name: string;
  description: string | null;
  isActive: boolean;
  fields: StoredField[];
}

export interface StoredDatabase {
  readonly id: number;
  name: string;
  engine: string;
  details: Record<string, unknown>;
  tables: StoredTable[];
  /** How often its metadata is asked for until the first synchronisation is over. */
  looksUntilSynced: number;
  needsSync: boolean;
}

export interface StoredCollection {
  readonly id: number;
  name: string;
  description: string | null;
  archived: boolean;
  readonly location: string;
}

/** A query in no form: as the server holds it between reading and writing. */
export interface StoredQuery {
  readonly database: number;
  readonly sql: string;
  readonly tags: readonly StoredTag[];
}

export interface StoredTag {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly fieldId: number;
  readonly [key: string]: unknown;
}

export interface StoredCard {
  readonly id: number;
  readonly entity_id: string;
  name: string;
  description: string | null;
  type: string;
  display: string;
  collection_id: number | null;
  archived: boolean;
  visualization_settings: Record<string, unknown>;
  query: StoredQuery;
}

export interface StoredTab {
  readonly id: number;
  readonly name: string;
}

export interface StoredDashcard {
  readonly id: number;
  readonly card_id: number | null;
  readonly dashboard_tab_id: number | null;
  readonly row: number;
  readonly col: number;
  readonly size_x: number;
  readonly size_y: number;
  readonly parameter_mappings: readonly Record<string, unknown>[];
  readonly series: readonly { readonly id: number }[];
  readonly visualization_settings: Record<string, unknown>;
}

export interface StoredDashboard {
  readonly id: number;
  name: string;
  description: string | null;
  caveats: string | null;
  width: string;
  collection_id: number | null;
  archived: boolean;
  parameters: Record<string, unknown>[];
  tabs: StoredTab[];
  dashcards: StoredDashcard[];
}

export interface Graph {
  revision: number;
  groups: Record<string, Record<string, unknown>>;
}

/** Everything the stand-in for Metabase's server knows. Tests read it, and change it as a person would by hand. */
export interface MetabaseState {
  /** 60 of v0.60. */
  version: number;
  /** What it is told by MB_PASSWORD_COMPLEXITY. */
  passwordComplexity: PasswordComplexity;
  /** Whether a change of a card must hold the whole card, as was reported of v0.63.16. */
  wantsWholeCards: boolean;
  setupToken: string | null;
  readonly users: User[];
  readonly sessions: Map<string, User>;
  readonly apiKeys: Map<string, User>;
  readonly databases: StoredDatabase[];
  readonly collections: StoredCollection[];
  readonly cards: StoredCard[];
  readonly dashboards: StoredDashboard[];
  readonly dataGraph: Graph;
  readonly collectionGraph: Graph;
  /** How many more times its health, and then its properties, are asked for in vain. */
  startsIn: { health: number; properties: number };
  nextId(): number;
}

export function emptyMetabase(version: number): MetabaseState {
  let lastId = 0;
  return {
    version,
    passwordComplexity: 'normal',
    wantsWholeCards: false,
    setupToken: randomUUID(),
    users: [],
    sessions: new Map(),
    apiKeys: new Map(),
    databases: [],
    collections: [],
    cards: [],
    dashboards: [],
    dataGraph: { revision: 1, groups: { 1: {}, 2: {} } },
    collectionGraph: { revision: 1, groups: { 1: { root: 'write' }, 2: { root: 'write' } } },
    startsIn: { health: 0, properties: 0 },
    nextId: () => ++lastId,
  };
}
