import { placeInSpace } from '../../../../core/embed/place-in-space.js';
import { fitTsneSpace } from '../../../../core/embed/tsne-space.js';
import { trustworthiness } from '../../../../core/metrics/trustworthiness.js';
import { createRandom } from '../../../../core/random/random.js';
import { expected, matrixOf, readRows } from '../../metrics/reference.js';

test.each(['iris', 'wine', 'retail'] as const)('%s is mapped as trustworthily as by scikit-learn', (name) => {
  const { n, trustworthiness_15 } = expected[name].tsne_2d;
  const points = matrixOf(readRows(name).slice(0, n));
  const { points: places } = fitTsneSpace(points, createRandom(1));
  expect(trustworthiness(points, places, 15)).toBeGreaterThan(trustworthiness_15 - 0.01);
});

test('a customer it was not made with has no place in it', () => {
  const points = matrixOf(readRows('iris').slice(0, 20));
  const { map, arrays } = fitTsneSpace(points, createRandom(1));
  expect(() => placeInSpace(map, arrays, points, ['a', 'b', 'c', 'd'])).toThrow(
    expect.objectContaining({
      name: 'NoPlaceForNewCustomers',
      message: 'a t-SNE map has no place for customers it was not made with',
    }),
  );
});
