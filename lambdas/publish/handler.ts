import { bindStep } from '../../io/bind-step.js';
import { withDuckdb } from '../../io/duckdb-engine.js';
import { openLambdaDatabase } from '../../io/lambda-database.js';
import { publish } from './publish.js';

export const handler = bindStep('publish', publish, {
  withEngine: withDuckdb,
  openDatabase: openLambdaDatabase,
});
