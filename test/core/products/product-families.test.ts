import { productFamilies } from '../../../core/products/product-families.js';

const families = (...products: readonly (readonly [string, string | null])[]) => [
  ...productFamilies(products.map(([stockCode, description]) => ({ stockCode, description }))),
];

test('a letter behind a code of digits is a variant', () => {
  expect(families(['85123A', 'WHITE HEART'], ['85123B', 'RED HEART'], ['85124A', 'MUG'])).toEqual([0, 0, 2]);
});

test('the last part of a code is a variant where names are alike too', () => {
  expect(
    families(['SHIRT-M', 'Shirt blue M'], ['SHIRT-L', 'Shirt blue L'], ['SHIRT-XX', 'Gift card for you']),
  ).toEqual([0, 0, 2]);
  // Three digits behind a dash number products.
  expect(families(['SKU-001', 'Lamp'], ['SKU-002', 'Chair'])).toEqual([0, 1]);
});

test('names of three words and more that differ in one, in its place, are variants', () => {
  expect(
    families(
      ['1', 'ALARM CLOCK BAKELIKE RED'],
      ['2', 'ALARM CLOCK BAKELIKE GREEN'],
      ['3', 'RED BAKELIKE ALARM BELL'],
      ['4', 'RED MUG'],
      ['5', 'GREEN MUG'],
    ),
  ).toEqual([0, 0, 2, 3, 4]);
});

test('likeness is not handed on: of three, the ends are no variants of each other', () => {
  // 1 and 2 differ in a word, 2 and 3 in another; with 4 the second pair is the larger family.
  expect(
    families(
      ['1', 'LARGE RED BAG'],
      ['2', 'SMALL RED BAG'],
      ['3', 'SMALL BLUE BAG'],
      ['4', 'SMALL GREEN BAG'],
    ),
  ).toEqual([0, 1, 1, 1]);
});

test('products without a name are told by their codes', () => {
  expect(families(['10001', null], ['10002', null], ['10001', null])).toEqual([0, 1, 0]);
});
