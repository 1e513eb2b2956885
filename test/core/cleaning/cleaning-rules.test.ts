import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleaningRules } from '../../../core/cleaning/cleaning-rules.js';

const sql = (name: string) => readFileSync(join(__dirname, `../../../sql/engine/${name}.sql`), 'utf8');

test('the rules apply in the order in which the receipt lists them', () => {
  const labelled = [...sql('clean-labelled-lines').matchAll(/then '(\w+)'/g)].map(([, rule]) => rule);
  expect(cleaningRules.map(({ rule }) => rule)).toEqual([...labelled, 'cancelled']);
  expect(sql('clean-sorted-lines')).toContain("then 'cancelled'");
});
