import { drawRows } from '../../../core/random/draw-rows.js';
import { createRandom } from '../../../core/random/random.js';

test('rows are different, rising and as many as asked for; all of them where that is all', () => {
  const rows = Array.from(drawRows(1000, 100, createRandom(1)));
  expect(rows).toEqual([...new Set(rows)].sort((a, b) => a - b));
  expect(rows).toHaveLength(100);
  expect(Array.from(drawRows(5, 5, createRandom(1)))).toEqual([0, 1, 2, 3, 4]);
  expect(drawRows(5, 0, createRandom(1))).toHaveLength(0);
});

test('every pair of four rows is as likely as any other', () => {
  const random = createRandom(2);
  const counts = new Map<string, number>();
  for (let i = 0; i < 6000; i++) {
    const pair = drawRows(4, 2, random).join();
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  // Six in seven hundred thousand stray further from 1000: five standard deviations of sqrt(6000 × 1/6 × 5/6) = 29.
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(5 * 29);
});
