import { bindStep } from '../../io/bind-step.js';
import { withDuckdb } from '../../io/duckdb-engine.js';
import { ingest } from './ingest.js';

export const handler = bindStep('ingest', ingest, { withEngine: withDuckdb });
