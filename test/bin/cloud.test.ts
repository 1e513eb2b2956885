import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '../../core/random/random.js';
import { sampleShop } from '../../core/sample/sample-shop.js';
import type { ExecutionFailed } from '../../workflow/execution-failed.js';
import { type DeployedWorkflow, deployWorkflow } from '../lib/deployed-workflow.js';
import { type CloudFormationServer, startCloudFormationServer } from '../servers/cloudformation-server.js';
import { historyWriter } from '../servers/execution-history.js';
import {
  type Execution,
  type StepFunctionsServer,
  startStepFunctionsServer,
} from '../servers/step-functions-server.js';
import { runInsiders } from './run-insiders.js';

const bundles = '.cache/test-cloud-commands';
const folder = mkdtempSync(join(tmpdir(), 'insiders-cloud-'));
const region = 'eu-central-1';
let workflow: DeployedWorkflow;
let states: StepFunctionsServer;
let cloudFormation: CloudFormationServer;
let env: Record<string, string>;

beforeAll(async () => {
  workflow = await deployWorkflow(bundles);
  states = await startStepFunctionsServer(run);
  cloudFormation = await startCloudFormationServer({
    [region]: {
      'insiders-dev-data': { bucketName: 'shop-bucket' },
      'insiders-dev-workflow': { stateMachineArn: states.stateMachineArn, startsOnUpload: 'true' },
      'insiders-half-data': { bucketName: 'shop-bucket' },
    },
  });
  env = {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL_S3: workflow.s3.url,
    AWS_ENDPOINT_URL_SFN: states.url,
    AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormation.url,
  };
}, 120_000);
afterAll(async () => {
  await Promise.all([states.close(), cloudFormation.close()]);
  await workflow.stop();
  for (const made of [bundles, folder]) rmSync(made, { recursive: true, force: true });
});

/** What Step Functions does with a started execution. */
async function run(execution: Execution): Promise<void> {
  const onEvent = historyWriter(execution.history, (name) => workflow.states.get(name)!.Type);
  try {
    const output = await workflow.execute(execution.name, JSON.parse(execution.input), onEvent);
    Object.assign(execution, { status: 'SUCCEEDED', output: JSON.stringify(output) });
  } catch (failure) {
    const { error, message } = failure as ExecutionFailed;
    Object.assign(execution, { status: 'FAILED', error, cause: message });
  }
  execution.stoppedAt = Date.now() / 1000;
}

const insiders = (words: string, more: Record<string, string | undefined> = {}) =>
  runInsiders(words.split(' '), { cwd: folder, env: { ...env, ...more } });
const write = (name: string, content: string) => writeFileSync(join(folder, name), content);
const orders = [...sampleShop({ random: createRandom(1), customers: 300 })].join('');
write('orders.csv', orders);

describe('from a file to its results', () => {
  let runId: string;

  test('upload puts the file where it starts a run, and says how to see it', async () => {
    const { stdout, stderr, status } = await insiders('upload orders.csv --dataset shop');
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(stdout).toContain('s3://shop-bucket/uploads/shop/orders.csv');
    expect(stdout).toContain('insiders status --dataset shop --watch');
    expect(workflow.s3.objects.get('uploads/shop/orders.csv')!.content.toString()).toBe(orders);
  });

  test('start starts an execution of the dataset, and a second one is refused while it goes on', async () => {
    write('rules.yaml', 'segmentation:\n  kTo: 4\n');
    const { stdout, status } = await insiders('start --dataset shop --rules rules.yaml');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^started shop-[0-9a-f-]{36}$/m);
    const [execution] = states.executions;
    expect(JSON.parse(execution!.input)).toMatchObject({
      dataset: 'shop',
      rules: { segmentation: { kTo: 4 } },
    });
    const again = await insiders('start --dataset shop');
    expect(again.status).toBe(3);
    expect(again.stderr).toMatch(/a run of 'shop' is going on/);
  });

  test('status --watch tells of every step once and ends with how it went and what it cost', async () => {
    const { stdout, status } = await insiders('status --dataset shop --watch');
    expect(status).toBe(0);
    // What a long step says meanwhile ends with three dots.
    const ended = stdout.split('\n').filter((line) => !line.endsWith('…'));
    const told = ended.flatMap((line) => line.match(/^ {2}(\w+) +[\d.]+ s {2}/)?.[1] ?? []);
    const steps = [...workflow.states].filter(([, { Type }]) => Type === 'Task').map(([name]) => name);
    expect(told).toEqual(steps.filter((name) => name !== 'failed'));
    expect(stdout).toMatch(/^status +SUCCEEDED$/m);
    expect(stdout).toMatch(
      /^cost +about 0\.0\d+ USD \(Lambda 0\.\d+, Step Functions 0\.00\d+, database 0\.0\d+;/m,
    );
    runId = JSON.parse(states.executions[0]!.output!).runId;
    expect(stdout).toMatch(new RegExp(`^run +${runId}$`, 'm'));
  });

  test('status lists executions, and of a dataset shows the steps of the newest', async () => {
    expect((await insiders('status')).stdout).toMatch(/shop +SUCCEEDED +[\d.]+ +shop-/);
    const { stdout } = await insiders('status --dataset shop');
    expect(stdout).toMatch(/^ingest +done +[\d.]+ .*orders\.csv: [\d,]+ lines read/m);
    expect(stdout).toMatch(/^cluster +done /m);
    const [{ name, arn }] = states.executions as [Execution];
    for (const given of [name, arn]) {
      expect((await insiders(`status --execution ${given}`)).stdout).toMatch(/^publish +done/m);
    }
  });

  test('fetch brings the page and every list, as they are in the bucket', async () => {
    const { stdout, status } = await insiders('fetch --dataset shop --out fetched');
    expect(status).toBe(0);
    const stored = [...workflow.s3.objects.keys()].filter((key) => key.startsWith(`runs/${runId}/publish/`));
    const names = stored.map((key) => key.split('/').at(-1)!);
    expect(names).toContain('report.html');
    expect(readdirSync(join(folder, 'fetched')).sort()).toEqual(names.sort());
    for (const name of names) {
      const { content } = workflow.s3.objects.get(`runs/${runId}/publish/${name}`)!;
      expect(readFileSync(join(folder, 'fetched', name)).equals(content)).toBe(true);
    }
    expect(stdout).toMatch(/\d+ Insiders, .* of \d+ customers, bring/);
  });

  test('fetch takes the newest run of any dataset, or the one that is named', async () => {
    expect((await insiders('fetch --out newest')).status).toBe(0);
    expect((await insiders(`fetch --run ${runId} --out named`)).status).toBe(0);
    expect(readFileSync(join(folder, 'named/run.json'), 'utf8')).toContain(runId);
  });

  test('a run that fails is shown with its error, and watching it ends with exit code 3', async () => {
    write('broken.csv', 'colour,taste\nred,sweet\n');
    await insiders('upload broken.csv --dataset broken');
    await insiders('start --dataset broken --file uploads/broken/broken.csv');
    const { stdout, stderr, status } = await insiders('status --dataset broken --watch');
    expect(status).toBe(3);
    expect(stdout).toMatch(/^error +NoUsableColumns: broken\.csv.*Name the columns in the rules/m);
    expect(stderr).toMatch(/ended as FAILED: NoUsableColumns\n.*runbook/);
  });

  test('uploads lists what counts and what was refused, and takes an upload out', async () => {
    const listed = async () => {
      const { stdout, stderr } = await insiders('uploads --stage dev --json');
      expect(stderr).toBe('');
      return (JSON.parse(stdout) as Record<string, string>[]).map((upload) => ({
        ...{ dataset: upload.dataset, file: upload.file, state: upload.state, run: upload.runId },
      }));
    };
    const refused = { dataset: 'broken', file: 'broken.csv', state: 'refused', run: expect.any(String) };
    const counted = { dataset: 'shop', file: 'orders.csv', state: 'counted', run: runId };
    expect(await listed()).toEqual([refused, counted]);
    const [{ uploadId }] = JSON.parse((await insiders('uploads --cloud --dataset shop --json')).stdout);
    const { stdout, status } = await insiders(`uploads remove ${uploadId} --cloud`);
    expect([status, stdout]).toEqual([
      0,
      "orders.csv is out of 'shop'; from the next run on: insiders start --dataset shop\n",
    ]);
    expect(await listed()).toEqual([refused, { ...counted, state: 'removed', run: null }]);
  });
});

test('a large file goes up in parts, with its progress', async () => {
  write('large.csv', 'InvoiceNo,Quantity\n'.repeat(1_000_000));
  expect((await insiders('upload large.csv --dataset large')).status).toBe(0);
  const uploads = workflow.s3.requests.filter(
    ({ key, method }) => key === 'uploads/large/large.csv' && method === 'PUT',
  );
  expect(uploads).toHaveLength(2);
  expect(workflow.s3.objects.get('uploads/large/large.csv')!.content).toHaveLength(19_000_000);
});

describe('what is wrong is said in one sentence, with what to do', () => {
  test.each<[string, Record<string, string | undefined>, RegExp]>([
    [
      'no credentials',
      { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined },
      /there are no credentials for AWS.*\n.*aws sso login/,
    ],
    ['no region', { AWS_REGION: undefined }, /no region is given\n.*--region/],
    ['no name of a region', { AWS_REGION: 'the north' }, /the region cannot be .*\n.*--region/],
    ['expired credentials', { AWS_ACCESS_KEY_ID: 'EXPIRED' }, /have expired\n.*Sign in again/],
    ['unknown credentials', { AWS_ACCESS_KEY_ID: 'NOBODY' }, /does not know these credentials\n.*sts/],
    ['too few permissions', { AWS_ACCESS_KEY_ID: 'GUEST' }, /may not do that.*\n.*docs\/aws\.md/],
    [
      'no network',
      { AWS_ENDPOINT_URL_CLOUDFORMATION: 'http://127.0.0.1:9' },
      /cannot be reached.*\n.*network/,
    ],
    ['no such host', { AWS_ENDPOINT_URL_CLOUDFORMATION: 'http://nowhere.invalid' }, /cannot be reached/],
  ])('%s', async (_, more, expected) => {
    const { stdout, stderr, status } = await insiders('status', more);
    expect(stderr).toMatch(expected);
    expect(stderr.trim().split('\n')).toHaveLength(2);
    expect({ stdout, status }).toEqual({ stdout: '', status: 4 });
  });

  test.each([
    ['another region', 'status --region us-east-1', /no stack insiders-dev-data in us-east-1\n.*--region/],
    ['another stage', 'fetch --stage prod', /no stack insiders-prod-data in eu-central-1/],
    ['a stage that is deployed by half', 'status --stage half', /no stack insiders-half-workflow/],
    ['a profile that is not there', 'status --profile nobody', /no credentials.*nobody/],
  ])('%s', async (_, words, expected) => {
    const { stderr, status } = await insiders(words);
    expect(stderr).toMatch(expected);
    expect(status).toBe(4);
  });

  test.each([
    ['an unknown dataset', 'start --dataset shpo', 3, /no dataset 'shpo'\n.*The datasets are .*shop/],
    ['a dataset that has never run', 'status --dataset shpo', 3, /no execution of 'shpo'/],
    ['an unknown run', 'fetch --run shop-0123456789', 3, /no results of a run 'shop-0123456789'/],
    ['a dataset without a run', 'fetch --dataset shpo', 3, /no run of 'shpo' has succeeded/],
    ['an unknown execution', 'status --execution shop-1', 3, /no execution 'shop-1'/],
    [
      'an unknown upload',
      'start --dataset shop --file uploads/shop/x.csv',
      3,
      /no upload 'uploads\/shop\/x\.csv'/,
    ],
    ['a missing file', 'upload nowhere.csv', 3, /nowhere\.csv: there is no such file/],
    ['a name of an unfinished file', 'upload .orders.csv', 3, /taken for an unfinished one/],
    ['a name that is none', 'upload orders.csv --dataset Shop!', 3, /cannot name a dataset/],
    ['no dataset', 'start', 2, /start needs a dataset/],
    ['no file', 'upload', 2, /takes one file or more/],
    ['an unknown option', 'fetch --all', 2, /--all/],
  ])('%s', async (_, words, code, expected) => {
    write('.orders.csv', orders);
    const { stderr, status } = await insiders(words);
    expect(stderr).toMatch(expected);
    expect(status).toBe(code);
  });

  test('a defect of ours is not taken for trouble with AWS', async () => {
    cloudFormation.faults = () => ({ status: 400, name: 'SomethingNew' });
    const { stderr, status } = await insiders('status');
    cloudFormation.faults = undefined;
    expect(stderr).toMatch(/SomethingNew\n.*defect of ours/);
    expect(status).toBe(1);
  });
});

test('each command explains itself without asking AWS', async () => {
  for (const command of ['upload', 'start', 'status', 'fetch']) {
    const { stdout, status } = await insiders(`${command} --help`, { AWS_ENDPOINT_URL_CLOUDFORMATION: '' });
    expect(stdout).toMatch(new RegExp(`^usage: insiders ${command} .*--region NAME.*--profile NAME`, 's'));
    expect(status).toBe(0);
  }
});
