import { bindStep } from '../../io/bind-step.js';
import { openLambdaDatabase } from '../../io/lambda-database.js';
import { failed } from './failed.js';

export const handler = bindStep('failed', failed, { openDatabase: openLambdaDatabase });
