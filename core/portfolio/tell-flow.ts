import { countInWords, dateInWords, wholeInWords } from '../words/figures.js';
import { type Flow, notYet } from './segment-flow.js';

/**
 * Who became an Insider and who ceased to be one, or where nobody is elected how many changed segments; a sentence
 * without its full stop.
 * @param since ISO date of the earlier day
 * @param insidersId the segment of the Insiders; `nobodyId` where there is none
 */
export function tellFlow(flows: readonly Flow[], since: string, insidersId: number): string {
  const count = (counts: (flow: Flow) => boolean) =>
    flows.filter(counts).reduce((sum, { customers }) => sum + customers, 0);
  const day = dateInWords(since);
  const fresh = count(({ before }) => before === notYet);
  if (!flows.some(({ before, after }) => before === insidersId || after === insidersId)) {
    const moved = count(({ before, after }) => before !== notYet && before !== after);
    const known = count(({ before }) => before !== notYet);
    return `Since ${day}, ${wholeInWords(moved)} of ${countInWords(known, 'customer')} changed segments, and ${countInWords(fresh, 'new customer')} came`;
  }
  const then = count(({ before }) => before === insidersId);
  const left = count(({ before, after }) => before === insidersId && after !== insidersId);
  const entered = count(({ before, after }) => before !== insidersId && after === insidersId);
  const straight = count(({ before, after }) => before === notYet && after === insidersId);
  const won = straight > 0 ? ` (${wholeInWords(straight)} of them new to the shop)` : '';
  const became = `${countInWords(entered, 'customer')} became ${entered === 1 ? 'an Insider' : 'Insiders'}${won}`;
  return `Since ${day}, ${became}, and ${wholeInWords(left)} of the ${countInWords(then, 'Insider')} of that day dropped out`;
}
