/**
 * What a step has done as CloudWatch's embedded metric format: CloudWatch makes metrics of a log line that has these
 * fields. Each number of the step's output is one, by its name.
 * @param timestamp ms since 1970
 */
export function stepMetrics(seconds: number, output: object, timestamp: number): object {
  const counts = Object.entries(output).filter(([, value]) => typeof value === 'number');
  const metrics = [
    { Name: 'seconds', Unit: 'Seconds' },
    ...counts.map(([name]) => ({ Name: name, Unit: 'Count' })),
  ];
  return {
    seconds,
    ...Object.fromEntries(counts),
    _aws: {
      Timestamp: timestamp,
      CloudWatchMetrics: [{ Namespace: 'Insiders', Dimensions: [['stage', 'step']], Metrics: metrics }],
    },
  };
}
