import type { SqlValue, SqlValues } from './database.js';
import { sqlTokens } from './sql-tokens.js';

/** A statement with `$1`, `$2` … in place of its `:name`s, and the value of each. */
export interface NumberedStatement {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/**
 * Numbers a statement's `:name`s; the same name twice is the same number.
 * @throws RangeError where a name has no value
 */
export function numberedValues(sql: string, values: SqlValues = {}): NumberedStatement {
  const names: string[] = [];
  const numberOf = (name: string) => {
    if (!Object.hasOwn(values, name))
      throw new RangeError(`the statement binds :${name}, which has no value`);
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  };
  const pieces = [...sqlTokens(sql)].map(({ kind, text }) =>
    kind === 'name' ? numberOf(text.slice(1)) : text,
  );
  return { sql: pieces.join(''), values: names.map((name) => values[name]!) };
}
