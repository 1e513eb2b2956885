import { bindStep } from '../../io/bind-step.js';
import { plan } from './plan.js';

export const handler = bindStep('plan', plan);
