import { describeRule } from '../membership/describe-rule.js';
import { countInWords, dateInWords, figureInWords } from '../words/figures.js';
import { lastGaps, type Rhythm } from './draw-rule.js';
import type { Elected } from './elect.js';

/**
 * How the Insiders were elected, or why nobody was, in one or two sentences.
 * @param currency ISO 4217, or null
 * @param nSegments that the segmentation has found
 */
export function describeElection(
  { rule, nobody, redrawn, stands }: Pick<Elected, 'rule' | 'nobody' | 'redrawn' | 'stands'>,
  currency: string | null,
  nSegments: number,
): string {
  if (rule === null) return nobody!;
  const among = rule.times === 1 ? 'of all who are not gone' : 'of all who have come back and are not late';
  const who = `Whoever ${describeRule(rule.enter, currency)}: those who spent most, ${among}.`;
  const many = stands
    ? `The rule of ${dateInWords(rule.drawnOn)} stands, with members who stay by the rule to stay.`
    : `As many are let in as the best of ${nSegments} segments has, within the largest share of the rules.`;
  const anew = redrawn === null ? '' : ` The rule was drawn anew: ${redrawn}.`;
  return `${who} ${describeRhythm(rule)} ${many}${anew}`;
}

/** When one is late, by the shop's rhythm, as a sentence. */
export function describeRhythm({ gaps, gapDays, times }: Rhythm): string {
  const usual = `of the shop’s usual gaps between orders, which are ${countInWords(Math.round(gapDays), 'day')}`;
  return times === 1
    ? `How late one is has no say, since in elections of the past whoever had spent most brought more without it; gone is whoever has not ordered for ${lastGaps} ${usual}.`
    : `Late is whoever has not ordered for ${figureInWords(gaps)} ${usual}: the late have to have spent ${figureInWords(times)} times as much, and are gone after ${lastGaps} gaps.`;
}
