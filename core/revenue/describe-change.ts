import { percent } from '../segments/describe-segment.js';
import { dateInWords, moneyInWords } from '../words/figures.js';
import { listOf } from '../words/list-of.js';
import type { RevenueChange } from './revenue-findings.js';

/** Why the revenue changed, in two sentences: by which factor, and by which customers. */
export function describeChange(found: RevenueChange, currency: string | null): string {
  const { change, revenueBefore, nowFrom, nowTo } = found;
  const signed = (value: number) => `${value < 0 ? '−' : '+'}${moneyInWords(Math.abs(value), currency)}`;
  const against = {
    before: 'as many days before',
    year: '52 weeks before',
    run: 'all orders of the run before',
  }[found.comparison];
  const when =
    found.comparison === 'run' ? 'Over all orders' : `From ${dateInWords(nowFrom)} to ${dateInWords(nowTo)}`;
  const factors = [
    { value: found.byCustomers, what: 'by the number of customers' },
    { value: found.byMix, what: 'by the mix of segments' },
    { value: found.byFrequency, what: 'by orders per customer' },
    { value: found.byValue, what: 'by the value of an order' },
  ];
  const kinds = [
    { value: found.fromNew, what: 'from new customers' },
    { value: found.fromWonBack, what: 'from those won back' },
    { value: found.fromKept, what: 'from those kept' },
    { value: found.fromLost, what: 'from those lost' },
  ];
  const told = (parts: typeof factors) =>
    listOf(
      parts
        .toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value))
        .map(({ value, what }) => `${signed(value)} ${what}`),
    );
  const size = `${signed(change)} (${change < 0 ? '−' : '+'}${percent(Math.abs(change) / revenueBefore)}) against ${against}`;
  return `${when} the revenue changed by ${size}: ${told(factors)}. Or ${told(kinds)}.`;
}
