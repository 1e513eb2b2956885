import { bindStep } from '../../io/bind-step.js';
import { withDuckdb } from '../../io/duckdb-engine.js';
import { assign } from './assign.js';

export const handler = bindStep('assign', assign, { withEngine: withDuckdb });
