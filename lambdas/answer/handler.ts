import { bindStep } from '../../io/bind-step.js';
import { answer } from './answer.js';

export const handler = bindStep('answer', answer);
