import type { Filter } from '../dashboards/dashboard.js';

/** A filter and what was chosen in it: a word, or the first and the last day. */
export interface Choice {
  readonly filter: Filter;
  readonly word?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** A part of a `where`, its values bound by name. */
export interface Condition {
  readonly sql: string;
  readonly values: Readonly<Record<string, string>>;
}

/** What the choices ask of a view that has these columns; a filter whose column it has not leaves it as it is. */
export const conditionsOn = (columns: ReadonlySet<string>, choices: readonly Choice[]): Condition[] =>
  choices.filter(({ filter }) => columns.has(filter.column)).flatMap(conditionsOf);

function conditionsOf({ filter: { name, column }, word, from, to }: Choice): Condition[] {
  const compare = (operator: string, value: string | undefined, key: string, cast = '') =>
    value === undefined ? [] : [{ sql: `"${column}" ${operator} :${key}${cast}`, values: { [key]: value } }];
  return [
    ...compare('=', word, name),
    ...compare('>=', from, `${name}_from`, '::date'),
    ...compare('<=', to, `${name}_to`, '::date'),
  ];
}
