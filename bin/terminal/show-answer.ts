import { join } from 'node:path';
import { fewCustomers } from '../../core/answers/few-customers.js';
import { topCustomerNote } from '../../core/cleaning/top-customer.js';
import type { RunDocument } from '../../core/runs/run-document.js';
import { percent } from '../../core/segments/describe-segment.js';
import { countInWords, dateInWords, moneyInWords } from '../../core/words/figures.js';
import { listOf } from '../../core/words/list-of.js';
import { formatTable } from './format-table.js';

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

interface Shown {
  readonly width?: number | undefined;
  /** ISO date. */
  readonly today: string;
}

/** The answer of a run in a few lines for the terminal. */
export function showAnswer(run: RunDocument, out: string, { width, today }: Shown): string {
  const { lines, receipt } = run;
  const table = run.segments.map((segment) => ({
    segment: segment.name,
    customers: whole.format(segment.customers),
    share: percent(segment.customerShare),
    revenue: whole.format(segment.revenue),
    'of all': percent(segment.revenueShare),
    'what sets them apart (medians)': segment.marks.join('; '),
  }));
  const rejected =
    lines.rejected > 0 ? `, ${whole.format(lines.rejected)} could not be read (rejects.csv says why)` : '';
  const left = receipt.filter((row) => row.kind === 'removed').reduce((sum, row) => sum + row.lines, 0);
  return `
${headline(run)}
${promiseOf(run)}${changesOf(run)}

${formatTable(table, { width })}

  orders    ${ordersOf(run)}
  data      ${run.period.from} to ${run.period.to}; ${whole.format(lines.read)} lines read${rejected}, ${whole.format(left)} left out by rules${notes(run, today)}
  choice    ${run.chosen.model} in ${run.chosen.space}, ${run.chosen.k} segments, silhouette ${run.chosen.silhouette.toFixed(3)}${withoutSegment(run)}${told(run)}
  page      ${join(out, 'report.html')}
  lists     ${[run.insiders.customers > 0 ? 'insiders.csv' : 'top-by-value.csv', 'customers.csv', 'movers.csv', 'audience.csv'].map((file) => join(out, file)).join('  ')}, and more beside them
  database  npx insiders sql "select * from current_segments"${out === 'insiders-out' ? '' : ` --out ${out}`}
  took      ${run.seconds === null ? 'as long as nobody has noted' : `${run.seconds.toFixed(1)} s, ${run.peakMemoryMb} MB`}
`;
}

/** Why the revenue changed, and what a test has come to, where there is anything to say. */
const told = ({ told: { revenue, test } }: RunDocument) =>
  [
    ...(revenue === null ? [] : [`\n  revenue   ${revenue}`]),
    ...(test === null ? [] : [`\n  test      ${test}`]),
  ].join('');

/** What counts, for whoever knows the shop's own figures. */
function ordersOf({ receipt, customers, currency }: RunDocument): string {
  const kept = (rule: string) => receipt.find((row) => row.rule === rule)!;
  const [purchases, returns] = [kept('purchases'), kept('returns')];
  const money = (amount: number) =>
    `${amount.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}${currency ? ` ${currency}` : ''}`;
  const back = returns.money === 0 ? 'nothing returned' : `${money(Math.abs(returns.money))} returned`;
  return `${countInWords(purchases.invoices, 'order')} of ${countInWords(customers, 'customer')}, ${money(purchases.money)}; ${back}`;
}

const notes = (run: RunDocument, today: string) =>
  [fewCustomers(run.customers), inFuture(run, today), ...farAway(run), ...someNotes(run)]
    .filter((note) => note !== undefined)
    .map((note) => `\n  note      ${note}`)
    .join('');

/** What had to be known of the files and the headline has not said; the page has all of it. */
function someNotes(run: RunDocument): readonly string[] {
  const said = headline(run);
  const notes = run.notes.filter((note) => !said.includes(note));
  return notes.length <= shownNotes
    ? notes
    : [
        ...notes.slice(0, shownNotes),
        `${notes.length - shownNotes} more on how the files were read stand on the page`,
      ];
}
const shownNotes = 4;

/** From an order that is dated wrongly, everybody's last order seems long ago. */
const inFuture = ({ period }: RunDocument, today: string) =>
  period.to > today
    ? `the last order is dated ${period.to}, which is yet to come: set asOf in the rules to the last day that counts`
    : undefined;

const farAway = ({ period: { far } }: RunDocument) =>
  far.map(({ lines, from, to }) => {
    const are = lines === 1 ? 'is' : 'are';
    const when = from === to ? `${from}` : `${from} to ${to}`;
    return `${countInWords(lines, 'purchase')} ${are} dated ${when}, years away from all others: likely wrong dates, and they move what is measured in days`;
  });

/** Who the Insiders are, in a sentence or two. */
export function headline({ insiders, customers, segments, topCustomerShare }: RunDocument): string {
  const elected = segments.find((segment) => segment.isInsiders);
  if (!elected) return `None of ${whole.format(customers)} customers was chosen. ${insiders.reason}`;
  const { marks } = elected;
  const [who, bring] = insiders.customers === 1 ? ['Insider', 'brings in'] : ['Insiders', 'bring in'];
  const share = `${percent(insiders.customerShare)} of ${whole.format(customers)} customers`;
  const answer = `${whole.format(insiders.customers)} ${who}, ${share}, ${bring} ${percent(insiders.revenueShare)} of revenue.`;
  const typically = marks.length === 0 ? [] : [`Typically they ${listOf(marks)}.`];
  return [answer, ...typically, topCustomerNote(topCustomerShare, customers) ?? []].flat().join('\n');
}

/** Whether the promise held, beside what a plain sort would have brought. */
export function promiseOf({ promise, insiders }: RunDocument): string {
  if (promise === null) return 'Promise: not measured by the version that made this run.';
  const { verdict, captured, byPastRevenue, byChance, bestPossible, elections, horizonDays, next } = promise;
  if (insiders.customers === 0) return `Promise: ${verdict}, since nobody was chosen.`;
  if (captured === null) return `Promise: ${verdict}. ${promise.reason}`;
  const past = `those chosen on ${elections} days in the past brought in ${percent(captured)} of revenue over the next ${horizonDays} days (as many top spenders ${percent(byPastRevenue!)}, picked at random ${percent(byChance!)}, best possible ${percent(bestPossible!)}).`;
  const ahead =
    next === null
      ? ''
      : `\nToday’s are expected to bring in ${percent(next.share)} over the next ${horizonDays} days (${percent(next.low)} to ${percent(next.high)}).`;
  return `Promise: ${verdict}: ${past}${ahead}`;
}

/** Who became an Insider since the previous run, and who dropped out. */
function changesOf({ changes, currency }: RunDocument): string {
  if (!changes) return '';
  const { previousAsOf, entered, leftInsiders, leftMoney } = changes;
  const stake = leftInsiders === 0 ? '' : `, with ${moneyInWords(leftMoney, currency)} at stake`;
  const became = `${countInWords(entered, 'customer')} became ${entered === 1 ? 'an Insider' : 'Insiders'}`;
  return `\nSince ${dateInWords(previousAsOf)}: ${became}, ${leftInsiders === 0 ? 'nobody' : whole.format(leftInsiders)} dropped out${stake}; movers.csv says who and why.`;
}

/** Density models leave customers out who are like nobody. */
function withoutSegment({ customers, segments }: RunDocument): string {
  const inSegments = segments.reduce((sum, segment) => sum + segment.customers, 0);
  return inSegments === customers
    ? ''
    : `; ${whole.format(customers - inSegments)} customers are in no segment`;
}
