import { stepMetrics } from '../../io/step-metrics.js';

test('seconds and every number of the output are metrics of the step, and nothing else is', () => {
  const output = { uploadId: 'a', read: 12, rejected: 0, summary: '12 lines' };
  expect(stepMetrics(1.5, output, 1000)).toEqual({
    seconds: 1.5,
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
            { Name: 'read', Unit: 'Count' },
            { Name: 'rejected', Unit: 'Count' },
          ],
        },
      ],
    },
  });
});
