import { bindStep } from '../../io/bind-step.js';
import { withDuckdb } from '../../io/duckdb-engine.js';
import { clean } from './clean.js';

export const handler = bindStep('clean', clean, { withEngine: withDuckdb });
