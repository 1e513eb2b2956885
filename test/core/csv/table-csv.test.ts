import { lazyRows } from '../../../core/csv/lazy-rows.js';
import { tableCsv, tableCsvChunks } from '../../../core/csv/table-csv.js';

test('null is an empty cell, every text is quoted, everything else is JSON', () => {
  const columns = ['first_name', 'age', 'is_new', 'marks'];
  const rows = [
    { firstName: '=1+1', age: 2.5, isNew: true, marks: ['a"b'] },
    { firstName: '', age: null, isNew: false, marks: {}, more: 'ignored' },
  ];
  expect(tableCsv({ table: 't', columns, rows }, 'r')).toBe(
    'run_id,first_name,age,is_new,marks\n"r","=1+1",2.5,true,"[""a\\""b""]"\n"r","",,false,"{}"\n',
  );
});

test('a row that lacks a column is an error that names both', () => {
  const table = { table: 't', columns: ['first_name'], rows: [{ name: 'x' }] };
  expect(() => tableCsv(table, 'r')).toThrow('a row of t lacks firstName: {"name":"x"}');
});

test('of a long table some thousands of rows are in memory at once, and together they are the table', () => {
  let made = 0;
  const rows = lazyRows(10_000, (i) => {
    made++;
    return { place: i };
  });
  const table = { table: 't', columns: ['place'], rows };
  const chunks = tableCsvChunks(table, 'r');
  chunks.next();
  expect(made).toBeLessThan(3000);
  const text = tableCsv(table, 'r');
  expect([...tableCsvChunks(table, 'r')].join('')).toBe(text);
  expect(text.split('\n').slice(0, 3)).toEqual(['run_id,place', '"r",0', '"r",1']);
  expect(text.trim().split('\n')).toHaveLength(10_001);
});

test('a table without rows has its header', () => {
  expect(tableCsv({ table: 't', columns: ['place'], rows: [] }, 'r')).toBe('run_id,place\n');
});
