import { tableCsv } from '../../../core/csv/table-csv.js';

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
