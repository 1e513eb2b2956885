import { features, numericFeatures } from '../../../core/features/features.js';

test('every feature has a name of its own and a definition', () => {
  expect(new Set(features.map(({ name }) => name)).size).toBe(features.length);
  for (const { name, title, definition } of features) {
    expect(name).toMatch(/^[a-z][a-z_]+$/);
    expect(title).not.toBe('');
    expect(definition).toMatch(/\.$/);
  }
});

test('a definition that names other features names ones that exist', () => {
  const known = new Set(features.map(({ name }) => name));
  const named = features.flatMap(({ definition }) => definition.match(/\b[a-z]+_[a-z_]+\b/g) ?? []);
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});

test('times and countries are no numbers', () => {
  const numeric = numericFeatures.map(({ name }) => name);
  expect(features.map(({ name }) => name).filter((name) => !numeric.includes(name))).toEqual([
    'first_ordered_at',
    'last_ordered_at',
    'country',
  ]);
});
