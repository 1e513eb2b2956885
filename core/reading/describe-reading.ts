import { fields } from '../order-line.js';
import type { LineReading } from './order-lines-sql.js';
import type { Layout } from './recognise-layout.js';
import type { Recognised } from './recognised.js';

/** The part of `Recognised` that says how columns are read. */
export function describeReading(
  layout: Layout,
  { mapping, dates, numbers }: LineReading,
): Pick<
  Recognised,
  'headerLine' | 'columns' | 'ignoredColumns' | 'missingFields' | 'dates' | 'numbers' | 'notes'
> {
  return {
    headerLine: layout.headerLine,
    columns: mapping,
    ignoredColumns: ignoredColumns(layout),
    missingFields: fields.filter((field) => !mapping[field]),
    dates,
    numbers,
    notes: notes(layout, { mapping, dates, numbers }),
  };
}

function ignoredColumns({ headers, nColumns, mapping }: Layout): string[] {
  const used = new Set(Object.values(mapping).map((column) => column.position));
  return Array.from({ length: nColumns }, (_, i) => i + 1)
    .filter((position) => !used.has(position))
    .map((position) => headers?.[position - 1] || `column ${position}`);
}

function notes(layout: Layout, { mapping, dates, numbers }: Omit<LineReading, 'uploadId'>): string[] {
  const says: [boolean, string][] = [
    [
      layout.headerLine === null && Object.values(mapping).some((column) => column.matchedBy === 'values'),
      'The file has no header; its columns were inferred from their values.',
    ],
    [layout.ignoredAmount !== null, `Quantity times unit price is used, not '${layout.ignoredAmount}'.`],
    [
      numbers.decidedBy === 'convention',
      `No number tells the decimal sign; '${numbers.decimal}' is taken for it (rule reading.decimal).`,
    ],
    [dates.hasOffset, 'Offsets from UTC are left out: the time is the local one as written.'],
    [!mapping.invoice_id, 'There is no order number; what a customer buys at one time is one order.'],
  ];
  return says.filter(([holds]) => holds).map(([, sentence]) => sentence);
}
