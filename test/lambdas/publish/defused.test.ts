import { csvLine } from '../../../core/csv/csv-line.js';
import { withDuckdb } from '../../../io/duckdb-engine.js';
import { defused } from '../../../lambdas/publish/defused.js';

const texts = [
  ...['=1', '+1', '-1', '@A', '\tx', '\rx', '＝1', '＋1', '－1', '＠1', ' =1', '\ufeff=1', '"=1'],
  ...['x;=1;y', 'x;"=1', 'a\t@S', 'a\n+c', 'a| -2+3+cmd', 'a-b', 'x@shop.example', "it's", 'plain', ''],
];

test('SQL defuses what csvLine defuses, in the same way', async () => {
  const rows = await withDuckdb((engine) =>
    engine.query<{ text: string; cell: string }>(
      `select text, ${defused('text')} as cell from (select unnest(from_json($1, '["varchar"]')) as text)`,
      [JSON.stringify(texts)],
    ),
  );
  const plain = (line: string) =>
    line
      .replace(/^"(.*)"\n$/s, '$1\n')
      .replaceAll('""', '"')
      .slice(0, -1);
  expect(rows.map(({ cell }) => cell)).toEqual(texts.map((text) => plain(csvLine([text]))));
});
