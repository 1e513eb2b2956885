import type {
  DatesFindings,
  DueFindings,
  ProductsFindings,
  ReordersFindings,
} from '../products/products-findings.js';
import { percent } from '../segments/describe-segment.js';
import { countInWords, figureInWords, wholeInWords } from '../words/figures.js';
import { listOf } from '../words/list-of.js';
import type { Answer } from './answer-document.js';

/** What was found, and why the rest was not: by panel. */
export interface ProductsKnown {
  readonly products: ProductsFindings;
  readonly reorders: ReordersFindings;
  /** Why a panel of these stays empty; undefined where it does not. */
  readonly refusalOf: (panel: string) => string | undefined;
}

/** Answers about products and timing, in the order in which they are asked. */
export const productAnswers = (known: ProductsKnown): Answer[] => [
  whatIsDue(known),
  whenNext(known),
  whatNext(known),
  whichFirst(known),
  howMuchOff(known),
];

function whatIsDue({ reorders: { due }, refusalOf }: ProductsKnown): Answer {
  const question = 'What do they reorder, and when is it due?';
  const panel = 'products_due';
  if (!due) return refused(question, panel, refusalOf);
  const { way, days, hitShare, ownHitShare, popularHitShare } = due;
  return {
    question,
    sentence: `The list is made by ${wayInWords[way]}: of five products offered to each in weeks held out, ${percent(hitShare)} were bought within ${countInWords(days, 'day')}; ${beside(due, ownHitShare, popularHitShare)}.`,
    ...{ figure: hitShare, unit: 'percent', panel },
  };
}

const wayInWords: Readonly<Record<DueFindings['way'], string>> = {
  due: 'when each product is due by the customer’s own gaps',
  rate: 'how often the customer buys each product',
  own: 'what the customer bought most, which nothing else beat',
  popular: 'what everybody buys, which nothing else beat',
};

function beside({ way }: DueFindings, own: number, popular: number): string {
  if (way === 'own') return `${percent(popular)} of what everybody buys`;
  if (way === 'popular') return `${percent(own)} of what the customer bought most`;
  return `${percent(own)} of what the customer bought most, ${percent(popular)} of what everybody buys`;
}

function whenNext({ reorders: { dates }, refusalOf }: ProductsKnown): Answer {
  const question = 'When will each order next?';
  const panel = 'orders_expected';
  if (!dates) return refused(question, panel, refusalOf);
  const regular =
    dates.regular === 0
      ? 'Nobody orders like clockwork'
      : `${wholeInWords(dates.regular)} ${dates.regular === 1 ? 'orders' : 'order'} like clockwork, as if they had subscribed`;
  return {
    question,
    sentence: `${countInWords(dates.customers, 'customer')} ${dates.customers === 1 ? 'has' : 'have'} a date with an interval. ${pastDates(dates)} ${regular}; the shop’s regularity is ${figureInWords(dates.k)}, where 1 is pure chance.`,
    ...{ figure: dates.regular, unit: 'count', panel },
  };
}

function pastDates({ measured, level }: DatesFindings): string {
  if (!measured) return 'What such dates were worth cannot be seen yet.';
  return `Of ${countInWords(measured.dates, 'date')} given in the past whose interval has ended, ${percent(measured.within)} were kept, where ${percent(level)} was said.`;
}

function whatNext({ products: { next }, refusalOf }: ProductsKnown): Answer {
  const question = 'What should be offered to them next?';
  const panel = 'products_to_offer';
  if (!next) return refused(question, panel, refusalOf);
  const made =
    next.way === 'together'
      ? `By what goes with their products: of five new ones offered to each, ${percent(next.hitShare)} were bought within ${countInWords(next.days, 'day')}, of those that everybody buys ${percent(next.popularHitShare)}.`
      : `What everybody buys: nothing beat it. Of five new products offered so to each, ${percent(next.hitShare)} were bought within ${countInWords(next.days, 'day')}.`;
  const more =
    next.insidersBuy.length === 0
      ? 'Insiders buy nothing in particular more than others who buy as many products.'
      : `More than others who buy as many products, Insiders buy ${listOf(next.insidersBuy.map(plainName))}.`;
  return { question, sentence: `${made} ${more}`, figure: next.hitShare, unit: 'percent', panel };
}

function whichFirst({ products: { first }, refusalOf }: ProductsKnown): Answer {
  const question = 'Which first purchase goes with a second order?';
  const panel = 'first_purchases';
  if (!first) return refused(question, panel, refusalOf);
  const { best, found, tested, horizonDays, cameAgain, medianDays } = first;
  const all = `Of all who begin, ${percent(cameAgain)} order again within ${countInWords(horizonDays, 'day')}`;
  const told = best
    ? `${plainName(best.name)} goes with it most: ${percent(best.share)} of those who begin with it; ${found} of ${countInWords(tested, 'product')} stand out`
    : `none of ${countInWords(tested, 'product')} can be told from chance`;
  const [second, third] = medianDays;
  const gaps =
    second === null
      ? 'Fewer than half ever order again.'
      : `Half order again after ${countInWords(second, 'day')}${third === null ? '' : `, and a third time ${countInWords(third, 'day')} later`}.`;
  return {
    question,
    sentence: `${all}; ${told}. ${gaps}`,
    ...{ figure: best?.share ?? cameAgain, unit: 'percent', panel },
  };
}

function howMuchOff({ products: { discounts }, refusalOf }: ProductsKnown): Answer {
  const question = 'How much do they buy below the usual price?';
  const panel = 'discount_shares';
  if (!discounts) return refused(question, panel, refusalOf);
  const { share, insidersShare, most } = discounts;
  const insiders = insidersShare === null ? '' : `, of the Insiders’ ${percent(insidersShare)}`;
  const highest = most ? ` Most by ${most.segment}: ${percent(most.share)}.` : '';
  return {
    question,
    sentence: `${percent(share)} of the money was spent below the usual price or with a discount${insiders}.${highest} Who would have bought without is not said.`,
    ...{ figure: share, unit: 'percent', panel },
  };
}

/** Names of products end no sentence. */
const plainName = (name: string) => name.trim().replace(/[.;:!?]+(?=\s|$)/g, '');

function refused(question: string, panel: string, refusalOf: ProductsKnown['refusalOf']): Answer {
  const sentence = refusalOf(panel);
  if (sentence === undefined) throw new Error(`${panel} was neither answered nor refused`);
  return { question, sentence, figure: null, unit: null, panel };
}
