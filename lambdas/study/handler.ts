import { bindStep } from '../../io/bind-step.js';
import { withDuckdb } from '../../io/duckdb-engine.js';
import { study } from './study.js';

export const handler = bindStep('study', study, { withEngine: withDuckdb });
