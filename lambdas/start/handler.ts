import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { SQSHandler } from 'aws-lambda';
import { openExecutions } from '../../io/executions.js';
import { variable } from '../../io/lambda-io.js';
import { openS3Store } from '../../io/s3-store.js';
import { startRuns } from './start-runs.js';

export const handler: SQSHandler = async ({ Records }) => {
  const s3 = new S3Client();
  const stepFunctions = new SFNClient();
  try {
    return await startRuns(Records, {
      store: openS3Store(s3, variable('BUCKET')),
      executions: openExecutions(stepFunctions, variable('STATE_MACHINE_ARN')),
      now: new Date(),
      quietSeconds: Number(variable('QUIET_SECONDS')),
      log: (fields) => process.stdout.write(`${JSON.stringify(fields)}\n`),
    });
  } finally {
    s3.destroy();
    stepFunctions.destroy();
  }
};
