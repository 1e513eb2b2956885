import { features } from '../features/features.js';
import { figureOfUnit } from '../words/figure-of-unit.js';
import { listOf } from '../words/list-of.js';
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
    atLeast: (figure) => `last ordered ${daysOf(figure)} ago or longer`,
    below: (figure) => `last ordered less than ${daysOf(figure)} ago`,
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

const daysOf = (figure: string) => (figure === '1' ? '1 day' : `${figure} days`);

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
  return wordsOf(feature)[bound](figureOfUnit(cutoff, units.get(feature)!, currency));
}

/**
 * A rule as the end of a sentence, what every way in asks for said once: last ordered less than 40 days ago and either
 * placed at least 11 orders, or …
 */
export function describeRule(rule: Rule, currency: string | null): string {
  const describePath = (path: Path) =>
    listOf(path.map((condition) => describeCondition(condition, currency)));
  const shared = rule.length > 1 ? rule[0]!.filter((one) => rule.every((path) => holds(path, one))) : [];
  const ways = rule.map((path) => describePath(path.filter((one) => !holds(shared, one)))).join(', or ');
  return shared.length === 0 ? ways : `${describePath(shared)} and either ${ways}`;
}

const holds = (path: Path, { feature, bound, cutoff }: Condition) =>
  path.some((one) => one.feature === feature && one.bound === bound && one.cutoff === cutoff);
