import { readBytes } from './read-bytes.js';

const amounts = async (values: readonly string[], rules = {}) => {
  const { lines } = await readBytes(
    ['customer\tdate\tamount', ...values.map((value) => `A\t2016-11-29\t${value}`)].join('\n'),
    rules,
  );
  return lines.map(({ amount }) => amount);
};

describe('numbers', () => {
  test('with thousands signs, currencies and every kind of minus', async () => {
    const values = [
      '1,234.56',
      '£2.50',
      '2.50 €',
      'USD 3',
      '$1,000',
      '-£4.00',
      '5.00-',
      '(6.00)',
      '($7.10)',
      '+8',
      '.5',
    ];
    expect(await amounts(values)).toEqual([1234.56, 2.5, 2.5, 3, 1000, -4, -5, -6, -7.1, 8, 0.5]);
  });

  test('in half a parenthesis are refused', async () => {
    const values = ['(6.00)', '(6.00', '6.00)', '7.00'];
    expect(await amounts(values, { maximumRejectedShare: 1 })).toEqual([-6, 7]);
  });

  test('with a decimal comma', async () => {
    const values = ['1.234,56', '1 234,56', '1\u202f234,56', "1'234,56", '12,50 €', '-3,10', '7'];
    expect(await amounts(values)).toEqual([1234.56, 1234.56, 1234.56, 1234.56, 12.5, -3.1, 7]);
  });

  test('with dots in the currency', async () => {
    expect(await amounts(['Rs.12', 'kr. 1,300.50'])).toEqual([12, 1300.5]);
  });

  test('in scientific notation', async () => {
    expect(await amounts(['1.5E+3', '2'])).toEqual([1500, 2]);
  });

  test('of the other convention are refused, not misread', async () => {
    expect(await amounts(['12.50', '13.50', '1,5', '1,234.00'])).toEqual([12.5, 13.5, 1234]);
  });
});

describe('dates', () => {
  const dates = async (values: readonly string[], rules = {}) => {
    const { lines } = await readBytes(
      ['customer\tdate\tamount', ...values.map((value) => `A\t${value}\t1`)].join('\n'),
      rules,
    );
    return lines.map(({ ordered_at }) => ordered_at.replace(' 00:00:00', ''));
  };

  test.each<[string, string]>([
    ['2016-11-29T08:26:00Z', '2016-11-29 08:26:00'],
    ['2016-11-29 08:26:00.250+01:00', '2016-11-29 08:26:00.25'],
    ['2016/11/29 8:26', '2016-11-29 08:26:00'],
    ['29.11.2016', '2016-11-29'],
    ['11/29/16', '2016-11-29'],
    ['29-11-2016 12:26 AM', '2016-11-29 00:26:00'],
    ['29-Nov-16', '2016-11-29'],
    ['29 Nov 2016', '2016-11-29'],
    ['November 29, 2016 8:26PM', '2016-11-29 20:26:00'],
    ['20161129', '2016-11-29'],
  ])('%s is %s', async (text, expected) => expect(await dates([text])).toEqual([expected]));

  test('of several kinds may stand in one column', async () => {
    expect(await dates(['2016-11-29', '29/11/2016', '1/2/16', '3-Mar-2016 08:00'])).toEqual([
      '2016-11-29',
      '2016-11-29',
      '2016-02-01',
      '2016-03-03 08:00:00',
    ]);
  });

  test('of days that no month has say nothing of the order of day and month', async () => {
    const values = ['11/26/2016', '11/27/2016', '31/02/2016', '1/2/2016'];
    expect(await dates(values, { maximumRejectedShare: 1 })).toEqual([
      '2016-11-26',
      '2016-11-27',
      '2016-01-02',
    ]);
  });

  test('that may be either are read by the rule', async () => {
    expect(await dates(['01/02/2016'], { dateOrder: 'dmy' })).toEqual(['2016-02-01']);
    expect(await dates(['01/02/2016'], { dateOrder: 'mdy' })).toEqual(['2016-01-02']);
  });
});

describe('money', () => {
  test('of whole orders: one piece, negative for a return', async () => {
    const { lines } = await readBytes('customer,date,amount\nA,2016-11-29,12.5\nA,2016-11-30,-2.5\n');
    expect(lines).toMatchObject([
      { invoice_id: 'A@2016-11-29', quantity: 1, unit_price: 12.5, amount: 12.5 },
      { invoice_id: 'A@2016-11-30', quantity: -1, unit_price: 2.5, amount: -2.5 },
    ]);
  });

  test('with pieces: a minus on either side is a return', async () => {
    const { lines } = await readBytes(
      'customer,date,qty,amount\nA,2016-11-29,4,10\nA,2016-11-29,-4,10\nA,2016-11-29,4,-10\nA,2016-11-29,-4,-10\nA,2016-11-29,0,3\n',
    );
    const returned = { quantity: -4, unit_price: 2.5, amount: -10 };
    expect(lines).toMatchObject([
      { quantity: 4, unit_price: 2.5, amount: 10 },
      returned,
      returned,
      returned,
      { quantity: 0, unit_price: 3, amount: 3 },
    ]);
  });

  test('by quantity and unit price where an amount is there too, and it is said', async () => {
    const { lines, recognised } = await readBytes('customer,date,qty,price,total\nA,2016-11-29,2,3,7\n');
    expect(lines).toMatchObject([{ quantity: 2, unit_price: 3, amount: 6 }]);
    expect(recognised.notes.join()).toContain("'total'");
  });

  test('of large lines beside small ones is exact', async () => {
    const { lines } = await readBytes(
      'customer,date,qty,price\nA,2016-11-29,2,3\nA,2016-11-29,1000000,12345678.9\nA,2016-11-29,3,0.333\n',
    );
    expect(lines.map(({ amount }) => amount)).toEqual([6, 12_345_678_900_000, 0.999]);
  });

  test('by the amount where the rules name it', async () => {
    const { lines } = await readBytes('customer,date,qty,price,total\nA,2016-11-29,2,3,7\n', {
      columns: { amount: 'total' },
    });
    expect(lines).toMatchObject([{ quantity: 2, unit_price: 3.5, amount: 7 }]);
  });
});

describe('a file without a header', () => {
  test('is recognised by its values, and it is said', async () => {
    const { lines, recognised } = await readBytes(
      ' 00004 0001 19970101  2   29.33\r\n 00004 0001 19970118  2   29.73\r\n',
    );
    expect(lines).toMatchObject([
      { line_no: 1, customer_id: '00004', quantity: 2, amount: 29.33, ordered_at: '1997-01-01 00:00:00' },
      { line_no: 2, customer_id: '00004', quantity: 2, amount: 29.73, ordered_at: '1997-01-18 00:00:00' },
    ]);
    expect(recognised).toMatchObject({ headerLine: null, delimiter: ' ' });
    expect(recognised.columns.amount).toEqual({ header: null, position: 5, matchedBy: 'values' });
    expect(recognised.notes.join()).toContain('inferred');
  });

  test('takes e-mail addresses for customers', async () => {
    const { lines } = await readBytes('17,2016-11-29,a@b.example,12.50\n18,2016-11-30,c@d.example,13.50\n');
    expect(lines.map(({ customer_id }) => customer_id)).toEqual(['a@b.example', 'c@d.example']);
  });

  test('is read by the positions that the rules name', async () => {
    const { lines } = await readBytes('x,12.50,2016-11-29,y\n', {
      header: false,
      columns: { customer_id: 4, ordered_at: 3, amount: 2 },
    });
    expect(lines).toMatchObject([{ customer_id: 'y', amount: 12.5 }]);
  });
});

test('positions by rule hold below a title of fewer cells', async () => {
  const { lines } = await readBytes('Orders,of 2016\nwho,date,x,amount\nA,2016-11-29,y,1\n', {
    columns: { customer_id: 3 },
  });
  expect(lines).toMatchObject([{ line_no: 3, customer_id: 'y', amount: 1 }]);
});

test('text keeps what is in it, but for line breaks, which become blanks', async () => {
  const { lines } = await readBytes(
    'customer,date,amount,description\nA,2016-11-29,1,"12"" RULER,\nBLUE"\nA,2016-11-29,1,12" RULER\n',
  );
  expect(lines.map(({ description }) => description)).toEqual(['12" RULER, BLUE', '12" RULER']);
});
