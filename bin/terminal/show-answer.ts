import { join } from 'node:path';
import { fewCustomers } from '../../core/answers/few-customers.js';
import type { RunDocument } from '../../core/run-document.js';
import { percent } from '../../core/segments/describe-segment.js';
import { countInWords } from '../../core/words/figures.js';
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
    'what marks them (medians)': segment.marks.join('; '),
  }));
  const rejected =
    lines.rejected > 0 ? `, ${whole.format(lines.rejected)} could not be read (rejects.csv says why)` : '';
  const left = receipt.filter((row) => row.kind === 'removed').reduce((sum, row) => sum + row.lines, 0);
  return `
${headline(run)}

${formatTable(table, { width })}

  data      ${run.period.from} to ${run.period.to}; ${whole.format(lines.read)} lines read${rejected}, ${whole.format(left)} left out by rules${notes(run, today)}
  choice    ${run.chosen.model} in ${run.chosen.space}, ${run.chosen.k} segments, silhouette ${run.chosen.silhouette.toFixed(3)}${withoutSegment(run)}
  page      ${join(out, 'report.html')}
  lists     ${['insiders.csv', 'customers.csv', 'movers.csv', 'audience.csv'].map((file) => join(out, file)).join('  ')}, and more beside them
  database  npx insiders sql "select * from current_segments"${out === 'insiders-out' ? '' : ` --out ${out}`}
  took      ${run.seconds?.toFixed(1)} s, ${run.peakMemoryMb} MB
`;
}

const notes = (run: RunDocument, today: string) =>
  [fewCustomers(run.customers), inFuture(run, today), ...farAway(run)]
    .filter((note) => note !== undefined)
    .map((note) => `\n  note      ${note}`)
    .join('');

/** From an order that is dated wrongly, everybody's last order seems long ago. */
const inFuture = ({ period }: RunDocument, today: string) =>
  period.to > today
    ? `the last order is dated ${period.to}, which is yet to come: set asOf in the rules to the last day that counts`
    : undefined;

/** `run.json` of an earlier version does not say. */
const farAway = ({ period: { far = [] } }: RunDocument) =>
  far.map(({ lines, from, to }) => {
    const are = lines === 1 ? 'is' : 'are';
    const when = from === to ? `${from}` : `${from} to ${to}`;
    return `${countInWords(lines, 'purchase')} ${are} dated ${when}, years away from all others: likely wrong dates, and they move what is measured in days`;
  });

/** Who the Insiders are, in a sentence or two. */
export function headline({ insiders, customers, segments }: RunDocument): string {
  const { marks } = segments.find((segment) => segment.isInsiders)!;
  const [who, bring] = insiders.customers === 1 ? ['Insider', 'brings'] : ['Insiders', 'bring'];
  const share = `${percent(insiders.customerShare)} of ${whole.format(customers)} customers`;
  const answer = `${whole.format(insiders.customers)} ${who}, ${share}, ${bring} ${percent(insiders.revenueShare)} of the revenue.`;
  return marks.length === 0 ? answer : `${answer}\nTypically they ${listOf(marks)}.`;
}

/** Density models leave customers out who are like nobody. */
function withoutSegment({ customers, segments }: RunDocument): string {
  const inSegments = segments.reduce((sum, segment) => sum + segment.customers, 0);
  return inSegments === customers
    ? ''
    : `; ${whole.format(customers - inSegments)} customers are in no segment`;
}
