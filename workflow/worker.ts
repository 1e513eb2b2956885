import { parentPort, workerData } from 'node:worker_threads';
import { serveSteps } from './serve-steps.js';
import { steps } from './steps.js';

serveSteps(parentPort!, steps, workerData);
