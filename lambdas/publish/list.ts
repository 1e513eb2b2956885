/** A file, and the query that fills it in the order of its rows. */
export interface List {
  readonly file: string;
  readonly query: string;
}
