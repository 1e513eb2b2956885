import { percent } from '../segments/describe-segment.js';
import { figureInWords, moneyInWords } from '../words/figures.js';
import type { HypothesisUnit, TestedHypothesis } from './hypothesis.js';

/** What came out, in one sentence: figures, effect with its interval, verdict. @param currency ISO 4217, or null */
export function describeHypothesis(tested: TestedHypothesis, currency: string | null): string {
  const { unit, insiders, base, verdict, effectLow, effectHigh, effect, effectUnit } = tested;
  const figure = write(insiders, unit, currency);
  const figures = base === null ? figure : `${figure} against ${write(base, unit, currency)}`;
  const [low, high] = [effectLow, effectHigh].map((bound) => writeEffect(bound, tested));
  // Where the effect is an excess it has not been said yet.
  const excess = effectUnit === 'excess' ? `, ${writeEffect(effect, tested)}` : '';
  return `It is ${figures}${excess} (95 % interval ${low} to ${high}). The statement ${verdictWords[verdict]}.`;
}

const verdictWords = {
  holds: 'holds',
  'does not hold': 'does not hold',
  'not certain': 'may hold or not: these customers are too few to tell',
};

function write(value: number, unit: HypothesisUnit, currency: string | null): string {
  switch (unit) {
    case 'share':
      return percent(value);
    case 'money':
    case 'money per piece':
    case 'money per day':
      return moneyInWords(value, currency);
    case 'pieces':
      return figureInWords(value);
  }
}

function writeEffect(value: number, { effectUnit }: TestedHypothesis): string {
  if (effectUnit === 'pieces') return figureInWords(value);
  if (effectUnit === 'share') return percent(value);
  return value < 0 ? `${percent(-value)} less` : `${percent(value)} more`;
}
