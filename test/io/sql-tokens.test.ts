import { numberedValues } from '../../io/numbered-values.js';
import { sqlStatements } from '../../io/sql-statements.js';
import { sqlTokens } from '../../io/sql-tokens.js';

const namesIn = (sql: string) =>
  [...sqlTokens(sql)].filter(({ kind }) => kind === 'name').map(({ text }) => text);

test('the pieces together are the text again', () => {
  const sql = `select 'a', "b", $$c$$, :d /* e /* f */ */ -- g\n; 'open`;
  expect([...sqlTokens(sql)].map(({ text }) => text).join('')).toBe(sql);
});

test.each([
  ['select :a, :b_2', [':a', ':b_2']],
  ['select 1::int, :a::date', [':a']],
  ['x := :a', [':a']],
  ['select a[1:2]', []],
  [`select ':a', 'it''s :a', E'it\\'s :a'`, []],
  [`select ":a", "x"":a"`, []],
  ['select $$ :a ; $$, $q$ :b $$ :c $q$, :d', [':d']],
  ['select 1 -- :a\n, :b', [':b']],
  ['/* :a /* :b */ :c */ :d', [':d']],
  ['select price$a$, :a, cost$a$', [':a']],
])('%s binds %j', (sql, names) => {
  expect(namesIn(sql)).toEqual(names);
});

test('names are numbered by their first appearance, and each has its value once', () => {
  const { sql, values } = numberedValues('select :b::int, :a, :b', { a: 'x', b: 1 });
  expect(sql).toBe('select $1::int, $2, $1');
  expect(values).toEqual([1, 'x']);
});

test('a name without a value is a RangeError, inherited properties are no values', () => {
  expect(() => numberedValues('select :toString', {})).toThrow(RangeError);
});

test('a script is cut at the semicolons between statements only', () => {
  const script = `-- first\nselect ';';\n\ndo $$ begin; end $$; -- nothing more\n`;
  expect(sqlStatements(script)).toEqual([`-- first\nselect ';'`, 'do $$ begin; end $$']);
});
