/** What a step takes: seconds whatever the lines, and for each million of them. */
type Cost = readonly [base: number, perMillionLines: number];

/**
 * In the order of the workflow, after the files are read. Measured on two cores of an Intel Xeon with the order file of
 * 541,909 lines, 2026-12-01; what more lines cost is from the larger files in docs/benchmarks.md, and not measured again.
 * Models are fitted to at most 10,000 customers, so that lines cost little beyond that.
 */
const costs: Readonly<Record<string, Cost>> = {
  clean: [0.4, 0.6],
  featurize: [0.2, 0.4],
  embed: [0.9, 0.2],
  cluster: [3, 0.7],
  choose: [1.3, 0.3],
  assign: [0, 0.1],
  profile: [0.3, 0.5],
  study: [1.6, 2],
  answer: [0, 0],
  load: [0.6, 0.9],
  publish: [0.7, 0.3],
};

/** Reading the files tells how fast the machine is; how much of it is to come is told by the bytes. */
const reading: Cost = [0.6, 1.3];
const costOf = (step: string): Cost | undefined => (step === 'ingest' ? reading : costs[step]);

const secondsOf = (step: string, lines: number): number => {
  const [base, perMillionLines] = costOf(step) ?? [0, 0];
  return base + (perMillionLines * lines) / 1e6;
};

/** A step that is done, and how long it took. */
export interface StepTime {
  readonly step: string;
  readonly seconds: number;
}

/** How much slower or faster than there a machine can be: a first step alone says little. */
const [leastPace, mostPace] = [0.5, 8];

/** How many times as long as there the steps that are done have taken; 1 where none is. */
function paceOf(done: readonly StepTime[], lines: number): number {
  const known = done.filter(({ step }) => costOf(step) !== undefined);
  const expected = known.reduce((sum, { step }) => sum + secondsOf(step, lines), 0);
  const taken = known.reduce((sum, { seconds }) => sum + seconds, 0);
  return expected === 0 ? 1 : Math.min(mostPace, Math.max(leastPace, taken / expected));
}

export interface ToCome {
  /** Seconds that the step is likely to take. */
  readonly step: number;
  /** Seconds from its beginning to the end of the run. */
  readonly all: number;
}

/**
 * How long a step and those after it are likely to take, by the lines and by how long the steps before it took.
 * @param lines order lines of all files that count
 * @returns undefined for a step of which nothing is known: those that read the files
 */
export function secondsToCome(step: string, lines: number, done: readonly StepTime[]): ToCome | undefined {
  const steps = Object.keys(costs);
  const at = steps.indexOf(step);
  if (at < 0) return undefined;
  const pace = paceOf(done, lines);
  const all = steps.slice(at).reduce((sum, name) => sum + secondsOf(name, lines), 0);
  return { step: pace * secondsOf(step, lines), all: pace * all };
}

/** about 40 seconds, about 3 minutes: rounded as an estimate is. */
export function aboutInWords(seconds: number): string {
  if (seconds < 1.5) return 'about a second';
  if (seconds < 10) return `about ${Math.round(seconds)} seconds`;
  if (seconds < 90) return `about ${5 * Math.round(seconds / 5)} seconds`;
  return `about ${Math.round(seconds / 60)} minutes`;
}
