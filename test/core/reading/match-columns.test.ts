import { columnsByRule, missingMeanings } from '../../../core/reading/columns/columns-by-rule.js';
import { matchHeaders } from '../../../core/reading/match-columns.js';

/** Field -> header, for headers written as one line. */
function matched(line: string): Record<string, string | null> {
  const mapping = matchHeaders(line.split(',').map((header) => header.trim()));
  return Object.fromEntries(Object.entries(mapping).map(([field, column]) => [field, column.header]));
}

describe('headers are matched by meaning', () => {
  test.each<[string, Record<string, string>]>([
    [
      'Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country',
      {
        invoice_id: 'Invoice',
        stock_code: 'StockCode',
        description: 'Description',
        quantity: 'Quantity',
        ordered_at: 'InvoiceDate',
        unit_price: 'Price',
        customer_id: 'Customer ID',
        country: 'Country',
      },
    ],
    [
      'order_id,created_at,email,sku,product name,qty,unit price,ship country',
      {
        invoice_id: 'order_id',
        ordered_at: 'created_at',
        customer_id: 'email',
        stock_code: 'sku',
        description: 'product name',
        quantity: 'qty',
        unit_price: 'unit price',
        country: 'ship country',
      },
    ],
    ['client,order date,revenue', { customer_id: 'client', ordered_at: 'order date', amount: 'revenue' }],
    [
      'customer_id,date,number_of_cds,dollar_value',
      { customer_id: 'customer_id', ordered_at: 'date', quantity: 'number_of_cds', amount: 'dollar_value' },
    ],
    [
      'Row ID,Order ID,Order Date,Ship Date,Ship Mode,Customer ID,Customer Name,Segment,Country,Product ID,Category,Product Name,Sales,Quantity,Discount,Profit',
      {
        invoice_id: 'Order ID',
        ordered_at: 'Order Date',
        customer_id: 'Customer ID',
        country: 'Country',
        stock_code: 'Product ID',
        description: 'Product Name',
        amount: 'Sales',
        quantity: 'Quantity',
        customer_name: 'Customer Name',
        category: 'Category',
        discount: 'Discount',
      },
    ],
    [
      'Order No.,Our Buyer,Day of order,Units,Total value (GBP)',
      {
        invoice_id: 'Order No.',
        customer_id: 'Our Buyer',
        ordered_at: 'Day of order',
        quantity: 'Units',
        amount: 'Total value (GBP)',
      },
    ],
    [
      'Bestellnummer,Kunden-Nr.,Bestelldatum,Artikel,Stück,Einzelpreis,Land',
      {
        invoice_id: 'Bestellnummer',
        customer_id: 'Kunden-Nr.',
        ordered_at: 'Bestelldatum',
        stock_code: 'Artikel',
        quantity: 'Stück',
        unit_price: 'Einzelpreis',
        country: 'Land',
      },
    ],
    [
      'N° commande,Code client,Date de commande,Désignation,Qté,Prix unitaire HT,Montant HT',
      {
        invoice_id: 'N° commande',
        customer_id: 'Code client',
        ordered_at: 'Date de commande',
        description: 'Désignation',
        quantity: 'Qté',
        unit_price: 'Prix unitaire HT',
        amount: 'Montant HT',
      },
    ],
    [
      'Número de pedido,Cliente,Fecha,Importe',
      { invoice_id: 'Número de pedido', customer_id: 'Cliente', ordered_at: 'Fecha', amount: 'Importe' },
    ],
    ['Codice cliente,Data,Totale', { customer_id: 'Codice cliente', ordered_at: 'Data', amount: 'Totale' }],
    [
      'Klantnummer,Besteldatum,Bedrag',
      { customer_id: 'Klantnummer', ordered_at: 'Besteldatum', amount: 'Bedrag' },
    ],
  ])('%s', (headers, fields) => expect(matched(headers)).toEqual(fields));

  test('a known name comes before a word, wherever it stands', () => {
    expect(matched('Customer since,Customer name,Customer ID').customer_id).toBe('Customer ID');
  });

  test('no header is used twice', () => {
    expect(matched('order,date,customer')).toEqual({
      invoice_id: 'order',
      ordered_at: 'date',
      customer_id: 'customer',
    });
  });

  test('what only looks alike is left alone', () => {
    expect(matched('Customer City,Birth date,Customer note,Ship Mode,Order weight')).toEqual({});
  });
});

describe('columns by rule', () => {
  const options = { headers: ['a', 'b', 'c'], nColumns: 3, file: 'orders.csv' };

  test('are found by header or by position', () => {
    expect(columnsByRule({ customer_id: 'b', amount: 3 }, options)).toEqual({
      customer_id: { header: 'b', position: 2, matchedBy: 'rule' },
      amount: { header: 'c', position: 3, matchedBy: 'rule' },
    });
  });

  test.each([['x'], [4], [0], [1.5]])(
    'that are not there (%p) are a mistake that lists what is',
    (column) => {
      expect(() => columnsByRule({ customer_id: column }, options)).toThrow(
        expect.objectContaining({ name: 'NoSuchColumn', message: expect.stringContaining("'a', 'b', 'c'") }),
      );
    },
  );

  test('win over the names', () => {
    const headers = ['customer', 'client', 'date', 'amount'];
    const claimed = columnsByRule({ customer_id: 'client' }, { headers, nColumns: 4, file: 'orders.csv' });
    expect(matchHeaders(headers, claimed).customer_id).toEqual({
      header: 'client',
      position: 2,
      matchedBy: 'rule',
    });
  });
});

test('customer, date and money are needed; money is an amount, or quantity and unit price', () => {
  expect(missingMeanings(matchHeaders(['customer', 'date', 'amount']))).toEqual([]);
  expect(missingMeanings(matchHeaders(['customer', 'date', 'quantity', 'price']))).toEqual([]);
  expect(missingMeanings(matchHeaders(['customer', 'date', 'price']))).toEqual([]);
  expect(missingMeanings(matchHeaders(['customer', 'date', 'quantity']))).toHaveLength(1);
  expect(missingMeanings({})).toHaveLength(3);
});
