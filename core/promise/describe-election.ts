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
  const among =
    rule.times === 1 ? 'among those who are not gone' : 'among those who have come back and are not late';
  const who = `Anyone who ${describeRule(rule.enter, currency)}: the top spenders ${among}.`;
  const many = stands
    ? `The rule of ${dateInWords(rule.drawnOn)} still stands, along with members who stay in by the rule for staying.`
    : `There are as many as in the best of ${nSegments} segments, up to the largest share that the rules allow.`;
  const anew = redrawn === null ? '' : ` The rule was set anew: ${redrawn}.`;
  return `${who} ${describeRhythm(rule)} ${many}${anew}`;
}

/** When one is late, by the shop's rhythm, as a sentence. */
export function describeRhythm({ gaps, gapDays, times }: Rhythm): string {
  const usual = `of the shop’s usual gaps between orders, which are ${countInWords(Math.round(gapDays), 'day')}`;
  return times === 1
    ? `Lateness does not count, because in the past top spenders brought in more without it. Anyone who has not ordered for ${lastGaps} ${usual}, is gone.`
    : `Anyone who has not ordered for ${figureInWords(gaps)} ${usual}, is late and must have spent ${figureInWords(times)} times as much; after ${lastGaps} gaps they are gone.`;
}
