import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { stepResources } from '../../lib/step-resources.js';
import { taskStates } from '../../lib/task-states.js';
import { allResources } from './stack-resources.js';
import { type Resource, synthesise } from './synthesise.js';

const bundles = '.cache/test-workflow-stack';
let resources: Record<string, Resource>;
beforeAll(async () => {
  ({ workflow: resources } = await synthesise(bundles));
});
afterAll(() => rm(bundles, { recursive: true, force: true }));

const steps = taskStates(JSON.parse(readFileSync('workflow/segmentation.asl.json', 'utf8')));
const idOf = (type: string, step: string) => {
  const ids = Object.keys(resources).filter(
    (id) =>
      resources[id]!.Type === type && new RegExp(`^${step}(ServiceRoleDefaultPolicy)?[0-9A-F]{8}$`).test(id),
  );
  expect(ids).toHaveLength(1);
  return ids[0]!;
};
const functionOf = (step: string) => resources[idOf('AWS::Lambda::Function', step)]!.Properties;

/** `s3:GetObject /runs/*` for each action and resource that a step's role allows; `*` alone stays `*`. */
function permissionsOf(step: string): string[] {
  const { PolicyDocument } = resources[idOf('AWS::IAM::Policy', step)]!.Properties;
  const { Statement } = PolicyDocument as {
    Statement: { Effect: string; Action: string[]; Resource: object[] }[];
  };
  return Statement.flatMap(({ Effect, Action, Resource }) => {
    expect(Effect).toBe('Allow');
    return [Action]
      .flat()
      .flatMap((action) => [Resource].flat().map((resource) => `${action} ${shortName(resource)}`));
  }).sort();
}

function shortName(resource: unknown): string {
  const text = JSON.stringify(resource);
  const pattern = /"(\/[^"]*)"\]\]\}$/.exec(text)?.[1];
  const names = [
    'bucket',
    'databaseSecret',
    'stepslogin',
    'database',
    'execution',
    'segmentation',
    'drops',
    'bus',
    'noticeskey',
    'notices',
    '*',
  ];
  return pattern ?? names.find((name) => text.includes(name))!;
}

test('every state that does work has a Lambda, a bundle and a row of resources; besides, there is the starter', () => {
  const lambdas = Object.values(resources).filter(({ Type }) => Type === 'AWS::Lambda::Function');
  expect(lambdas).toHaveLength(steps.length + 1);
  functionOf('start');
  for (const step of steps) functionOf(step);
  expect(Object.keys(stepResources).sort()).toEqual([...steps].sort());
  expect(Object.keys(JSON.parse(readFileSync(`${bundles}/bundles.json`, 'utf8'))).sort()).toEqual(
    [...steps, 'ask', 'logins', 'migrate', 'provision', 'push', 'snapshot', 'start'].sort(),
  );
});

test.each([...steps, 'start'])(
  '%s runs on arm64 and the newest Node, with tracing and a log that does not last for ever',
  (step) => {
    expect(functionOf(step)).toMatchObject({
      Architectures: ['arm64'],
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      TracingConfig: { Mode: 'Active' },
      LoggingConfig: { LogFormat: 'JSON', LogGroup: { Ref: expect.stringMatching(`^${step}log`) } },
    });
    const { LogGroup } = functionOf(step).LoggingConfig as { LogGroup: { Ref: string } };
    expect(resources[LogGroup.Ref]!.Properties.RetentionInDays).toBe(30);
  },
);

test('no Lambda asks for more memory than a new account has, unless it is told to', () => {
  const memories = (context: object) =>
    allResources(context)
      .filter(({ Type }) => Type === 'AWS::Lambda::Function')
      .map(({ Properties }) => Number(Properties.MemorySize ?? 128));
  expect(Math.max(...memories({}))).toBe(3008);
  expect(Math.max(...memories({ stepMemoryMb: 10_240 }))).toBe(10_240);
});

test('a Lambda ends before its state does, so that nobody goes on while it still works', () => {
  const definition = readFileSync('workflow/segmentation.asl.json', 'utf8');
  for (const step of steps) {
    const timeout = new RegExp(`"\\$\\{${step}\\}".*?"TimeoutSeconds": (\\d+)`, 's').exec(definition)![1];
    expect(functionOf(step).Timeout).toBeLessThan(Number(timeout));
  }
});

test('the engine is a layer of the steps that use it, and of no others', () => {
  const withLayer = steps.filter((step) => 'Layers' in functionOf(step));
  expect(withLayer).toEqual([
    'ingest',
    'clean',
    'featurize',
    'embed',
    'choose',
    'assign',
    'profile',
    'study',
    'load',
    'publish',
  ]);
});

const tracing = ['xray:PutTelemetryRecords *', 'xray:PutTraceSegments *'];
const reading = (...keys: string[]) => ['s3:ListBucket bucket', ...keys.map((key) => `s3:GetObject ${key}`)];
const writing = (...keys: string[]) =>
  keys.flatMap((key) => [`s3:PutObject ${key}`, `s3:AbortMultipartUpload ${key}`]);
const database = (...operations: string[]) => [
  ...operations.map((operation) => `rds-data:${operation} database`),
  'secretsmanager:GetSecretValue stepslogin',
];
const transaction = ['BeginTransaction', 'ExecuteStatement', 'CommitTransaction', 'RollbackTransaction'];

const runs = (...parts: string[]) => parts.map((part) => `/runs/*/${part}/*`);

test.each([
  ['plan', [...reading('/uploads/*', '/rules/*', '/lake/*/manifest.json'), ...writing(...runs('plan'))]],
  ['ingest', [...reading('/uploads/*', '/lake/*', ...runs('plan')), ...writing('/lake/*')]],
  ['clean', [...reading('/lake/*', ...runs('plan')), ...writing(...runs('clean'))]],
  ['featurize', [...reading(...runs('plan', 'clean')), ...writing(...runs('featurize'))]],
  ['embed', [...reading(...runs('plan', 'featurize')), ...writing(...runs('embed'))]],
  ['cluster', [...reading(...runs('plan', 'embed')), ...writing(...runs('cluster'))]],
  [
    'choose',
    [...reading(...runs('plan', 'clean', 'featurize', 'embed', 'cluster')), ...writing(...runs('choose'))],
  ],
  ['assign', [...reading(...runs('featurize', 'embed', 'cluster', 'choose')), ...writing(...runs('assign'))]],
  [
    'profile',
    [
      ...reading(...runs('plan', 'clean', 'featurize', 'embed', 'cluster', 'choose', 'assign', 'profile')),
      ...writing(...runs('profile')),
    ],
  ],
  [
    'study',
    [...reading('/lake/*', ...runs('plan', 'clean', 'featurize', 'profile')), ...writing(...runs('study'))],
  ],
  ['answer', [...reading(...runs('plan', 'clean', 'profile', 'study')), ...writing(...runs('answer'))]],
  [
    'load',
    [
      ...reading('/lake/*', ...runs('plan', 'clean', 'featurize', 'embed', 'profile', 'study', 'answer')),
      ...writing(...runs('load')),
      ...database(...transaction),
    ],
  ],
  [
    'publish',
    [
      ...reading('/lake/*', ...runs('plan', 'clean', 'profile', 'study', 'load')),
      ...writing(...runs('publish'), '/lake/*/manifest.json'),
      ...database(...transaction),
    ],
  ],
  [
    'tell',
    [...reading(...runs('plan', 'publish')), ...database(...transaction), ...['events:PutEvents bus']],
  ],
  [
    'failed',
    [
      ...reading('/lake/*/manifest.json', ...runs('plan')),
      ...writing('/lake/*/manifest.json', '/lake/*/set-aside/*'),
      ...database('ExecuteStatement'),
      ...['sns:Publish notices', 'kms:Decrypt noticeskey', 'kms:GenerateDataKey* noticeskey'],
    ],
  ],
  [
    'start',
    [
      ...reading('/lake/*/manifest.json', '/starts/*'),
      's3:PutObject /starts/*',
      'states:StartExecution segmentation',
      'states:ListExecutions segmentation',
      'states:DescribeExecution execution',
      ...[
        'ReceiveMessage',
        'ChangeMessageVisibility',
        'GetQueueUrl',
        'DeleteMessage',
        'GetQueueAttributes',
      ].map((action) => `sqs:${action} drops`),
    ],
  ],
])('%s may do this and nothing else', (step, permissions) => {
  expect(permissionsOf(step)).toEqual([...permissions, ...tracing].sort());
});

test('the state machine may invoke the steps and nothing else of ours, and is logged and traced', () => {
  const machine = Object.values(resources).find(({ Type }) => Type === 'AWS::StepFunctions::StateMachine')!;
  expect(machine.Properties).toMatchObject({
    LoggingConfiguration: { Level: 'ALL' },
    TracingConfiguration: { Enabled: true },
  });
  const policyId = Object.keys(resources).find((id) => id.startsWith('segmentationRoleDefaultPolicy'))!;
  const { Statement } = resources[policyId]!.Properties.PolicyDocument as {
    Statement: { Action: string | string[] }[];
  };
  const services = Statement.flatMap(({ Action }) => Action).map((action) => action.split(':')[0]);
  expect([...new Set(services)].sort()).toEqual(['lambda', 'logs', 'xray']);
});
