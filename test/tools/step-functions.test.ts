import { rm } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListStateMachinesCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { createRandom } from '../../core/random/random.js';
import { sampleShop } from '../../core/sample/sample-shop.js';
import type { Json } from '../../workflow/states-language.js';
import { type DeployedWorkflow, deployWorkflow } from '../lib/deployed-workflow.js';
import type { InvokeFault } from '../lib/invoke-with-fault.js';
import { storedObject } from '../servers/s3-objects.js';
import { type LambdaService, startLambdaService } from './lambda-service.js';
import { freePort, type ServerProcess, startProcess } from './server-process.js';

const bundles = '.cache/test-tools-step-functions';
const arnOf = (name: string) => `arn:aws:lambda:eu-central-1:000000000000:function:${name}`;

interface Fault {
  readonly step: string;
  readonly times: number;
  readonly fault: InvokeFault;
}

/** What is to be seen of an execution from outside. */
interface Outcome {
  readonly output?: unknown;
  readonly error?: string | undefined;
  /** What each Lambda was asked, in an order of its own: items of a Map run side by side. */
  readonly calls: readonly string[];
  /** How often each state was entered. */
  readonly states: Readonly<Record<string, number>>;
}

let workflow: DeployedWorkflow;
let lambdas: LambdaService;
let moto: ServerProcess;
let client: SFNClient;
let stateMachineArn: string;
let calls: string[] = [];
let faults: (Fault & { left: number })[] = [];

const nextFault = (step: string): InvokeFault | undefined => {
  const fault = faults.find((one) => one.step === step && one.left > 0);
  if (fault) fault.left--;
  return fault?.fault;
};

/** Both run the same orders, each for a dataset of its own, so that a run's name and its times are all that differs. */
const noteCall = (step: string, payload: Json) => {
  const text = JSON.stringify(payload, (key, value) => {
    if (key === 'startedAt' || key === 'execution') return typeof value;
    return typeof value === 'string' ? value.replaceAll(/\b(ours|theirs)(-[0-9a-f]{10})?\b/g, 'shop') : value;
  });
  calls.push(`${step} ${text}`);
};

beforeAll(async () => {
  workflow = await deployWorkflow(bundles, { hurry: 20 });
  workflow.onCall = noteCall;
  workflow.invokeFaults = nextFault;
  lambdas = await startLambdaService(workflow, noteCall, nextFault);
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new SFNClient({ endpoint, region: 'eu-central-1', credentials });
  moto = await startProcess({
    command: process.env.MOTO_PYTHON!,
    words: ['.ci/tools/moto_server.py', `${port}`, lambdas.url],
    isReady: async () => (await client.send(new ListStateMachinesCommand())) !== undefined,
  });
  const definition = JSON.stringify(workflow.definition, (key, value) =>
    key === 'FunctionName' ? arnOf(value) : value,
  );
  const roleArn = 'arn:aws:iam::000000000000:role/r';
  const made = await client.send(new CreateStateMachineCommand({ name: 'insiders', definition, roleArn }));
  stateMachineArn = made.stateMachineArn!;
  const orders = [...sampleShop({ random: createRandom(1), customers: 300 })].join('');
  const rules = {
    segmentation: { spaces: ['scaled', 'pca'], models: ['kmeans'], sampleAbove: 150, trainOn: 150 },
  };
  for (const dataset of ['ours', 'theirs']) {
    workflow.s3.objects.set(`uploads/${dataset}/orders.csv`, storedObject(Buffer.from(orders)));
    workflow.s3.objects.set(`rules/${dataset}.yaml`, storedObject(Buffer.from(JSON.stringify(rules))));
  }
}, 300_000);
afterAll(async () => {
  client.destroy();
  await moto.stop();
  await lambdas.close();
  await workflow.stop();
  await rm(bundles, { recursive: true, force: true });
});

function begin(injected: readonly Fault[]): void {
  calls = [];
  faults = injected.map((fault) => ({ ...fault, left: fault.times }));
}

const counted = (names: readonly string[]) => {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
};

/** Without what is a run's own. */
const plain = (output: unknown) =>
  JSON.parse(JSON.stringify(output).replaceAll(/\b(ours|theirs)(-[0-9a-f]{10})?\b/g, 'shop'));

async function runOurs(name: string, input: Json, injected: readonly Fault[]): Promise<Outcome> {
  begin(injected);
  const states: string[] = [];
  const ended = await workflow
    .execute(`ours-${name}`, input, (event) => {
      if (event.type === 'entered') states.push(event.state);
    })
    .then(
      (output) => ({ output: plain(output) }),
      ({ error }) => ({ error: error as string }),
    );
  return { ...ended, calls: calls.sort(), states: counted(states) };
}

async function runTheirs(name: string, input: Json, injected: readonly Fault[]): Promise<Outcome> {
  begin(injected);
  const started = await client.send(
    new StartExecutionCommand({ stateMachineArn, name: `theirs-${name}`, input: JSON.stringify(input) }),
  );
  const { executionArn } = started;
  for (;;) {
    const { status, output, error } = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (status === 'RUNNING') {
      await setTimeout(200);
      continue;
    }
    const states: string[] = [];
    let nextToken: string | undefined;
    do {
      const page = await client.send(new GetExecutionHistoryCommand({ executionArn, nextToken }));
      for (const { stateEnteredEventDetails } of page.events ?? [])
        if (stateEnteredEventDetails) states.push(stateEnteredEventDetails.name!);
      nextToken = page.nextToken;
    } while (nextToken);
    const ended = status === 'SUCCEEDED' ? { output: plain(JSON.parse(output!)) } : { error };
    return { ...ended, calls: calls.sort(), states: counted(states) };
  }
}

const throttled = { fault: 'throttled' } as const;
const throws = (handlerError: string) => ({ fault: { handlerError } });

test.each<[string, boolean, Fault[]]>([
  ['every file becomes a run', true, []],
  ['a Lambda that is turned away is asked again', true, [{ step: 'plan', times: 2, ...throttled }]],
  [
    'so is one whose service fails, and one that says that another service did',
    true,
    [
      { step: 'clean', times: 1, fault: 'failed' },
      { step: 'choose', times: 1, ...throws('ServiceTrouble') },
    ],
  ],
  [
    'a database that wakes up is waited for',
    true,
    [{ step: 'load', times: 1, ...throws('DatabaseResumingException') }],
  ],
  [
    'a manifest that keeps changing ends the run',
    true,
    [{ step: 'clean', times: 9, ...throws('ObjectChanged') }],
  ],
  [
    'an error of the data is not tried again, and told',
    true,
    [{ step: 'featurize', times: 1, ...throws('NoPurchases') }],
  ],
  ['one of many that fails ends them all', true, [{ step: 'cluster', times: 1, ...throws('BadThing') }]],
  [
    'the error that is told is the first, though telling fails too',
    true,
    [
      { step: 'featurize', times: 1, ...throws('NoPurchases') },
      { step: 'failed', times: 9, ...throws('Boom') },
    ],
  ],
  ['without a dataset it fails, and is told', false, []],
])(
  '%s, in both interpreters alike',
  async (title, hasDataset, injected) => {
    const name = title.replaceAll(/\W+/g, '-').slice(0, 40);
    const inputOf = (dataset: string): Json => (hasDataset ? { dataset } : {});
    const ours = await runOurs(name, inputOf('ours'), injected);
    const theirs = await runTheirs(name, inputOf('theirs'), injected);
    // Items that have not begun when another fails are called or not, as it happens.
    const isRace = injected.some(
      ({ step, fault }) => step === 'cluster' && JSON.stringify(fault).includes('Bad'),
    );
    const seen = ({ calls, states, ...rest }: Outcome) => (isRace ? rest : { ...rest, calls, states });
    expect(seen(theirs)).toEqual(seen(ours));
    expect(ours.calls.length).toBeGreaterThan(1);
  },
  120_000,
);
