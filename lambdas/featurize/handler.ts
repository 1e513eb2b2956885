import { bindStep } from '../../io/bind-step.js';
import { withDuckdb } from '../../io/duckdb-engine.js';
import { featurize } from './featurize.js';

export const handler = bindStep('featurize', featurize, { withEngine: withDuckdb });
