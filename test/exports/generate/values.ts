import type { Cents } from './shop-table.js';

/** 1234.5: two decimals, no thousands. */
export const money = (cents: Cents): string => {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

export const fourDecimals = (cents: Cents) => `${money(cents)}00`;

/** 1,234.50 with another separator of thousands and of decimals. */
export function grouped(cents: Cents, thousands: string, decimal: string): string {
  const [whole, rest] = money(cents).split('.') as [string, string];
  return `${whole.replace(/\B(?=(\d{3})+$)/g, thousands)}${decimal}${rest}`;
}

/** $1,234.50, -$9.00 */
export const dollars = (cents: Cents) => `${cents < 0 ? '-' : ''}$${grouped(Math.abs(cents), ',', '.')}`;

const two = (value: number) => String(value).padStart(2, '0');

/** The parts of a time of the shop's clock. */
export function partsOf(at: number) {
  const date = new Date(at);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const [hours, minutes, seconds] = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()];
  return {
    year,
    /** 0..11 */
    month,
    day,
    mm: two(month + 1),
    dd: two(day),
    yy: two(year % 100),
    hours,
    HH: two(hours),
    MM: two(minutes),
    SS: two(seconds),
    /** 01..12 and AM or PM */
    hh: two(hours % 12 === 0 ? 12 : hours % 12),
    half: hours < 12 ? 'AM' : 'PM',
  };
}

export const isoDay = (at: number) => new Date(at).toISOString().slice(0, 10);
export const clock = (at: number) => new Date(at).toISOString().slice(11, 19);
/** 2024-01-09 22:20:11 */
export const dayAndTime = (at: number) => `${isoDay(at)} ${clock(at)}`;

export const monthsEn = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
export const monthsDe = ['Jan', 'Feb', 'Mär', 'Apr', 'Mai', 'Jun', 'Jul', 'Aug', 'Sep', 'Okt', 'Nov', 'Dez'];
export const monthsPt = [
  'janeiro',
  'fevereiro',
  'março',
  'abril',
  'maio',
  'junho',
  'julho',
  'agosto',
  'setembro',
  'outubro',
  'novembro',
  'dezembro',
];

/** `-0800` or `-0700`: a zone with summer time (from the second Sunday of March to the first of November, nearly). */
export function offsetOf(at: number, standardHours: number, separator = ''): string {
  const { mm, dd } = partsOf(at);
  const isSummer = `${mm}${dd}` >= '0310' && `${mm}${dd}` < '1103';
  const hours = standardHours + (isSummer ? 1 : 0);
  return `${hours < 0 ? '-' : '+'}${two(Math.abs(hours))}${separator}00`;
}

export const countryNames = {
  US: 'United States',
  GB: 'United Kingdom',
  DE: 'Germany',
  FR: 'France',
  CA: 'Canada',
} as const;
