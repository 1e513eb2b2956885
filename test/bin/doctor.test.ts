import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDataApiClient } from '../../io/data-api-client.js';
import { openDataApiDatabase } from '../../io/data-api-database.js';
import type { Database } from '../../io/database.js';
import { makeStepsLogin } from '../../lambdas/migrate/make-steps-login.js';
import { migrateDatabase } from '../../lambdas/migrate/migrate-database.js';
import { databaseEngine } from '../../lib/database-engine.js';
import { migrations } from '../../sql/postgres/migrations.js';
import { views } from '../../sql/postgres/views.js';
import { allResources, resourcesByStack } from '../lib/stack-resources.js';
import {
  type AccountServer,
  type AccountStack,
  type AccountState,
  account,
  newAccount,
  startAccountServer,
} from '../servers/account-server.js';
import { type DataApiServer, startDataApiServer } from '../servers/data-api-server.js';
import { runInsiders } from './run-insiders.js';

const folder = mkdtempSync(join(tmpdir(), 'insiders-doctor-'));
const region = 'eu-central-1';
const secretArn = `arn:aws:secretsmanager:${region}:${account}:secret:stepslogin-x`;
const resourceArn = `arn:aws:rds:${region}:${account}:cluster:insiders-dev`;
const login = { user: 'insiders_steps', password: 'Steps-secret-1' };
let server: AccountServer;
let dataApi: DataApiServer;
let database: Database;

beforeAll(async () => {
  server = await startAccountServer();
  dataApi = await startDataApiServer({ readObject: () => undefined, logins: { [secretArn]: login } });
  const client = createDataApiClient({
    endpoint: dataApi.url,
    region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const target = { resourceArn, secretArn: `${secretArn}-master`, database: 'insiders', bucket: 'b', region };
  database = openDataApiDatabase(client, target);
  await migrateDatabase({ RequestType: 'Create' }, database, { migrations, views });
  await makeStepsLogin(database, login);
}, 120_000);
afterAll(async () => {
  await database.close();
  await Promise.all([server.close(), dataApi.close()]);
  rmSync(folder, { recursive: true, force: true });
});

const complete = (part: string, resources: AccountStack['resources'], outputs = {}): AccountStack => ({
  status: 'CREATE_COMPLETE',
  outputs,
  resources: [...resources, ['AWS::CDK::Metadata', 'CDKMetadata', part]],
});
const deployed = (): AccountState => ({
  ...newAccount(),
  stacks: {
    ...newAccount().stacks,
    'insiders-dev-data': complete(
      'data',
      [
        ['AWS::S3::Bucket', 'bucket1234ABCD', 'shop-bucket'],
        ['AWS::RDS::DBCluster', 'database1234ABCD', 'insiders-dev'],
        ['AWS::SecretsManager::Secret', 'stepslogin1234ABCD', secretArn],
      ],
      { bucketName: 'shop-bucket' },
    ),
    'insiders-dev-workflow': complete(
      'workflow',
      [['AWS::SNS::Topic', 'notices1234ABCD', `arn:aws:sns:${region}:${account}:notices`]],
      { stateMachineArn: `arn:aws:states:${region}:${account}:stateMachine:segmentation` },
    ),
    'insiders-dev-dashboard': complete('dashboard', [
      [
        'AWS::CloudFront::Function',
        'viewerrequest12',
        `arn:aws:cloudfront::${account}:function/viewer-request-live`,
      ],
      [
        'AWS::CloudFront::Function',
        'viewerresponse1',
        `arn:aws:cloudfront::${account}:function/viewer-response-live`,
      ],
    ]),
  },
});

const insiders = (words: string, more: Record<string, string | undefined> = {}) =>
  runInsiders(words.split(' ').filter(Boolean), {
    cwd: folder,
    env: {
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_ENDPOINT_URL: server.url,
      AWS_ENDPOINT_URL_RDS_DATA: dataApi.url,
      INSIDERS_IMAGE_REGISTRY: server.url,
      AWS_MAX_ATTEMPTS: '1',
      ...more,
    },
  });

interface Finding {
  readonly about: string;
  readonly state: string;
  readonly found: string;
  readonly remedy?: string;
}

/** What is found of an account, by what it is about. */
async function examine(state: AccountState, words = ''): Promise<Record<string, Finding>> {
  server.state = state;
  const { stdout, stderr } = await insiders(`doctor --json ${words}`);
  if (stdout === '') throw new Error(stderr);
  return Object.fromEntries((JSON.parse(stdout) as Finding[]).map((finding) => [finding.about, finding]));
}

const settled = '--context alarmEmail=you@shop.example --context metabaseDigest=sha256:';
const digest = newAccount().image.digest.slice('sha256:'.length);

test('before a deployment all that can be known is asked, and an account that is ready is told so', async () => {
  server.state = newAccount();
  const { stdout, stderr, status } = await insiders(`doctor ${settled}${digest}`);
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  const [headline, , ...lines] = stdout.trimEnd().split('\n');
  expect(headline).toBe(`account ${account}, ${region}: nothing of insiders-dev is deployed`);
  expect(lines.map((line) => line.slice(0, 26).trim().replace(/ +/, ' '))).toEqual([
    'fine who looks',
    'fine bootstrap',
    'fine right to deploy',
    'fine linked roles',
    'fine concurrency',
    'fine memory',
    'fine database engine',
    'fine zones',
    'fine image',
    'fine messages',
  ]);
});

test('after a deployment the stacks, the database, CloudFront and the messages are asked, too', async () => {
  server.state = deployed();
  const { stdout, stderr, status } = await insiders(`doctor ${settled}${digest}`);
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  expect(stdout).toContain('insiders-dev-data, insiders-dev-workflow, insiders-dev-dashboard');
  expect(stdout).toMatch(/^fine +its answers +answers the steps' login, with a cursor/m);
  expect(stdout).toMatch(/^fine +edge functions +CloudFront runs both/m);
  expect(stdout).toMatch(/^fine +right to use /m);
  expect(stdout).not.toMatch(/^(look|wrong|unknown)/m);
});

test('nothing is asked but to read, look, test and simulate', async () => {
  server.calls.length = 0;
  dataApi.requests.length = 0;
  await examine(deployed());
  const verbs = new Set(server.calls.map((call) => /^\S+ ([A-Z][a-z]+)/.exec(call)![1]));
  expect([...verbs].sort()).toEqual(['Describe', 'Get', 'List', 'Simulate', 'Test']);
  expect(new Set(dataApi.requests.map(({ path }) => path))).toEqual(
    new Set(['/BeginTransaction', '/Execute', '/CommitTransaction']),
  );
});

type Change = (state: AccountState) => void;

test.each<[string, Change, about: string, state: string, found: RegExp, remedy: RegExp, words?: string]>([
  [
    'the owner',
    (it) => (it.callerArn = `arn:aws:iam::${account}:root`),
    'who looks',
    'look',
    /owner/,
    /role/,
  ],
  [
    'no bootstrap',
    (it) => delete it.stacks.CDKToolkit,
    'bootstrap',
    'wrong',
    /not been prepared/,
    new RegExp(`cdk bootstrap aws://${account}/${region}`),
  ],
  [
    'an old bootstrap',
    (it) =>
      (it.stacks.CDKToolkit = {
        status: 'CREATE_COMPLETE',
        outputs: { BootstrapVersion: '5' },
        resources: [],
      }),
    ...(['bootstrap', 'wrong', /version 5; 6/, /cdk bootstrap/] as const),
  ],
  [
    'no right',
    (it) => (it.allowed = new Set()),
    'right to deploy',
    'wrong',
    /cdk-hnb659fds-deploy-role/,
    /sts:AssumeRole/,
  ],
  [
    'a new account',
    (it) => it.roles.delete('AWSServiceRoleForECS'),
    'linked roles',
    'look',
    /RoleForECS/,
    /create-service-linked-role --aws-service-name ecs\.amazonaws\.com$/,
  ],
  ['ten Lambdas', (it) => (it.concurrency = 10), 'concurrency', 'look', /10 Lambdas at once/, /L-B99A9384/],
  ['fewer', (it) => (it.concurrency = 5), 'concurrency', 'wrong', /5 Lambdas/, /quota/],
  [
    'memory',
    () => {},
    'memory',
    'look',
    /no Lambda here has as much/,
    /stepMemoryMb=3008/,
    '--context stepMemoryMb=3538',
  ],
  [
    'memory that is proven',
    (it) => it.functions.push({ name: 'big', memoryMb: 10_240 }),
    'memory',
    'fine',
    /big has 10240/,
    /undefined/,
    '--context stepMemoryMb=3538',
  ],
  [
    'no such version',
    (it) => (it.engine.version = '17.4'),
    'database engine',
    'wrong',
    /no aurora-postgresql 18\.6 in eu-central-1/,
    /another|that has it/,
  ],
  [
    'no Data API',
    (it) => (it.engine.hasDataApi = false),
    'database engine',
    'wrong',
    /no Data API/,
    /region/,
  ],
  ['no import', (it) => (it.engine.features = []), 'database engine', 'wrong', /no import from S3/, /region/],
  ['no pause', (it) => (it.engine.minCapacity = 0.5), 'database engine', 'wrong', /cannot pause/, /region/],
  [
    'a zone without CloudFront',
    (it) => (it.zones[0] = { name: 'eu-central-1a', id: 'use1-az3', state: 'available' }),
    ...([
      'zones',
      'wrong',
      /CloudFront does not reach into eu-central-1a \(use1-az3\)/,
      /availabilityZones=eu-central-1b,eu-central-1c/,
    ] as const),
  ],
  [
    'a zone without Aurora',
    (it) => it.engine.zones.shift(),
    'zones',
    'wrong',
    /Aurora Serverless v2 is not in eu-central-1a/,
    /eu-central-1b,eu-central-1c/,
  ],
  [
    'zones of elsewhere',
    () => {},
    'zones',
    'wrong',
    /us-east-1a is no zone of eu-central-1/,
    /eu-central-1a/,
    '--context availabilityZones=us-east-1a,us-east-1b',
  ],
  [
    'no image',
    (it) => (it.image.tag = 'v0.99.1'),
    'image',
    'wrong',
    /no metabase\/metabase:v0\.63/,
    /metabaseVersion/,
  ],
  [
    'no arm64',
    (it) => (it.image.architectures = ['amd64']),
    'image',
    'wrong',
    /for amd64, not for arm64/,
    /metabaseVersion/,
  ],
  ['a tag alone', () => {}, 'image', 'look', /by its tag/, new RegExp(`metabaseDigest=sha256:${digest}`)],
  [
    'a tag that has moved',
    () => {},
    'image',
    'look',
    /another image today/,
    /digest counts/,
    `--context metabaseDigest=sha256:${'b'.repeat(64)}`,
  ],
  ['no address', () => {}, 'messages', 'look', /nobody hears/, /alarmEmail/],
  [
    'a certificate that waits',
    (it) => (it.certificate.status = 'PENDING_VALIDATION'),
    'certificate',
    'wrong',
    /PENDING_VALIDATION/,
    /validation/,
    'CERTIFICATE',
  ],
  [
    'one for another name',
    (it) => (it.certificate.names = ['other.example']),
    'certificate',
    'wrong',
    /not for bi\.shop\.example/,
    /metabaseDomain/,
    'CERTIFICATE',
  ],
  [
    'one that fits',
    () => {},
    'certificate',
    'fine',
    /bi\.shop\.example, until 2030/,
    /undefined/,
    'CERTIFICATE',
  ],
])('%s', async (_, change, about, state, found, remedy, words = '') => {
  const it = newAccount();
  change(it);
  const domain = `--context metabaseDomain=bi.shop.example --context metabaseCertificateArn=arn:aws:acm:us-east-1:${account}:certificate/1`;
  const finding = (await examine(it, words.replace('CERTIFICATE', domain)))[about]!;
  expect(finding.state).toBe(state);
  expect(finding.found).toMatch(found);
  expect(`${finding.remedy}`).toMatch(remedy);
});

const data = (it: AccountState) => it.stacks['insiders-dev-data']!;

test.each<[string, Change, about: string, state: string, found: RegExp, remedy: RegExp]>([
  [
    'a stack that was rolled back',
    (it) =>
      Object.assign(data(it), {
        status: 'ROLLBACK_COMPLETE',
        // The newest first, as CloudFormation tells them.
        events: [
          { id: 'subnet', status: 'CREATE_FAILED', reason: 'Resource creation cancelled' },
          { id: 'database', status: 'CREATE_FAILED', reason: 'Unable to assume the service linked role' },
        ],
      }),
    ...([
      'data stack',
      'wrong',
      /ROLLBACK_COMPLETE: database: Unable to assume/,
      /cdk destroy insiders-dev-data/,
    ] as const),
  ],
  [
    'a stack on its way',
    (it) => (data(it).status = 'UPDATE_IN_PROGRESS'),
    'data stack',
    'look',
    /UPDATE_IN_PROGRESS/,
    /Wait/,
  ],
  [
    'the Data API switched off',
    (it) => (it.cluster.hasDataApi = false),
    'database',
    'wrong',
    /Data API is off/,
    /deploy the data stack/,
  ],
  [
    'the role of the import lost',
    (it) => (it.cluster.importRole = 'INVALID'),
    'database',
    'wrong',
    /import from S3 is INVALID/,
    /deploy/,
  ],
  ['no pause', (it) => (it.cluster.pauseSeconds = 0), 'database', 'wrong', /does not pause/, /deploy/],
  [
    'a message that nobody confirmed',
    (it) => (it.subscriptions = [{ endpoint: 'you@shop.example', arn: 'PendingConfirmation' }]),
    'messages',
    'wrong',
    /you@shop\.example has not said yes/,
    /link/,
  ],
  [
    'a function that CloudFront cannot run',
    (it) => (it.edgeFunctions['viewer-request-live'] = 'const { a } = '),
    'edge functions',
    'wrong',
    /viewer-request fails in CloudFront/,
    /[Dd]eploy/,
  ],
  [
    'a function that lets a setup through',
    (it) => (it.edgeFunctions['viewer-request-live'] = 'function handler(e) { return e.request; }'),
    'edge functions',
    'wrong',
    /a stranger could set Metabase up/,
    /close Metabase/,
  ],
  [
    'too few rights for the commands',
    (it) => {
      it.allowed = new Set(['s3:ListBucket arn:aws:s3:::shop-bucket']);
    },
    'right to use',
    'look',
    /may not s3:GetObject, s3:PutObject, states:StartExecution/,
    /docs\/aws\.md/,
  ],
])('after a deployment: %s', async (_, change, about, state, found, remedy) => {
  const it = deployed();
  change(it);
  const finding = (await examine(it))[about]!;
  expect(finding).toMatchObject({ state });
  expect(finding.found).toMatch(found);
  expect(finding.remedy).toMatch(remedy);
});

test('rights of the steps that somebody took away are missed', async () => {
  await database.query('revoke execute on all functions in schema aws_s3 from insiders_steps, public');
  expect((await examine(deployed()))['its answers']).toMatchObject({
    state: 'wrong',
    found: 'the steps may not import from S3',
  });
  await makeStepsLogin(database, login);
  expect((await examine(deployed()))['its answers']).toMatchObject({ state: 'fine' });
});

test('what who looks may not ask is left open, and the rest is asked', async () => {
  const it = deployed();
  it.callerArn = `arn:aws:sts::${account}:assumed-role/Engineer/me`;
  it.roles.add('Engineer');
  it.refused = new Set(['rds', 'SimulatePrincipalPolicy', 'docker']);
  const findings = await examine(it);
  const open = Object.values(findings).filter(({ state }) => state === 'unknown');
  expect(open.map(({ about }) => about)).toEqual([
    'right to deploy',
    'database engine',
    'zones',
    'image',
    'database',
    'right to use',
  ]);
  expect(findings.zones!.found).toMatch(/cannot be told: .*may not rds:DescribeOrderableDBInstanceOptions/);
  expect(findings['edge functions']).toMatchObject({ state: 'fine' });
});

test('what is wrong ends with exit code 4 and names it', async () => {
  server.state = newAccount();
  server.state.concurrency = 1;
  server.state.image.architectures = [];
  const { stdout, stderr, status } = await insiders('doctor');
  expect(status).toBe(4);
  expect(stderr).toMatch(/^error: wrong: concurrency, image\n.*037-what-no-tool-can-say/);
  expect(stdout).toMatch(/^wrong +concurrency +1 Lambdas at once.*\n +aws service-quotas/m);
});

test.each<[string, string, Record<string, string | undefined>, number, RegExp]>([
  ['a key without a value', 'doctor --context metabase', {}, 2, /takes a key and a value; got 'metabase'/],
  [
    'a value that is none',
    'doctor --context stepMemoryMb=12',
    {},
    2,
    /'stepMemoryMb' must be whole megabytes/,
  ],
  [
    'no credentials',
    'doctor',
    { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined },
    4,
    /no credentials/,
  ],
  ['no network', 'doctor', { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' }, 4, /cannot be reached/],
])('%s', async (_, words, more, code, expected) => {
  server.state = newAccount();
  const { stderr, status } = await insiders(words, more);
  expect(stderr).toMatch(expected);
  expect(status).toBe(code);
});

test('what is looked for by name is what the stacks are made of', () => {
  const [cluster] = allResources().filter(({ Type }) => Type === 'AWS::RDS::DBCluster');
  const { Engine, EngineVersion, DBClusterIdentifier } = cluster!.Properties;
  expect({ engine: Engine, version: EngineVersion }).toEqual(databaseEngine);
  expect(DBClusterIdentifier).toBe('insiders-dev');
  const named = (type: string, name: string) =>
    Object.values(resourcesByStack()).flatMap((resources) =>
      Object.entries(resources).filter(([id, { Type }]) => Type === type && id.startsWith(name)),
    ).length;
  expect([
    named('AWS::SecretsManager::Secret', 'stepslogin'),
    named('AWS::SNS::Topic', 'notices'),
    named('AWS::CloudFront::Function', 'viewerrequest'),
    named('AWS::CloudFront::Function', 'viewerresponse'),
  ]).toEqual([1, 1, 1, 1]);
});
