import {
  aboutInWords,
  type StepTime,
  secondsToCome,
  type ToCome,
} from '../../core/progress/seconds-to-come.js';
import type { LocalEvent } from '../../workflow/run-local.js';
import type { Progress } from './progress.js';

/** A step that is under way, with one item or many. */
interface StepUnderWay {
  /** When its first item began: not all of them run side by side. */
  readonly from: Date;
  /** How long it and the rest are likely to take; undefined where nobody can tell. */
  readonly toCome: ToCome | undefined;
  done: number;
  note: string;
  readonly summaries: string[];
}

/**
 * Turns what happens during a run into lines: a step that runs over many items is one line.
 * @param linesBefore order lines of the files that count already
 * @param clock milliseconds since 1970
 */
export function eventDisplay(
  progress: Progress,
  linesBefore = 0,
  clock: () => number = Date.now,
): (event: LocalEvent) => void {
  const steps = new Map<string, StepUnderWay>();
  const done: StepTime[] = [];
  let lines = linesBefore;

  const begin = (state: string, from: Date): StepUnderWay => {
    const known = steps.get(state);
    if (known) return known;
    const toCome = lines > 0 ? secondsToCome(state, lines, done) : undefined;
    const step = { from, toCome, done: 0, note: '', summaries: [] };
    steps.set(state, step);
    return step;
  };
  const tell = (state: string, step: StepUnderWay, count: number | undefined) => {
    const items = count !== undefined && count > 1 ? `${step.done} of ${count}` : '';
    const note = () => [items, step.note, leftOf(step, clock())].filter(Boolean).join(', ');
    progress.now(state, note, step.toCome !== undefined && step.toCome.step >= 1);
  };

  return (event) => {
    if (event.type === 'retrying') {
      progress.now(event.state, `${event.error}; trying again in ${event.delaySeconds} s`);
    } else if (event.type === 'progress') {
      const step = steps.get(event.state);
      if (!step) return;
      step.note = noteOf(event);
      tell(event.state, step, event.item?.count);
    } else if (event.type === 'entered') {
      tell(event.state, begin(event.state, event.at), event.item?.count);
    } else if (event.type === 'exited') {
      const summary = summaryOf(event.result);
      // What failed is said by the error that follows.
      if (summary === undefined || event.state === 'failed') return;
      const step = steps.get(event.state)!;
      step.done++;
      step.summaries[event.item?.index ?? 0] = summary;
      lines += keptOf(event.result);
      if (step.done < (event.item?.count ?? 1)) {
        tell(event.state, step, event.item?.count);
        return;
      }
      const seconds = (event.at.getTime() - step.from.getTime()) / 1000;
      done.push({ step: event.state, seconds });
      progress.finished(event.state, seconds, summaryOfAll(step.summaries));
    }
  };
}

/** What is left of the estimate; a step that takes longer than that leaves what comes after it. */
function leftOf({ toCome, from }: StepUnderWay, now: number): string {
  if (!toCome || toCome.all < 1) return '';
  const left = Math.max(toCome.all - toCome.step, toCome.all - (now - from.getTime()) / 1000);
  return left < 1 ? 'nearly done' : `${aboutInWords(left)} to go`;
}

function noteOf({ note, done, total }: LocalEvent & { type: 'progress' }): string {
  return done !== undefined && total ? `${note} ${Math.floor((done / total) * 100)} %` : note;
}

const payloadOf = (result: unknown) => (result as { Payload?: object } | undefined)?.Payload ?? result;

/** What the step says of itself, or nothing where the state is no step. */
const summaryOf = (result: unknown): string | undefined =>
  (payloadOf(result) as { summary?: string } | undefined)?.summary;

/** The lines that a file has brought; 0 of a step that reads none. */
const keptOf = (result: unknown): number => (payloadOf(result) as { kept?: number } | undefined)?.kept ?? 0;

/** A few items are named, of many the first. */
export const summaryOfAll = (summaries: readonly string[]) =>
  summaries.length <= 2 ? summaries.join('; ') : `${summaries[0]}; and ${summaries.length - 1} more`;
