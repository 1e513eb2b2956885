export interface SampleLine {
  readonly invoice: string;
  readonly isCancellation: boolean;
  readonly stockCode: string;
  readonly description: string;
  readonly quantity: number;
  readonly date: string;
  readonly price: number;
  readonly customer: string;
  readonly country: string;
}

export interface Sample {
  readonly lines: SampleLine[];
  /** Lines with damage, by kind. */
  readonly damaged: Record<'fields' | 'date' | 'price', string[]>;
}

/** Reads the CSV of a sample shop strictly: what is not as it should be is damaged. */
export function readSample(text: string): Sample {
  const sample: Sample = { lines: [], damaged: { fields: [], date: [], price: [] } };
  for (const line of text.trimEnd().split('\n').slice(1)) {
    const fields = [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, field]) => field!);
    // The pattern also matches the nothing at the line's end.
    fields.pop();
    const damage = damageOf(fields);
    if (damage) sample.damaged[damage].push(line);
    else sample.lines.push(toLine(fields));
  }
  return sample;
}

function damageOf(fields: string[]) {
  if (fields.length !== 8) return 'fields';
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(fields[4]!)) return 'date';
  return /^\d+\.\d\d$/.test(fields[5]!) ? null : 'price';
}

function toLine(fields: string[]): SampleLine {
  const [invoice, stockCode, description, quantity, date, price, customer, country] = fields as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  return {
    invoice,
    isCancellation: invoice.startsWith('C'),
    stockCode,
    description: description.replace(/^"|"$/g, '').replaceAll('""', '"'),
    quantity: Number(quantity),
    date,
    price: Number(price),
    customer,
    country,
  };
}
