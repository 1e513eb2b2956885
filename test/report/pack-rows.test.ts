import { packRows, unpackRows } from '../../report/pack-rows.js';

test('rows come back as they went in', () => {
  const rows = [
    { id: 'a', segment: 'Loyal', money: 1.25, known: null },
    { id: 'b', segment: 'Loyal', money: -2, known: true },
    { id: 'c', segment: null, money: 1.25, known: null },
    { id: 'd', segment: 'Lapsed', money: 0, known: null },
  ];
  expect(unpackRows(JSON.parse(JSON.stringify(packRows(rows))))).toEqual(rows);
  expect(unpackRows(packRows([]))).toEqual([]);
});

test('a word that comes again and again is written once', () => {
  const rows = Array.from({ length: 100 }, (_, i) => ({ segment: i % 2 ? 'Potential loyalists' : 'Lapsed' }));
  expect(JSON.stringify(packRows(rows)).match(/Potential loyalists/g)).toHaveLength(1);
});
