import { percent } from '../segments/describe-segment.js';
import { dateInWords, moneyInWords, wholeInWords } from '../words/figures.js';
import { decisiveMeasure } from './read-test.js';
import type { TestRead } from './trial-findings.js';

/** What a test has come to, in a few sentences: the verdict first, then the figures it rests on. */
export function describeTest(test: Omit<TestRead, 'sentence'>, currency: string | null): string {
  const reading = test.readings.find(({ measure }) => measure === decisiveMeasure)!;
  const money = (value: number) => moneyInWords(value, currency);
  const until = test.isOver ? 'by its end' : `by ${dateInWords(test.readUntil)}`;
  const whom = `${wholeInWords(test.campaignCustomers)} who were to get the campaign and ${wholeInWords(test.holdoutCustomers)} held out, all of them counted`;
  const lift =
    reading.lift === null ? '' : ` (${reading.lift < 0 ? '−' : '+'}${percent(Math.abs(reading.lift))})`;
  const sign = (value: number) => `${value < 0 ? '−' : ''}${money(Math.abs(value))}`;
  const more = `${money(Math.abs(reading.effect))} ${reading.effect < 0 ? 'less' : 'more'}`;
  const figures = `Of ${whom}, each of the first brought ${more} than each of the others ${until}${lift}; ${percent(1 - test.significance)} of such intervals, however often one looks, hold the truth: ${sign(reading.low)} to ${sign(reading.high)}.`;
  return `${verdictIn(test)} ${figures}`;
}

function verdictIn({ verdict, startedOn, endsOn, planRunId, isOver }: Omit<TestRead, 'sentence'>): string {
  const since = `the campaign of ${dateInWords(startedOn)}`;
  const named = `No campaign is named in the rules, so the arms of ${planRunId} are a test of nothing since ${dateInWords(startedOn)}:`;
  switch (verdict) {
    case 'works':
      return `It worked: ${since} raised what its customers spend.`;
    case 'harms':
      return `It harmed: ${since} lowered what its customers spend.`;
    case 'not proven':
      return `Not proven: ${since} is over, and what it did cannot be told from chance.`;
    case 'keep on':
      return `Keep on until ${dateInWords(endsOn)}: what ${since} does cannot be told from chance yet.`;
    case 'arms alike':
      return `${named} they are alike${isOver ? ', as they should be' : ' so far, as they should be'}.`;
    case 'arms differ':
      return `${named} they differ all the same, which is chance, or a campaign that nobody has written down: name it under experiment.`;
  }
}
