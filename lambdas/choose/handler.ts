import { bindStep } from '../../io/bind-step.js';
import { withDuckdb } from '../../io/duckdb-engine.js';
import { choose } from './choose.js';

export const handler = bindStep('choose', choose, { withEngine: withDuckdb });
