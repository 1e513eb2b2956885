import { decideDecimal } from '../../../core/reading/decide-decimal.js';
import { NumberEvidence } from '../../../core/reading/number-evidence.js';

function decide(values: readonly string[], { decimal = null as '.' | ',' | null, delimiter = ',' } = {}) {
  const evidence = new NumberEvidence();
  for (const value of values) {
    const bytes = Buffer.from(value);
    evidence.add(bytes, 0, bytes.length);
  }
  return decideDecimal(evidence, { decimal, delimiter });
}

describe('the decimal sign', () => {
  test.each([
    ['12.5', '.'],
    ['12,5', ','],
    ['1.234,56', ','],
    ['1,234.56', '.'],
    ['1,234,567', '.'],
    ['1.234.567', ','],
    ['0,125', ','],
    ['1234,567', ','],
    ['-12,50', ','],
    ['(12,50) €', ','],
  ])('of %s is %s', (value, decimal) => {
    expect(decide([value])).toMatchObject({ decimal, decidedBy: 'values' });
  });

  test('is decided by all values together, not by the first', () => {
    expect(decide(['1,234', '2,5']).decimal).toBe(',');
    expect(decide(['1,234', '2.5'])).toMatchObject({ decimal: '.', thousands: [','] });
  });

  test('follows the delimiter where the values leave it open', () => {
    expect(decide(['1,234'], { delimiter: ';' })).toMatchObject({ decimal: ',', decidedBy: 'convention' });
    expect(decide(['1,234'], { delimiter: '\t' })).toMatchObject({ decimal: '.', decidedBy: 'convention' });
  });

  test('follows the rule first of all', () => {
    expect(decide(['2.5'], { decimal: ',' })).toMatchObject({ decimal: ',', decidedBy: 'rule' });
  });
});

test('blanks and apostrophes between groups are listed as thousands signs', () => {
  expect(decide(['1 234,5', '1’234,5', '1\u202f234,5']).thousands).toEqual([' ', '’', '\u202f']);
});

test('numbers that a cast can read are plain, others are not', () => {
  expect(decide(['-1.5', '+2', '3']).isPlain).toBe(true);
  expect(decide(['-1,5', '3']).isPlain).toBe(true);
  expect(decide(['1,234.5']).isPlain).toBe(false);
  expect(decide(['$1.5']).isPlain).toBe(false);
  expect(decide(['1.5-']).isPlain).toBe(false);
});
