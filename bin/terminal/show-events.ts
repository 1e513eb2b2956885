import type { LocalEvent } from '../../workflow/run-local.js';
import type { Progress } from './progress.js';

interface FanOut {
  seconds: number;
  done: number;
  summaries: string[];
}

/** Turns what happens during a run into lines: a step that runs over many items is one line. */
export function eventDisplay(progress: Progress): (event: LocalEvent) => void {
  const fanOuts = new Map<string, FanOut>();

  return (event) => {
    if (event.type === 'progress') progress.now(event.state, noteOf(event));
    else if (event.type === 'retrying') {
      progress.now(event.state, `${event.error}; trying again in ${event.delaySeconds} s`);
    } else if (event.type === 'entered') progress.now(event.state, '');
    else if (event.type === 'exited') {
      const summary = summaryOf(event.result);
      // What failed is said by the error that follows.
      if (summary === undefined || event.state === 'failed') return;
      if (!event.item) return progress.finished(event.state, event.seconds, summary);
      const fanOut = fanOuts.get(event.state) ?? { seconds: 0, done: 0, summaries: [] };
      fanOuts.set(event.state, fanOut);
      fanOut.done++;
      fanOut.seconds = Math.max(fanOut.seconds, event.seconds);
      fanOut.summaries[event.item.index] = summary;
      if (fanOut.done === event.item.count) {
        progress.finished(event.state, fanOut.seconds, summaryOfAll(fanOut.summaries));
      }
    }
  };
}

function noteOf({ note, done, total }: LocalEvent & { type: 'progress' }): string {
  return done !== undefined && total ? `${note} ${Math.floor((done / total) * 100)} %` : note;
}

/** What the step says of itself, or nothing where the state is no step. */
function summaryOf(result: unknown): string | undefined {
  const payload = (result as { Payload?: { summary?: string } } | undefined)?.Payload ?? result;
  return (payload as { summary?: string } | undefined)?.summary;
}

/** A few items are named, of many the first. */
export const summaryOfAll = (summaries: readonly string[]) =>
  summaries.length <= 2 ? summaries.join('; ') : `${summaries[0]}; and ${summaries.length - 1} more`;
