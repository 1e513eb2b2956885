/** A statement with `$1`, `$2` … in place of its `:name`s, and the names in the order of their numbers. */
export interface NamedParameters {
  readonly sql: string;
  readonly names: readonly string[];
}

/**
 * What the Data API makes of a statement. Written for itself: what the product takes for a name (`io/sql-tokens.ts`) must
 * be what the service takes for one, which is no code of ours. A name is a colon and a word, outside of texts, quoted
 * names and comments; two colons are a cast.
 */
export function namedParameters(statement: string): NamedParameters {
  const names: string[] = [];
  let sql = '';
  let at = 0;
  const copyTo = (end: number) => {
    sql += statement.slice(at, end);
    at = end;
  };
  /** Up to behind the next place of a text, or to the end. */
  const copyBehind = (text: string, from: number) => {
    const found = statement.indexOf(text, from);
    copyTo(found < 0 ? statement.length : found + text.length);
  };
  while (at < statement.length) {
    const rest = statement.slice(at);
    const dollarQuote = /^\$(?:[a-zA-Z_]\w*)?\$/.exec(rest)?.[0];
    const name = /^:([a-zA-Z_]\w*)/.exec(rest)?.[1];
    if (rest.startsWith('--')) copyBehind('\n', at);
    else if (rest.startsWith('/*')) copyBehind('*/', at);
    else if (rest[0] === "'" || rest[0] === '"') copyBehind(rest[0], at + 1);
    else if (dollarQuote) copyBehind(dollarQuote, at + dollarQuote.length);
    else if (rest.startsWith('::')) copyTo(at + 2);
    else if (name !== undefined) {
      if (!names.includes(name)) names.push(name);
      sql += `$${names.indexOf(name) + 1}`;
      at += 1 + name.length;
    } else copyTo(at + 1);
  }
  return { sql, names };
}
