import * as discounts from '../../../core/orders/discount-words.js';
import { saysDiscount, saysPaidWith } from '../../../core/orders/discount-words.js';
import { meaningsOfKinds } from '../../../core/orders/document-kind.js';
import * as documents from '../../../core/orders/document-words.js';
import { guestWords, noCountryWords } from '../../../core/orders/guests.js';
import {
  cancelledWords,
  meaningOfState,
  refundedWords,
  stateWords,
} from '../../../core/orders/order-state.js';
import { anyPart, anyWord } from '../../../core/orders/word-list.js';
import { folded, headerWords, saidByHeader } from '../../../core/reading/header-concepts.js';

/** Every list, so that none is forgotten: a word that its own cell does not match was written for nothing. */
const lists: [string, readonly string[], RegExp][] = [
  ...[...Object.entries(documents), ...Object.entries(discounts)].flatMap(
    ([name, words]): [string, readonly string[], RegExp][] => {
      if (typeof words === 'function') return [];
      const flat = (words as readonly (string | readonly string[])[]).flat();
      return [[name, flat, name.endsWith('Parts') ? anyPart(flat) : anyWord(flat)]];
    },
  ),
  ['cancelledWords', cancelledWords, anyWord(cancelledWords)],
  ['refundedWords', refundedWords, anyWord(refundedWords)],
];

test.each(lists)('each of %s is found alone, in capitals and within a sentence', (_, words, pattern) => {
  const missed = words.filter(
    (word) =>
      ![word, word.toUpperCase(), `${word} 12/2024`, `No. 7, ${word}: Anna`].every((cell) =>
        pattern.test(folded(cell).replace(/[_-]+/g, ' ')),
      ),
  );
  expect(words.length).toBeGreaterThan(0);
  expect(missed).toEqual([]);
});

test('a word is not found within another one', () => {
  expect(anyWord(['акт', 'tip', 'wpłata'].map(folded)).test(folded('контакт tipi wpłatami'))).toBe(false);
  expect(anyWord(['wpłata'].map(folded)).test(folded('Wpłata 7'))).toBe(true);
});

test('each word of state means what its list says, in any letters', () => {
  const wrong = Object.entries(stateWords).flatMap(([meaning, words]) =>
    [...words].filter(
      (word) => ![word, word.toUpperCase()].every((cell) => meaningOfState(cell) === meaning),
    ),
  );
  expect(wrong).toEqual([]);
});

test('guests and words for no country are as they are compared', () => {
  expect([...guestWords, ...noCountryWords].filter((word) => folded(word.toUpperCase()) !== word)).toEqual(
    [],
  );
});

test('each word of headers says what its list says, alone and in capitals', () => {
  const missed = headerWords.filter(
    ([concept, word]) =>
      !saidByHeader(word).concepts.has(concept) || !saidByHeader(word.toUpperCase()).concepts.has(concept),
  );
  expect(missed).toEqual([]);
});

test.each([
  ['Wpłata', 'Faktura', 'nothing'],
  ['Возврат товаров от покупателя', 'Реализация товаров', 'returned'],
  ['Поступление товаров', 'Реализация товаров', 'bought'],
  ['Purchase', 'Refund', 'sold'],
  ['Purchase', 'Sale', 'bought'],
  ['Bill', 'Invoice', 'bought'],
  ['Bill', 'Credit note', 'sold'],
  ['Bill of supply', 'Tax invoice', 'sold'],
  ['ACCPAY', 'ACCREC', 'bought'],
  ['ACCRECCREDIT', 'ACCREC', 'returned'],
  ['Eingangsrechnung', 'Ausgangsrechnung', 'bought'],
  ['Mahnung', 'Rechnung', 'nothing'],
  ['Abschlagsrechnung', 'Schlussrechnung', 'instalment'],
  ['Bundle component', 'Bundle', 'component'],
])("'%s' beside '%s' is %s", (kind, beside, meaning) => {
  expect(meaningsOfKinds([kind, beside]).get(kind)).toBe(meaning);
});

test.each(['СКИДКА 10 %', 'Промокод LETO', 'Mengenrabatt', 'クーポン割引', 'Gutscheincode X'])(
  '%s is a discount',
  (text) => {
    expect(saysDiscount(text)).toBe(true);
  },
);

test.each(['Geschenkgutschein', 'Gift voucher', 'Подарочный купон'])('%s is paid with', (text) => {
  expect(saysPaidWith(text)).toBe(true);
  expect(saysDiscount(text)).toBe(false);
});
