import type { FoundRun } from '../../api/explain/find-customer.js';
import type { AskedCondition, CustomerFacts, Who } from '../../api/explain/read-customer.js';
import type { Unit } from '../../core/features/features.js';
import { percent } from '../../core/segments/describe-segment.js';
import { figureOfUnit } from '../../core/words/figure-of-unit.js';
import { countInWords, dateInWords, figureInWords, moneyInWords } from '../../core/words/figures.js';
import { formatTable } from './format-table.js';

/** All that is known about one customer, for the terminal. */
export function showCustomer(facts: CustomerFacts, run: FoundRun): string {
  const { who, contact, conditions, features, forecasts, months, returns } = facts;
  const money = (value: number | null) => (value === null ? '' : moneyInWords(value, run.currency));
  const figure = (value: number | null, unit: Unit) =>
    value === null ? '' : figureOfUnit(value, unit, run.currency);
  const lines: [string, string | null][] = [
    ['name', contact?.name ?? null],
    ['e-mail', contact?.email === who.customer_id ? null : (contact?.email ?? null)],
    ['segment', segmentOf(who)],
    ['Insider', insiderOf(who)],
    ...conditions.map((condition): [string, string] => ['rule', conditionLine(condition, conditions)]),
    ['since', sinceBefore(who)],
    ['member', who.door],
    ['scores', scoresOf(who)],
    ...forecasts.map((row): [string, string] => [
      'forecast',
      `${countInWords(row.months, 'month')}: ${figureInWords(row.expected_orders)} orders expected, ${money(row.expected_revenue)}${likelyToOrder(row)}`,
    ]),
    [
      'returns',
      who.returned_value > 0
        ? `${money(who.returned_value)}, ${percent(who.returns_ratio ?? 0)} of the pieces bought`
        : 'none',
    ],
  ];
  const sections = [
    `${headline(who, run, money)}\n`,
    ...lines.flatMap(([name, text]) => (text ? [`  ${name.padEnd(10)}${text}`] : [])),
    `\n${formatTable(
      features.map(({ title, unit, value, segment_median, base_median }) => ({
        feature: title,
        'this customer': figure(value, unit),
        'segment (median)': figure(segment_median, unit),
        'all (median)': figure(base_median, unit),
      })),
    )}`,
    `\n${formatTable(months.map((month) => ({ month: month.month, orders: month.orders, money: money(month.money) })))}`,
    ...(returns.length === 0
      ? []
      : [
          `\n${formatTable(
            returns.map((row) => ({
              ...{
                returned: row.returned_on,
                what: row.what,
                pieces: figureInWords(row.pieces),
                money: money(row.money),
              },
            })),
          )}`,
        ]),
  ];
  return `${sections.join('\n')}\n`;
}

function headline(who: Who, { dataset, runId, asOf }: FoundRun, money: (value: number) => string): string {
  const from = who.country ? `, ${who.country}` : '';
  const orders = `${countInWords(who.invoices, 'order')} worth ${money(who.gross_revenue)}`;
  return `Customer ${who.customer_id}${from}: ${orders} from ${dateInWords(who.first_ordered_on)} to ${dateInWords(who.last_ordered_on)}
as of ${dateInWords(asOf)}, dataset ${dataset}, run ${runId}`;
}

/** Runs of older versions do not say it. */
const likelyToOrder = ({ probability_ordering: likely }: CustomerFacts['forecasts'][number]) =>
  likely === null ? '' : `; ${percent(likely)} likely to order`;

function segmentOf({ segment, description, silhouette }: Who): string {
  if (segment === null) return 'none: too unlike everybody';
  const fit = silhouette === null ? '' : ` Fits it with a silhouette of ${silhouette.toFixed(2)}.`;
  return `${segment}: ${description}${fit}`;
}

function insiderOf({ is_insider, times_member, resamples, certainty }: Who): string {
  const sure =
    resamples === null
      ? ''
      : `; an Insider in ${times_member} of ${resamples} reshuffles of the orders: ${certainty}`;
  return `${is_insider ? 'yes' : 'no'}${sure}`;
}

const happened = {
  entered: 'became an Insider since the previous run',
  left: 'ceased to be an Insider since the previous run',
  moved: 'moved since the previous run',
} as const;

function sinceBefore({ moved, moved_from, moved_reason }: Who): string | null {
  return moved === null ? null : `${happened[moved]}, from “${moved_from}”. ${moved_reason}`;
}

/** Whether a condition is met; where there are several ways in, which one it belongs to. */
function conditionLine(
  { path, words, value, is_met }: AskedCondition,
  all: readonly AskedCondition[],
): string {
  const way = all.some((other) => other.path !== path) ? ` (way ${path})` : '';
  return `${is_met ? 'met' : 'missed'}${way}: ${words}; here ${value === null ? 'unknown' : figureInWords(value)}`;
}

function scoresOf({ code_of_five, group_of_five, code_of_three, group_of_three }: Who): string | null {
  if (code_of_five === null) return null;
  return `recency, frequency, money ${code_of_five} of 555: ${group_of_five}; ${code_of_three} of 333: ${group_of_three}`;
}
