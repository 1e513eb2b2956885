import type { LocalEvent } from '../../workflow/run-local.js';
import type { Progress } from './progress.js';

/** A step that is under way, with one item or many. */
interface StepUnderWay {
  /** When its first item began: not all of them run side by side. */
  readonly from: Date;
  done: number;
  readonly summaries: string[];
}

/** Turns what happens during a run into lines: a step that runs over many items is one line. */
export function eventDisplay(progress: Progress): (event: LocalEvent) => void {
  const steps = new Map<string, StepUnderWay>();

  return (event) => {
    if (event.type === 'progress') progress.now(event.state, noteOf(event));
    else if (event.type === 'retrying') {
      progress.now(event.state, `${event.error}; trying again in ${event.delaySeconds} s`);
    } else if (event.type === 'entered') {
      if (!steps.has(event.state)) steps.set(event.state, { from: event.at, done: 0, summaries: [] });
      progress.now(event.state, '');
    } else if (event.type === 'exited') {
      const summary = summaryOf(event.result);
      // What failed is said by the error that follows.
      if (summary === undefined || event.state === 'failed') return;
      const step = steps.get(event.state)!;
      step.done++;
      step.summaries[event.item?.index ?? 0] = summary;
      if (step.done < (event.item?.count ?? 1)) return;
      const seconds = (event.at.getTime() - step.from.getTime()) / 1000;
      progress.finished(event.state, seconds, summaryOfAll(step.summaries));
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
