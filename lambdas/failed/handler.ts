import { bindStep } from '../../io/bind-step.js';
import { openLambdaDatabase } from '../../io/lambda-database.js';
import { sendNotice } from '../../io/lambda-notices.js';
import type { Step } from '../../io/step-io.js';
import { failed } from './failed.js';
import type { FailedInput } from './failure-notice.js';
import { failureNotice } from './failure-notice.js';

/** First the row, whose writing is tried again: so there is one message. */
const failedAndTold: Step<FailedInput, { summary: string }> = async (input, io) => {
  const output = await failed(input, io);
  await sendNotice(failureNotice(input));
  return output;
};

export const handler = bindStep('failed', failedAndTold, { openDatabase: openLambdaDatabase });
