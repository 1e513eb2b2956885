import { parentPort, workerData } from 'node:worker_threads';
import { serveSteps } from '../../workflow/serve-steps.js';
import { createShopSteps } from './shop-steps.js';

serveSteps(parentPort!, createShopSteps(), workerData);
