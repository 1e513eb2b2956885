import { bindStep } from '../../io/bind-step.js';
import { withDuckdb } from '../../io/duckdb-engine.js';
import { profile } from './profile.js';

export const handler = bindStep('profile', profile, { withEngine: withDuckdb });
