import type { Column, Format } from '../dashboards/dashboard.js';

/** How Metabase writes a column's figures, by output column, as `visualization_settings` keys them. */
export function columnSettings(columns: readonly Column[], currency: string | undefined) {
  return Object.fromEntries(
    columns.map(({ name, title, format, bar }) => [
      columnKey(name),
      {
        ...(title ? { column_title: title } : {}),
        ...figures(format, currency),
        ...(bar ? { show_mini_bar: true } : {}),
      },
    ]),
  );
}

export const columnKey = (name: string): string => JSON.stringify(['name', name]);

function figures(format: Format, currency: string | undefined): object {
  switch (format) {
    case 'count':
    case 'days':
      return { number_style: 'decimal', decimals: 0 };
    case 'number':
    case 'measure':
      return { number_style: 'decimal', decimals: 2 };
    case 'money':
      return currency === undefined
        ? { number_style: 'decimal', decimals: 2 }
        : { number_style: 'currency', currency, currency_in_header: false, decimals: 2 };
    case 'percent':
      return { number_style: 'percent', decimals: 1 };
    case 'times':
      return { number_style: 'decimal', decimals: 2, suffix: ' ×' };
    case 'score':
      return { number_style: 'decimal', decimals: 3 };
    case 'date':
      return { date_style: 'D MMMM, YYYY' };
    case 'text':
    case 'segment':
    case 'flag':
      return {};
  }
}
