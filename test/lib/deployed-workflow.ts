import { createRandom } from '../../core/random/random.js';
import { createDataApiClient } from '../../io/data-api-client.js';
import { openDataApiDatabase } from '../../io/data-api-database.js';
import type { Database } from '../../io/database.js';
import { makeApiLogin } from '../../lambdas/migrate/make-api-login.js';
import { makeStepsLogin } from '../../lambdas/migrate/make-steps-login.js';
import { migrateDatabase } from '../../lambdas/migrate/migrate-database.js';
import { migrations } from '../../sql/postgres/migrations.js';
import { views } from '../../sql/postgres/views.js';
import { interpret } from '../../workflow/interpret.js';
import {
  type Flow,
  flowsWithin,
  type Json,
  type State,
  type StateMachine,
} from '../../workflow/states-language.js';
import { systemEffects } from '../../workflow/system-effects.js';
import type { WorkflowEvent } from '../../workflow/workflow-event.js';
import type { Postgres } from '../servers/data-api-postgres.js';
import { type DataApiServer, startDataApiServer } from '../servers/data-api-server.js';
import { type EventBridgeServer, startEventBridgeServer } from '../servers/event-bridge-server.js';
import { type S3Server, startS3Server } from '../servers/s3-server.js';
import { type SnsServer, startSnsServer } from '../servers/sns-server.js';
import { type InvokeFaultHook, invokeWithFault } from './invoke-with-fault.js';
import { type RunningLambda, startLambda } from './lambda-workers.js';
import { type Resource, type Synthesised, synthesise } from './synthesise.js';

export interface DeployedWorkflow {
  readonly s3: S3Server;
  readonly dataApi: DataApiServer;
  /** As the master user. */
  readonly database: Database;
  readonly sns: SnsServer;
  readonly bus: EventBridgeServer;
  /** What `definition` says of the states, by name. */
  readonly states: ReadonlyMap<string, State>;
  /** Set it to make calls of Lambdas fail; asked with the step's name. */
  invokeFaults: InvokeFaultHook | undefined;
  readonly definition: StateMachine;
  /** Told of each call of a Lambda by the state machine. */
  onCall: ((step: string, payload: Json) => void) | undefined;
  /** Calls a Lambda by the name that the definition has for it. */
  invoke(functionName: string, payload: Json): Promise<unknown>;
  /** What a Lambda outside of the state machine finds the services by; its secret is that of the API's login. */
  readonly apiEnvironment: Readonly<Record<string, string>>;
  /** Runs the state machine to its end. */
  execute(name: string, input: Json, onEvent?: (event: WorkflowEvent) => void): Promise<Json>;
  /** Stops everything and gives the lines that the Lambdas have logged. */
  stop(): Promise<Record<string, unknown>[]>;
}

export interface DeployOptions {
  /** How many times faster than ours the clocks let pauses between tries pass. */
  readonly hurry?: number;
  /** The clock that executions see. */
  readonly now?: () => Date;
  /** In place of an embedded PostgreSQL. */
  readonly postgres?: Postgres;
  /** Starts a Lambda; without it, each has a thread and stays warm. */
  readonly start?: (bundle: string, environment: Record<string, string>) => RunningLambda;
}

const bucket = 'shop-bucket';
const region = 'eu-central-1';
const resourceArn = `arn:aws:rds:${region}:123456789012:cluster:shop`;
const secretArn = (name: string) => `arn:aws:secretsmanager:${region}:123456789012:secret:${name}`;
/** Of those who ask over HTTP. */
export const apiLogin = { user: 'insiders_api', password: 'Api-secret-1' };
export const stepsLogin = { user: 'insiders_steps', password: 'Steps-secret-1' };
const busName = 'insiders-dev';
const topic = `arn:aws:sns:${region}:123456789012:notices`;

/** What the template leaves to the account, by the name of the variable. */
const variables: Record<string, string> = {
  NODE_OPTIONS: '--enable-source-maps',
  STAGE: 'dev',
  BUCKET: bucket,
  DATABASE_ARN: resourceArn,
  DATABASE_NAME: 'insiders',
  TOPIC_ARN: topic,
  KEEP_RUNS: '20',
  EVENT_BUS: busName,
  // More than the default, so that every kind of event is seen.
  EVENT_CUSTOMERS: 'true',
};

/**
 * The synthesised state machine and the bundles that its template names, with stand-ins for S3 and the database.
 * Each Lambda signs with an access key that is the name of its step.
 */
export async function deployWorkflow(
  bundles: string,
  {
    hurry = 1,
    now = systemEffects.now,
    postgres,
    start = (bundle, environment) => startLambda(bundle, environment, hurry),
  }: DeployOptions = {},
): Promise<DeployedWorkflow> {
  // Runs do not need Metabase.
  const template = await synthesise(bundles, { metabase: false });
  const s3 = await startS3Server(bucket);
  const sns = await startSnsServer(topic);
  const bus = await startEventBridgeServer(busName);
  const mayImport = importPermission(template);
  const dataApi = await startDataApiServer({
    readObject: (name, key) => (name === bucket && mayImport(key) ? s3.objects.get(key)?.content : undefined),
    logins: { [secretArn('stepslogin')]: stepsLogin, [secretArn('apilogin')]: apiLogin },
    // Whoever was stopped holds a transaction until the service ends it, three minutes later: of this clock.
    nowSeconds: () => (performance.now() / 1000) * Math.min(hurry, 20),
    ...(postgres && { postgres }),
  });
  const client = createDataApiClient({
    endpoint: dataApi.url,
    region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const database = openDataApiDatabase(client, {
    resourceArn,
    secretArn: secretArn('master'),
    database: 'insiders',
    bucket,
    region,
  });
  await migrateDatabase({ RequestType: 'Create' }, database, { migrations, views });
  await makeStepsLogin(database, stepsLogin);
  await makeApiLogin(database, apiLogin);

  const service = {
    AWS_REGION: region,
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_S3: s3.url,
    AWS_ENDPOINT_URL_RDS_DATA: dataApi.url,
    AWS_ENDPOINT_URL_SNS: sns.url,
    AWS_ENDPOINT_URL_EVENTBRIDGE: bus.url,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
  const definition = definitionOf(template);
  const running = new Map<string, RunningLambda>();
  const lambdaOf = (id: string) => {
    const { bundle, environment } = functionOf(template, id);
    if (!running.has(id))
      running.set(id, start(bundle, { ...service, ...environment, AWS_ACCESS_KEY_ID: stepOf(id) }));
    return running.get(id)!;
  };

  const deployed: DeployedWorkflow = {
    s3,
    invokeFaults: undefined,
    sns,
    bus,
    dataApi,
    database,
    states: new Map(statesWithin(definition)),
    definition,
    onCall: undefined,
    apiEnvironment: {
      ...service,
      ...{ STAGE: 'dev', BUCKET: bucket, DATABASE_ARN: resourceArn, DATABASE_NAME: 'insiders' },
      ...{ SECRET_ARN: secretArn('apilogin'), AWS_ACCESS_KEY_ID: 'ask' },
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '1769',
    },
    invoke: (functionName, payload) => lambdaOf(functionName).invoke(payload),
    async execute(executionName, input, onEvent = () => {}) {
      const effects = {
        now,
        // A time limit passes as it does everywhere.
        wait: (seconds: number, signal: AbortSignal) =>
          systemEffects.wait(seconds < 300 ? seconds / hurry : seconds, signal),
        random: createRandom(1),
        invoke: ({ functionName, payload }: { functionName: string; payload: Json }) => {
          deployed.onCall?.(stepOf(functionName), payload);
          const fault = deployed.invokeFaults?.(stepOf(functionName));
          return invokeWithFault(() => lambdaOf(functionName).invoke(payload), fault);
        },
      };
      return interpret(definition, input, effects, { executionName, onEvent });
    },
    async stop() {
      const logs = await Promise.all([...running.values()].map((lambda) => lambda.stop()));
      await database.close();
      await dataApi.close();
      await Promise.all([s3.close(), sns.close(), bus.close()]);
      return logs.flatMap((log) => log.split('\n').filter(Boolean)).map((line) => JSON.parse(line));
    },
  };
  return deployed;
}

/** A function's logical id is its step's name and eight hexadecimal digits. */
const stepOf = (id: string) => id.slice(0, -8);

/** The definition as CloudFormation would fill it in, with a function's logical id for its ARN. */
function definitionOf({ workflow }: Synthesised): StateMachine {
  const machine = Object.values(workflow).find(({ Type }) => Type === 'AWS::StepFunctions::StateMachine')!;
  const { DefinitionString, DefinitionSubstitutions } = machine.Properties as unknown as {
    DefinitionString: string;
    DefinitionSubstitutions: Record<string, { 'Fn::GetAtt': [string, 'Arn'] }>;
  };
  const filled = DefinitionString.replace(
    /\$\{(\w+)\}/g,
    (_, name) => DefinitionSubstitutions[name]!['Fn::GetAtt'][0],
  );
  return JSON.parse(filled);
}

const statesWithin = ({ States }: Flow): [string, State][] =>
  Object.entries(States).flatMap(([name, state]) => [
    [name, state] as [string, State],
    ...flowsWithin(state).flatMap(statesWithin),
  ]);

/** Whether the role that the database has for importing lets it read an object. */
function importPermission({ data }: Synthesised): (key: string) => boolean {
  const [, policy] = Object.entries(data).find(([id]) => id.startsWith('s3importDefaultPolicy'))!;
  const { Statement } = policy.Properties.PolicyDocument as { Statement: object[] };
  const statement = Statement.find((one) => Object(one).Action === 's3:GetObject');
  const patterns = [...JSON.stringify(statement).matchAll(/"\/([^"]*)"/g)].map(
    ([, pattern]) => new RegExp(`^${pattern!.replaceAll('*', '.*')}$`),
  );
  return (key) => patterns.some((pattern) => pattern.test(key));
}

interface FunctionProperties {
  readonly Code: { readonly S3Key: string };
  readonly MemorySize: number;
  readonly Environment: { readonly Variables: Record<string, unknown> };
}

function functionOf({ workflow, assets }: Synthesised, id: string) {
  const { Code, MemorySize, Environment } = (workflow[id] as Resource)
    .Properties as unknown as FunctionProperties;
  const environment = Object.fromEntries(
    Object.entries(Environment.Variables).map(([name, value]) => [
      name,
      name === 'SECRET_ARN' ? secretArnOf(value) : variables[name]!,
    ]),
  );
  return {
    bundle: `${assets[Code.S3Key.replace('.zip', '')]}/index.cjs`,
    environment: { ...environment, AWS_LAMBDA_FUNCTION_MEMORY_SIZE: `${MemorySize}` },
  };
}

/** Of the secret that a template refers to. */
const secretArnOf = (value: unknown) => secretArn(/stepslogin/.exec(JSON.stringify(value))?.[0] ?? 'master');
