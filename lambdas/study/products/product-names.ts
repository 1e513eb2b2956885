import type { Engine } from '../../../io/engine.js';
import { queryRows } from '../customers/query-rows.js';

/** What products are called; of several descriptions the last by the alphabet. */
export async function namesOf(engine: Engine, codes: readonly string[]): Promise<Map<string, string | null>> {
  const rows = await queryRows<{ stockCode: string; description: string | null }>(
    engine,
    `select stock_code, max(description) as description
    from purchases
    where stock_code in (select unnest(from_json($1, '["varchar"]')))
    group by stock_code`,
    [JSON.stringify(codes)],
  );
  return new Map(rows.map(({ stockCode, description }) => [stockCode, description]));
}
