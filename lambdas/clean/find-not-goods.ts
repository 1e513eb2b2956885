import type { CleaningFindings } from '../../core/cleaning/cleaning-findings.js';
import { findServices, type SoldProduct } from '../../core/orders/services.js';
import type { CleaningRules } from '../../core/rules/rules.js';
import type { Engine } from '../../io/engine.js';
import { makeList } from './make-list.js';

/**
 * Makes the tables `not_goods (stock_code)` and `not_goods_described (description)`: what the rules list, or what is
 * found by code and description together.
 */
export async function findNotGoods(
  engine: Engine,
  rules: CleaningRules,
): Promise<CleaningFindings['notGoods']> {
  if (rules.notGoods !== null) {
    await makeList(engine, 'not_goods (stock_code)', rules.notGoods);
    await makeList(engine, 'not_goods_described (description)', []);
    return [];
  }
  const products = await engine.query<SoldProduct>(`
    select stock_code as code, description, count(*) as lines from uploaded_lines
    where stock_code is not null or description is not null
    group by stock_code, description`);
  const services = [...findServices(products).keys()].sort(
    (a, b) => b.lines - a.lines || ((a.code ?? a.description)! < (b.code ?? b.description)! ? -1 : 1),
  );
  const codes = [...new Set(services.flatMap(({ code }) => (code === null ? [] : [code])))];
  const described = services.flatMap(({ code, description }) => (code === null ? [description!] : []));
  await makeList(engine, 'not_goods (stock_code)', codes);
  await makeList(engine, 'not_goods_described (description)', described);
  return onePerCode(services);
}

/** The description that most lines of a code have stands for it. */
function onePerCode(services: readonly SoldProduct[]): SoldProduct[] {
  const seen = new Set<string>();
  return services.filter(({ code, description }) => {
    const key = code ?? `\n${description}`;
    return !seen.has(key) && seen.add(key);
  });
}
