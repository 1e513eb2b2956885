import { parentPort, workerData } from 'node:worker_threads';
import { serveSteps } from '../../workflow/serve-steps.js';
import { testSteps } from './test-steps.js';

serveSteps(parentPort!, testSteps, workerData);
