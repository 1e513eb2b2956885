import { numberedValues } from '../../io/numbered-values.js';
import { namedParameters } from './data-api-parameters.js';

test.each([
  ['select :a, :b_2, :a', 'select $1, $2, $1', ['a', 'b_2']],
  ["select ':a', x::text, :a::int", "select ':a', x::text, $1::int", ['a']],
  ['select 1 -- :no\n, :yes', 'select 1 -- :no\n, $1', ['yes']],
  ['select /* :no */ :yes', 'select /* :no */ $1', ['yes']],
  ['select ":no" from t where a = :yes', 'select ":no" from t where a = $1', ['yes']],
  ["select 'it''s :no', :yes", "select 'it''s :no', $1", ['yes']],
  ['do $$ begin a := :no; end $$', 'do $$ begin a := :no; end $$', []],
  ['select $q$ :no $q$, :yes', 'select $q$ :no $q$, $1', ['yes']],
])('of %p the service and the product make the same', (statement, sql, names) => {
  expect(namedParameters(statement)).toEqual({ sql, names });
  const values = Object.fromEntries(names.map((name) => [name, 1]));
  expect(numberedValues(statement, values).sql).toBe(sql);
});
