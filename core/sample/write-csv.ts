import type { Random } from '../random/random.js';
import { habits } from './habits.js';
import type { Invoice, InvoiceLine } from './invoice.js';

export const csvHeader =
  'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n';

/** The lines of an invoice as CSV, with the dirt that a real export has. */
export function writeCsv(random: Random, invoice: Invoice, number: number, date: string): string {
  const invoiceNo = `${invoice.isCancellation ? 'C' : ''}${number}`;
  let text = '';
  for (const line of invoice.lines) text += `${drawLine(random, invoice, line, invoiceNo, date)}\n`;
  return text;
}

function drawLine(random: Random, invoice: Invoice, line: InvoiceLine, invoiceNo: string, date: string) {
  const { product, quantity } = line;
  const { id, country } = invoice.shopper;
  const description = random() < habits.missingDescriptionRate ? '' : quoted(product.description);
  const price = (product.pence / 100).toFixed(2);
  const fields = [invoiceNo, product.stockCode, description, quantity, date, price, id, country.name];
  return (random() < habits.unreadableRate ? spoilt(random, fields) : fields).join(',');
}

const quoted = (text: string) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The same line unreadable in one of three ways: no quantity field, a date too wide for its cell, a letter in the price. */
function spoilt(random: Random, fields: readonly (string | number)[]): readonly (string | number)[] {
  const damages = [
    () => fields.toSpliced(3, 1),
    () => fields.with(4, '########'),
    () => fields.with(5, `${fields[5]}`.replace(/.$/, 'O')),
  ];
  return damages[Math.floor(random() * damages.length)]!();
}
