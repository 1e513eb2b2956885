import { affinities } from '../../../../core/embed/tsne/affinities.js';
import { calibrate } from '../../../../core/embed/tsne/calibrate.js';
import { nearestOthers } from '../../../../core/neighbours/nearest-others.js';
import { createRandom } from '../../../../core/random/random.js';
import { matrixOf, readRows } from '../../metrics/reference.js';

const probabilities = (distances: number[], perplexity: number) => {
  const result = new Float64Array(distances.length);
  calibrate(Float64Array.from(distances), perplexity, result);
  return Array.from(result);
};
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
const entropy = (values: readonly number[]) =>
  -sum(values.map((value) => (value === 0 ? 0 : value * Math.log2(value))));

test('two neighbours by hand', () => {
  // p and 1 - p with an entropy of 0.5 bits: p = 0.889972, whatever the distances.
  const [near, far] = probabilities([1, 2], 2 ** 0.5);
  expect(near).toBeCloseTo(0.889972, 6);
  expect(far).toBeCloseTo(0.110028, 6);
});

test('the entropy is log2 of the perplexity, the probabilities add up to 1 and fall with the distance', () => {
  const random = createRandom(5);
  for (let trial = 0; trial < 50; trial++) {
    const distances = Array.from({ length: 90 }, () => 10 ** (4 * random() - 2)).sort((a, b) => a - b);
    const values = probabilities(distances, 30);
    expect(entropy(values)).toBeCloseTo(Math.log2(30), 7);
    expect(sum(values)).toBeCloseTo(1, 12);
    expect([...values].sort((a, b) => b - a)).toEqual(values);
  }
});

test('the unit of the distances does not matter', () => {
  const distances = [1, 2, 3, 4, 5];
  for (const unit of [1e-15, 1e15]) {
    const values = probabilities(
      distances.map((distance) => distance * unit),
      2,
    );
    probabilities(distances, 2).forEach((value, j) => {
      expect(values[j]).toBeCloseTo(value, 7);
    });
  }
});

test('more neighbours equally near than count share all; the rest gets nothing', () => {
  expect(probabilities([2, 2, 2, 2, 5], 2)).toEqual([0.25, 0.25, 0.25, 0.25, 0]);
  expect(probabilities([3], 1)).toEqual([1]);
});

test('affinities add up to 1 and are the same from both ends', () => {
  const points = matrixOf(readRows('wine'));
  const { starts, targets, weights } = affinities(nearestOthers(points, 30), 10);
  expect(sum(Array.from(weights))).toBeCloseTo(1, 12);
  const of = new Map<string, number>();
  for (let i = 0; i < points.rows; i++)
    for (let edge = starts[i]!; edge < starts[i + 1]!; edge++)
      of.set(`${i} ${targets[edge]}`, weights[edge]!);
  for (const [edge, weight] of of)
    expect(of.get(edge.split(' ').reverse().join(' '))).toBeCloseTo(weight, 15);
});
