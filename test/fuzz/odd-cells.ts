import type { Random } from '../../core/random/random.js';
import { pick } from '../exports/generate/shop-table.js';

/** A cell that a careless reader misreads. It is rejected, or it is read as what it means, if it means something. */
export interface OddCell<Value> {
  readonly text: string;
  /** The one value that it can be read as; null where it says nothing. */
  readonly means: Value;
}

const odd = <Value>(text: string, means: Value): OddCell<Value> => ({ text, means });

/** With a point before the decimals. */
const numbers: readonly OddCell<number | null>[] = [
  odd('12.50 CR', -12.5),
  odd('12.50CR', -12.5),
  odd('12.50 DR', 12.5),
  odd('1.2k', 1200),
  odd('1.2K', 1200),
  odd('5 Mio', 5_000_000),
  odd('3M', 3_000_000),
  odd('--5', null),
  odd('+-5', null),
  odd('5_0', null),
  odd('5-', -5),
  odd('(5.25)', -5.25),
  odd('((5.25))', null),
  odd('(5.25', null),
  odd('\u22125.25', -5.25),
  odd('+5.25', 5.25),
  odd('1e3', 1000),
  odd('1E400', null),
  odd('1e-400', 0),
  odd('NaN', null),
  odd('Infinity', null),
  odd('-inf', null),
  odd('0x10', null),
  odd('0b1', null),
  odd('\uff11\uff12', 12),
  odd('\u0663', 3),
  odd('12..5', null),
  odd('1.2.3', null),
  odd('1,2,3', null),
  odd('\u00bd', 0.5),
  odd('1/2', null),
  odd('5%', null),
  odd('5 pcs x', null),
  odd('#N/A', null),
  odd('#DIV/0!', null),
  odd('#REF!', null),
  odd('=1+1', null),
  odd('1 2', null),
  odd('five', 5),
  odd('€', null),
  odd('O5', null),
  odd('5.2 5', null),
  odd('5.25\u200b', 5.25),
  odd('\u00a05.25', 5.25),
  odd("'5.25", 5.25),
  odd('9'.repeat(400), null),
  odd('9'.repeat(20), null),
  odd('0.'.concat('3'.repeat(300)), 1 / 3),
  odd('null', null),
  odd('true', null),
  odd('2017-01-10', null),
  odd('5;6', null),
  odd("5'; drop table runs; --", null),
];

/** Of the other convention: thousands or decimals, and never a number that is a hundred times too large. */
const otherConvention = odd('5,25', 5.25);

/** ISO. */
const dates: readonly OddCell<string | null>[] = [
  odd('', null),
  odd('soon', null),
  odd('infinity', null),
  odd('-infinity', null),
  odd('epoch', null),
  odd('now', null),
  odd('today', null),
  odd('0000-00-00', null),
  odd('2017-02-31', null),
  odd('2017-06-31', null),
  odd('2017-13-13', null),
  odd('31/02/2017', null),
  odd('1900-01-00', null),
  odd('2017-01-10T25:00:00', null),
  odd('2017-01-10 10:61', null),
  odd('99999999', null),
  odd('2017-W05', null),
  odd('10/10', null),
  odd('=TODAY()', null),
  odd('#VALUE!', null),
  odd('2017-01-10; drop', null),
  odd('1900-01-01', '1900-01-01'),
  odd('2999-12-31', '2999-12-31'),
  odd('0001-01-01', '0001-01-01'),
  odd('294247-01-10', null),
  odd('-2017-01-10', null),
  odd('2017-01-10 BC', null),
];

/** Names are data. What cannot be seen is no part of one. */
const customers: readonly OddCell<string>[] = [
  odd('17850\u200b', '17850'),
  odd('\u00a017850', '17850'),
  odd('17850\ufeff', '17850'),
  odd('178\u00ad50', '17850'),
  odd("Robert'); drop table runs; --", "Robert'); drop table runs; --"),
  odd('<script>alert(1)</script>', '<script>alert(1)</script>'),
  odd('$' + '{jndi:ldap://x}', '$' + '{jndi:ldap://x}'),
  odd('%s%n', '%s%n'),
  odd('$1', '$1'),
  odd(':run_id', ':run_id'),
  odd('../../etc/passwd', '../../etc/passwd'),
  odd('=HYPERLINK("http://x")', '=HYPERLINK("http://x")'),
  odd('@sum(a1)', '@sum(a1)'),
  odd('a"b', 'a"b'),
  odd("a'b", "a'b"),
  odd('a\\b', 'a\\b'),
  odd('a;b,c|d', 'a;b,c|d'),
  odd('\u{1f642}', '\u{1f642}'),
  odd('\u0645\u062d\u0645\u062f', '\u0645\u062d\u0645\u062f'),
  odd('__proto__', '__proto__'),
  odd('constructor', 'constructor'),
  odd('L'.repeat(3000), 'L'.repeat(3000)),
];

/** Long, of several lines, with whatever delimits: what stands in it is nobody's business. */
const descriptions: readonly string[] = [
  'two\nlines',
  'three\r\n\r\nlines',
  'say "no"',
  '"',
  'a,b;c\td|e',
  '12" pipe',
  '\u0007bell',
  '=1+1',
  'x'.repeat(70_000),
  'InvoiceNo',
  'Total',
  ' ',
  "it's",
  '\\',
  '\\"',
  '\\n',
];

const swapped = (text: string) => text.replace(/[.,]/g, (sign) => (sign === '.' ? ',' : '.'));

export function drawNumber(random: Random, decimal: '.' | ','): OddCell<number | null> {
  const { text, means } = random() < 0.05 ? otherConvention : pick(random, numbers);
  return { text: decimal === '.' ? text : swapped(text), means };
}

export const drawDate = (random: Random): OddCell<string | null> => pick(random, dates);
export const drawCustomer = (random: Random): OddCell<string> => pick(random, customers);
export const drawDescription = (random: Random): string => pick(random, descriptions);
