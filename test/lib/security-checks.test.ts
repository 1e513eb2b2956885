import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { buildLambdas } from '../../build-lambdas.mjs';
import { addStacks } from '../../lib/insiders-app.js';
import { addSecurityChecks } from '../../lib/security-checks.js';

const bundles = '.cache/test-security-checks';
let outdir: string;
beforeAll(async () => {
  outdir = await mkdtemp(join(tmpdir(), 'insiders-checks-'));
  await buildLambdas(bundles);
});
afterAll(async () => {
  await rm(bundles, { recursive: true, force: true });
  await rm(outdir, { recursive: true, force: true });
});

function checked(context: Record<string, unknown>) {
  const rules = { '@aws-cdk/core:validateAgainstDefaultRules': true };
  const app = new App({ outdir, context: { 'aws:cdk:disable-asset-staging': true, ...rules, ...context } });
  const stacks = addStacks(app, { bundles, engine: 'sql' });
  addSecurityChecks(app, stacks);
  return { app, ...stacks };
}

const production = {
  stage: 'prod',
  schedule: 'rate(1 day)',
  alarmEmail: 'me@shop.example',
  metabaseHours: 'always',
  metabaseDomain: 'insiders.shop.example',
  metabaseCertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/abc',
};

test.each([
  {},
  production,
  { metabase: false },
  { api: true },
  { api: true, apiIssuer: 'https://id.shop.example', apiAudience: 'insiders' },
])('with %p, AWS Solutions and CloudFormation have nothing to say that nobody has answered', (context) => {
  const { app, dashboard } = checked(context);
  expect(() => app.synth()).not.toThrow();
  expect(dashboard === undefined).toBe('metabase' in context);
});

test('a bucket that is open, or a permission that nobody has given a reason for, ends the synthesis', () => {
  const { app, workflow } = checked({});
  const bucket = new s3.Bucket(workflow, 'careless');
  bucket.grantRead(workflow.stateMachine);
  expect(() => app.synth()).toThrow(
    /careless.*AwsSolutions-S1'.*segmentation.*AwsSolutions-IAM5\[Action::s3:GetObject/s,
  );
});
