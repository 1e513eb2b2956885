import { App } from 'aws-cdk-lib';
import { addStacks } from '../lib/insiders-app.js';
import { addSecurityChecks } from '../lib/security-checks.js';

// What `cdk` runs: see cdk.json.
const app = new App();

addSecurityChecks(app, addStacks(app));
