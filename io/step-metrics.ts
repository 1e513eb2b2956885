import { lambdaCost } from '../core/runs/run-cost.js';

/** What a call of a Lambda took. */
export interface CallMeasure {
  readonly seconds: number;
  readonly memoryMb: number;
  /** ms since 1970 */
  readonly timestamp: number;
}

/**
 * What a step has done as CloudWatch's embedded metric format: CloudWatch makes metrics of a log line that has these
 * fields. Each number of the step's output is one, by its name; besides, there is an estimate of what the call costs.
 */
export function stepMetrics(output: object, { seconds, memoryMb, timestamp }: CallMeasure): object {
  const counts = Object.entries(output).filter(([, value]) => typeof value === 'number');
  const metrics = [
    { Name: 'seconds', Unit: 'Seconds' },
    // A millionth of a dollar is the smallest that a single call comes to.
    { Name: 'microUsd', Unit: 'None' },
    ...counts.map(([name]) => ({ Name: name, Unit: 'Count' })),
  ];
  return {
    seconds,
    microUsd: Math.round(lambdaCost(seconds, memoryMb) * 1e6),
    ...Object.fromEntries(counts),
    _aws: {
      Timestamp: timestamp,
      CloudWatchMetrics: [{ Namespace: 'Insiders', Dimensions: [['stage', 'step']], Metrics: metrics }],
    },
  };
}
