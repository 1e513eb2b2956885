import type { Platform } from '../../platforms/platform.js';
import type { ColumnMapping } from '../column-mapping.js';
import type { NumberReading } from '../decide-decimal.js';
import { currencySql } from '../number-sql.js';
import { sqlText } from '../sql-text.js';

/** The currency of a record: what a column says, the platform, or the sign beside the money. */
export function currencyOf(mapping: ColumnMapping, { currencies }: NumberReading, platform: Platform | null) {
  if (mapping.currency) return { early: [], sql: currencyCode('currency_cell') };
  if (platform?.currency) return { early: [], sql: sqlText(platform.currency) };
  const money = mapping.amount ?? mapping.unit_price ?? mapping.order_goods ?? mapping.order_total;
  if (currencies.length === 0 || !money) return { early: [], sql: 'cast(null as varchar)' };
  return {
    early: [`${currencySql(`c${money.position}`)} as money_sign`],
    sql: currencyCode(`trim(money_sign, ' .')`),
  };
}

const signs: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  US$: 'USD',
  R$: 'BRL',
  C$: 'CAD',
  CA$: 'CAD',
  A$: 'AUD',
  AU$: 'AUD',
  '₽': 'RUB',
  '₺': 'TRY',
  '₹': 'INR',
  '₩': 'KRW',
  '₫': 'VND',
  '₪': 'ILS',
  '₴': 'UAH',
  ZŁ: 'PLN',
  KČ: 'CZK',
  FT: 'HUF',
  RMB: 'CNY',
  RP: 'IDR',
  KSH: 'KES',
};

const currencyCode = (cell: string) =>
  `case upper(${cell}) ${Object.entries(signs)
    .map(([sign, code]) => `when ${sqlText(sign)} then ${sqlText(code)}`)
    .join(' ')} else upper(${cell}) end`;
