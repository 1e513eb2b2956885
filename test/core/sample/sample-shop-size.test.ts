import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createRandom } from '../../../core/random/random.js';
import { sampleShop } from '../../../core/sample/sample-shop.js';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

function heapMegabytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 1e6;
}

test('2,000 customers take less than a second', () => {
  const seconds = [1, 2, 3].map((seed) => {
    const start = performance.now();
    let length = 0;
    for (const chunk of sampleShop({ random: createRandom(seed) })) length += chunk.length;
    expect(length).toBeGreaterThan(3e6);
    return (performance.now() - start) / 1000;
  });
  expect(Math.min(...seconds)).toBeLessThan(1);
});

test('memory does not grow with the lines', () => {
  let megabytes = 0;
  let nChunks = 0;
  const heaps: number[] = [];
  for (const chunk of sampleShop({ random: createRandom(1), customers: 10_000, months: 48 })) {
    megabytes += chunk.length / 1e6;
    if (nChunks++ % 150 === 1) heaps.push(heapMegabytes());
  }
  expect(megabytes).toBeGreaterThan(30);
  expect(heaps.length).toBeGreaterThan(5);
  expect(Math.max(...heaps) - heaps[0]!).toBeLessThan(1.5);
});

test('200,000 customers are read day by day, the first day at once', () => {
  const before = heapMegabytes();
  const shop = sampleShop({ random: createRandom(1), customers: 200_000 });
  for (let day = 0; day < 10; day++) {
    expect((shop.next().value as string).length).toBeLessThan(5e6);
  }
  // The customers' own list: some 300 bytes each.
  expect(heapMegabytes() - before).toBeLessThan(100);
});
