import { percent } from '../segments/describe-segment.js';
import { countInWords, dateInWords, moneyInWords, wholeInWords } from '../words/figures.js';
import type { Effect, EffectTerms } from './effect-findings.js';

/** What was measured, in words that claim no more: a cause only where members were given something. */
export function describeEffect(found: Effect & EffectTerms, currency: string | null): string {
  const { effect, low, high, days, from, method, isTreatment, level, nMembers, nOthers } = found;
  const money = (value: number) => `${value < 0 ? '−' : ''}${moneyInWords(Math.abs(value), currency)}`;
  const isShown = low > 0 || high < 0;
  const less = effect < 0;
  const more = `${moneyInWords(Math.abs(effect), currency)} ${less ? 'less' : 'more'} each`;
  const whom =
    method === 'jump at the threshold'
      ? `those who only just met the rule (${wholeInWords(nMembers)}) brought ${more} than those who only just missed it (${wholeInWords(nOthers)})`
      : `members brought ${more} than others who had spent as much before (${countInWords(nMembers, 'pair')})`;
  const interval = `${percent(level)} interval ${money(low)} to ${money(high)}`;
  const when = `in the ${countInWords(days, 'day')} from ${dateInWords(from)}`;
  if (!isTreatment) {
    const marks = isShown
      ? 'So the rule marks a difference that is not of its making alone.'
      : 'So the rule by itself changes nothing that could be told from chance, as it should be.';
    return `Members are given nothing by the rules (insiders: benefitsSince), so nothing can have been caused, and this is what the rule itself marks: ${when} ${whom}, ${interval}. ${marks}`;
  }
  const verdict = isShown
    ? `Membership ${less ? 'lowered' : 'raised'} what customers at the threshold bring:`
    : 'What membership did cannot be told from chance:';
  return `${verdict} ${when} ${whom}, ${interval}.`;
}
