import { bindStep } from '../../io/bind-step.js';
import { withDuckdb } from '../../io/duckdb-engine.js';
import { openLambdaDatabase } from '../../io/lambda-database.js';
import { load } from './load.js';

export const handler = bindStep('load', load, { withEngine: withDuckdb, openDatabase: openLambdaDatabase });
