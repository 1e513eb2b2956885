import { bindStep } from '../../io/bind-step.js';
import { withDuckdb } from '../../io/duckdb-engine.js';
import { openLambdaDatabase } from '../../io/lambda-database.js';
import { variable } from '../../io/lambda-io.js';
import type { Step } from '../../io/step-io.js';
import { endOldRuns } from './end-old-runs.js';
import { type PublishInput, type PublishOutput, publish } from './publish.js';

/** First the new run is seen, then old ones make room. */
const publishAndMakeRoom: Step<PublishInput, PublishOutput> = async (input, io) => {
  const output = await publish(input, io);
  const ended = await endOldRuns(await io.database(), input.dataset, Number(variable('KEEP_RUNS')));
  return ended === 0
    ? output
    : { ...output, summary: `${output.summary}; the rows of ${ended} old runs have gone` };
};

export const handler = bindStep('publish', publishAndMakeRoom, {
  withEngine: withDuckdb,
  openDatabase: openLambdaDatabase,
});
