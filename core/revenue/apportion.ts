/**
 * Whole numbers as near as can be to the parts that add up to a whole: each is rounded down, and those with the largest
 * remainders get one more; of equal ones the first. Where the parts do not add up to the whole, what is missing is
 * spread as evenly as it goes.
 * @param whole a whole number
 * @see Balinski, Young 1982, Fair representation (the method of Hamilton)
 * @example apportion([0.5, 0.5, 1], 2) // [1, 0, 1]
 */
export function apportion(parts: readonly number[], whole: number): number[] {
  if (parts.length === 0) return [];
  const rounded = parts.map(Math.floor);
  const missing = whole - rounded.reduce((sum, value) => sum + value, 0);
  const everybody = Math.floor(missing / parts.length);
  const some = missing - everybody * parts.length;
  const order = [...parts.keys()].sort(
    (a, b) => parts[b]! - rounded[b]! - (parts[a]! - rounded[a]!) || a - b,
  );
  const more = new Set(order.slice(0, some));
  return rounded.map((value, i) => value + everybody + Number(more.has(i)));
}
