import { bindStep } from '../../io/bind-step.js';
import { withDuckdb } from '../../io/duckdb-engine.js';
import { embed } from './embed.js';

export const handler = bindStep('embed', embed, { withEngine: withDuckdb });
