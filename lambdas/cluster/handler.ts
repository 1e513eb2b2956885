import { bindStep } from '../../io/bind-step.js';
import { cluster } from './cluster.js';

export const handler = bindStep('cluster', cluster);
