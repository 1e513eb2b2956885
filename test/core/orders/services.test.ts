import { findServices } from '../../../core/orders/services.js';

/** A hundred products with codes of five digits, as most shops have them. */
const goods = Array.from({ length: 100 }, (_, i) => ({
  code: `${22000 + i}`,
  description: `LANTERN ${i}`,
  lines: 10,
}));
const found = (products: readonly { code: string | null; description: string | null }[], others = goods) => {
  const sold = products.map((product) => ({ lines: 5, ...product }));
  const services = findServices([...others, ...sold]);
  return sold.map((product) => services.get(product) ?? 'goods');
};

describe('lines that are no goods', () => {
  test('are told by a description that is nothing but a word for them', () => {
    expect(
      found([
        { code: 'POST', description: 'POSTAGE' },
        { code: 'DOT', description: 'DOTCOM POSTAGE' },
        { code: null, description: 'Tip' },
        { code: 'GC-50', description: 'Gift Card - $50.00' },
        { code: '99001', description: 'Versandkosten' },
        { code: '99002', description: 'Frais de port' },
        { code: 'AMAZONFEE', description: 'AMAZON FEE' },
        { code: 'CRUK', description: 'CRUK Commission' },
      ]),
    ).toEqual(['shipping', 'shipping', 'tip', 'gift card', 'shipping', 'shipping', 'fee', 'fee']);
  });

  test('are not told by such a word among others', () => {
    expect(
      found([
        { code: '22100', description: 'VINTAGE POST OFFICE SCALES' },
        { code: '22101', description: 'CARRIAGE CLOCK' },
        { code: '22102', description: 'SET OF 3 GIFT WRAP' },
        { code: '22103', description: 'TIP TOP TEA TOWEL' },
      ]),
    ).toEqual(['goods', 'goods', 'goods', 'goods']);
  });

  test('need a code unlike the others where the word may be goods', () => {
    expect(
      found([
        { code: 'M', description: 'Manual' },
        { code: 'C2', description: 'CARRIAGE' },
        { code: '22104', description: 'Manual' },
        { code: '22105', description: 'Samples' },
      ]),
    ).toEqual(['correction', 'shipping', 'goods', 'goods']);
  });

  test('are none of a fashion shop whose codes are the sizes S, M and B', () => {
    const sizes = ['S', 'M', 'B', 'D', 'POST'].map((code) => ({
      code,
      description: `Linen shirt, size ${code}`,
    }));
    expect(found(sizes)).toEqual(sizes.map(() => 'goods'));
    expect(found(sizes.map(({ code }) => ({ code, description: null })))).toEqual([
      ...['goods', 'goods', 'goods', 'goods', 'goods'],
    ]);
  });

  test('a code is what most of its lines say', () => {
    const postage = [
      { code: 'POST', description: 'POSTAGE', lines: 90 },
      { code: 'POST', description: null, lines: 30 },
      { code: 'POST', description: 'found in the attic', lines: 2 },
    ];
    expect([...findServices([...goods, ...postage]).keys()]).toEqual(postage);
  });
});
