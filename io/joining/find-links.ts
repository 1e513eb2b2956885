import { keyMeaning } from '../../core/joining/table-names.js';
import { isUnique, type Link, type TableProfile } from '../../core/joining/table-profile.js';
import type { Engine } from '../engine.js';
import { quotedName } from '../quoted-name.js';

/** Below this a key of the same name is another key. */
const leastShare = 0.5;
/** What is found by values alone must be found nearly always, and not by chance: small numbers are in every table. */
const byValues = { share: 0.98, distinct: 20, length: 4 };

/** A loaded table is called `t0`, `t1` and so on in the engine. */
export const tableAt = (i: number) => quotedName(`t${i}`);

/**
 * The columns that point from one table into another: by name and found in its values, or, between tables without
 * a common name, by values alone.
 */
export async function findLinks(engine: Engine, tables: readonly TableProfile[]): Promise<Link[]> {
  const links: Link[] = [];
  for (const [from, child] of tables.entries()) {
    for (const [to, parent] of tables.entries()) {
      if (from === to) continue;
      const keys = parent.columns.filter((column) => isUnique(parent, column));
      const pairs = child.columns.flatMap((column) => keys.map((key) => ({ column, key })));
      const named = pairs.filter(
        ({ column, key }) =>
          column.nFilled > 0 && keyMeaning(column.header, child.name) === keyMeaning(key.header, parent.name),
      );
      const found = await measured(engine, { from, to, pairs: named, least: leastShare });
      const unnamed = pairs.filter(({ column }) => column.nDistinct >= byValues.distinct);
      const all =
        found.length > 0
          ? found
          : await measured(engine, { from, to, pairs: unnamed, least: byValues.share, isByValues: true });
      const best = all.sort((a, b) => b.share - a.share)[0];
      if (best) links.push(best);
    }
  }
  return links;
}

async function measured(
  engine: Engine,
  {
    from,
    to,
    pairs,
    least,
    isByValues = false,
  }: {
    from: number;
    to: number;
    pairs: readonly { column: { header: string }; key: { header: string } }[];
    least: number;
    isByValues?: boolean;
  },
): Promise<Link[]> {
  const links: Link[] = [];
  for (const { column, key } of pairs) {
    const [child, parent] = [quotedName(column.header), quotedName(key.header)];
    if (isByValues && !(await looksAlike(engine, { from, to, child, parent }))) continue;
    const [row] = await engine.query<{ share: number | null }>(
      `select count(p.k) / nullif(count(c.k), 0) as share from (select ${child} as k from ${tableAt(from)}) c
       left join (select ${parent} as k from ${tableAt(to)} where ${parent} is not null) p on c.k = p.k`,
    );
    const share = row!.share ?? 0;
    if (share >= least) links.push({ from, to, fromColumn: column.header, toColumn: key.header, share });
  }
  return links;
}

/** A hundred values of the child, which are to be long enough, and all in the parent. */
async function looksAlike(
  engine: Engine,
  { from, to, child, parent }: { from: number; to: number; child: string; parent: string },
): Promise<boolean> {
  const [row] = await engine.query<{ found: number; all: number; length: number }>(
    `with sampled as (select distinct ${child} as k from ${tableAt(from)} where ${child} is not null order by 1 limit 100)
     select count(*) as all, avg(length(k)) as length,
       count(*) filter (k in (select ${parent} from ${tableAt(to)})) as found from sampled`,
  );
  return row!.length >= byValues.length && row!.found >= 0.95 * row!.all;
}
