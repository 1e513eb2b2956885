/** Titles and notes beside a table stand apart from it. */
const widestGap = 16;

/**
 * How many columns a table has, by its first rows: up to the last one that two rows use, or that one row uses
 * without standing far from the others. A stray cell in the last column makes no table of 16,384.
 */
export function sheetWidth(rows: readonly (readonly string[])[]): number {
  const uses = new Map<number, number>();
  for (const cells of rows)
    for (const i of Object.keys(cells)) uses.set(Number(i), (uses.get(Number(i)) ?? 0) + 1);
  let width = 0;
  for (const column of [...uses.keys()].sort((a, b) => a - b)) {
    if (uses.get(column)! > 1 || column < width + widestGap) width = column + 1;
  }
  return width;
}
