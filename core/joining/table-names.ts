/**
 * What tells files of one export from each other: their names without endings, and without the beginning and end
 * that all have. `olist_orders_dataset.csv`, `olist_customers_dataset.csv` -> `olist`, `orders` and `customers`.
 */
export function tableNames(files: readonly string[]): { common: string; names: string[] } {
  const words = files.map((file) =>
    file
      .replace(/(\.(csv|tsv|txt|xlsx|parquet|json|jsonl|ndjson|gz))+$/i, '')
      .split(/[^\p{L}\d]+/u)
      .filter((word) => word !== ''),
  );
  const shortest = Math.min(...words.map(({ length }) => length));
  const isShared = (at: number) =>
    words.every((each) => each.at(at)?.toLowerCase() === words[0]!.at(at)?.toLowerCase());
  let [start, end] = [0, 0];
  if (words.length > 1) {
    while (start < shortest - 1 && isShared(start)) start++;
    while (end < shortest - 1 - start && isShared(-1 - end)) end++;
  }
  const names = words.map((each) =>
    each
      .slice(start, each.length - end)
      .join('_')
      .toLowerCase(),
  );
  return {
    common: words[0]!.slice(0, start).join('_').toLowerCase(),
    names: names.map((name, i) =>
      names.indexOf(name) === i && name !== '' ? name : `${name || 'table'}_${i + 1}`,
    ),
  };
}

/** order_items -> item */
export const singular = (name: string): string =>
  (name.split('_').findLast((word) => !/^\d+$/.test(word)) ?? name)
    .replace(/ies$/, 'y')
    .replace(/(?<=[^s])s$/, '');

const keySuffix = /(ids?|no|nr|num|number|key|code|ref|reference|uuid|guid|#)$/;

/**
 * What a column is the key of, by its name: `order` of `Order ID`, `order_no`, `order`, and of `id` in a table of
 * orders.
 */
export function keyMeaning(header: string, table: string): string {
  const squashed = header.toLowerCase().replace(/[^\p{L}\d#]+/gu, '');
  return squashed.replace(keySuffix, '') || singular(table);
}
