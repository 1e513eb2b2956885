import { createRandom } from '../../../core/random/random.js';
import { jsonErrorPlace } from '../../../core/reading/json-error.js';

test.each([
  ['[1,\n 2,\n x]', { line: 3, column: 2, isEnd: false }],
  ['{"a": 1,}', { line: 1, column: 9, isEnd: false }],
  ['{"a" 1}', { line: 1, column: 6, isEnd: false }],
  ['{"a": [1, 2', { line: 1, column: 12, isEnd: true }],
  ['{"a": "b\n"}', { line: 1, column: 7, isEnd: false }],
  ['[01]', { line: 1, column: 2, isEnd: false }],
  ['[1] [2]', { line: 1, column: 5, isEnd: false }],
  ['', { line: 1, column: 1, isEnd: true }],
])('%j goes wrong at its place', (text, place) => {
  expect(jsonErrorPlace(text)).toEqual(place);
});

test('a mistake is found where JSON.parse finds one, and nowhere else', () => {
  const random = createRandom(5);
  const whole = '{"a": [1, -2.5e3, "x\\u00e9\\n", {"b": null}], "c": {"d": [true, false, [], {}]}}';
  for (let round = 0; round < 3000; round++) {
    const at = Math.floor(random() * whole.length);
    const sign = '{}[],:"1x \\'[Math.floor(random() * 11)]!;
    const text = whole.slice(0, at) + sign + whole.slice(at + Math.floor(random() * 2));
    let isJson = true;
    try {
      JSON.parse(text);
    } catch {
      isJson = false;
    }
    expect([text, jsonErrorPlace(text) === null]).toEqual([text, isJson]);
  }
});
