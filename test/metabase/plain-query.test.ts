import { plainQuery } from '../../metabase/plain-query.js';

const sql = 'select 1 [[where {{a}}]] [[and {{b}}]]';
const tag = (name: string, dimension: unknown, more = {}) => ({
  id: `of-its-own-${Math.random()}`,
  name,
  type: 'dimension',
  'widget-type': 'string/=',
  dimension,
  ...more,
});
const mbql5 = (tags: unknown) => ({
  'lib/type': 'mbql/query',
  database: 2,
  stages: [{ 'lib/type': 'mbql.stage/native', native: sql, 'template-tags': tags }],
});
const legacy = (tags: unknown) => ({
  type: 'native',
  database: 2,
  native: { query: sql, 'template-tags': tags },
});

const plain = plainQuery(mbql5({ a: tag('a', ['field', {}, 7]), b: tag('b', ['field', {}, 8]) }));

test.each([
  ['legacy', legacy({ a: tag('a', ['field', 7, null]), b: tag('b', ['field', 8, null]) })],
  ['tags as a list, in another order', mbql5([tag('b', ['field', {}, 8]), tag('a', ['field', {}, 7])])],
  [
    'a reference with an id of its own',
    mbql5([tag('a', ['field', { 'lib/uuid': 'x' }, 7]), tag('b', ['field', {}, 8])]),
  ],
  [
    'defaults spelt out',
    legacy([
      tag('a', ['field', 7, null], { default: null, required: false }),
      tag('b', ['field', 8, null], { options: {} }),
    ]),
  ],
])('%s says the same', (_, query) => {
  expect(plainQuery(query)).toEqual(plain);
});

test.each([
  ['another field', mbql5([tag('a', ['field', {}, 9]), tag('b', ['field', {}, 8])])],
  ['a default', mbql5([tag('a', ['field', {}, 7], { default: ['x'] }), tag('b', ['field', {}, 8])])],
  ['a tag less', mbql5([tag('a', ['field', {}, 7])])],
  ['another database', { ...mbql5([tag('a', ['field', {}, 7]), tag('b', ['field', {}, 8])]), database: 3 }],
  ['a query that is no SQL', { 'lib/type': 'mbql/query', database: 2, stages: [{ 'source-table': 1 }] }],
])('%s does not', (_, query) => {
  expect(plainQuery(query)).not.toEqual(plain);
});
