/** What is asked of the folder of results, by a process of its own. */
export type Question =
  | { readonly kind: 'datasets' }
  /** A GET of the contract. */
  | { readonly kind: 'call'; readonly path: string; readonly query: readonly (readonly [string, string])[] }
  | {
      readonly kind: 'view';
      readonly view: 'near_the_door' | 'about_to_leave' | 'not_answered';
      readonly dataset: string;
      readonly limit: number;
      readonly offset: number;
    }
  /** What there is to query: all views, or the columns of one. */
  | { readonly kind: 'tables'; readonly view: string | null }
  | { readonly kind: 'query'; readonly sql: string; readonly limit: number };

/** `error` is a name of ours; what stands in `data` may hold text of the shop. */
export interface Answered {
  readonly data: object;
  readonly error?: string;
}

/** What the process that answers is started with. */
export interface AnswererSetting {
  readonly home: string;
  readonly dataset: string | undefined;
}
