import { stepMetrics } from '../../io/step-metrics.js';

test('seconds, cost and every number of the output are metrics of the step, and nothing else is', () => {
  const output = { uploadId: 'a', read: 12, rejected: 0, summary: '12 lines' };
  expect(stepMetrics(output, { seconds: 1.5, memoryMb: 2048, timestamp: 1000 })).toEqual({
    seconds: 1.5,
    // 3 GB-s at 13.3334 millionths of a dollar, and 0.2 for the call.
    microUsd: 40,
    read: 12,
    rejected: 0,
    _aws: {
      Timestamp: 1000,
      CloudWatchMetrics: [
        {
          Namespace: 'Insiders',
          Dimensions: [['stage', 'step']],
          Metrics: [
            { Name: 'seconds', Unit: 'Seconds' },
            { Name: 'microUsd', Unit: 'None' },
            { Name: 'read', Unit: 'Count' },
            { Name: 'rejected', Unit: 'Count' },
          ],
        },
      ],
    },
  });
});
