import { App } from 'aws-cdk-lib';
import { addStacks } from '../lib/insiders-app.js';

// What `cdk` runs: see cdk.json.
addStacks(new App());
