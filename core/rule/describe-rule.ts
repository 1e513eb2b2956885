import { features, type Unit } from '../features.js';
import { listOf } from '../segments/describe-segment.js';
import { figureInWords, moneyInWords } from '../words/figures.js';
import type { Condition, Path, Rule } from './rule.js';

type Words = Readonly<Record<Condition['bound'], (figure: string) => string>>;

/** What a condition says of somebody. */
const phrases: Readonly<Record<string, Words>> = {
  invoices: {
    atLeast: (figure) => `placed at least ${figure} orders`,
    below: (figure) => `placed fewer than ${figure} orders`,
  },
  gross_revenue: {
    atLeast: (figure) => `spent at least ${figure}`,
    below: (figure) => `spent less than ${figure}`,
  },
  recency_days: {
    atLeast: (figure) => `last ordered ${figure} days ago or longer`,
    below: (figure) => `last ordered less than ${figure} days ago`,
  },
  products: {
    atLeast: (figure) => `chose at least ${figure} different products`,
    below: (figure) => `chose fewer than ${figure} different products`,
  },
  items: {
    atLeast: (figure) => `bought at least ${figure} pieces`,
    below: (figure) => `bought fewer than ${figure} pieces`,
  },
  avg_order_value: {
    atLeast: (figure) => `spent at least ${figure} per order`,
    below: (figure) => `spent less than ${figure} per order`,
  },
};

const wordsOf = (feature: string): Words => {
  const title = (titles.get(feature) ?? feature).toLowerCase();
  return (
    phrases[feature] ?? {
      atLeast: (figure) => `had “${title}” of at least ${figure}`,
      below: (figure) => `had “${title}” below ${figure}`,
    }
  );
};

const titles = new Map(features.map(({ name, title }) => [name, title]));
const units = new Map(features.map(({ name, unit }) => [name, unit]));

/** A condition as the end of a sentence whose subject is the customer. */
export function describeCondition({ feature, bound, cutoff }: Condition, currency: string | null): string {
  return wordsOf(feature)[bound](figureOf(cutoff, units.get(feature) ?? 'ratio', currency));
}

const figureOf = (value: number, unit: Unit, currency: string | null) =>
  unit === 'money' ? moneyInWords(value, currency) : figureInWords(value);

/** A rule as the end of a sentence: placed at least 11 orders and last ordered less than 40 days ago, or … */
export function describeRule(rule: Rule, currency: string | null): string {
  const describePath = (path: Path) =>
    listOf(path.map((condition) => describeCondition(condition, currency)));
  return rule.map(describePath).join(', or ');
}
