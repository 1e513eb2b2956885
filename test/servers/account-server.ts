import { runInNewContext } from 'node:vm';
import { edgeCode } from '../../lib/edge-code.js';
import { type RunningServer, type ServerAnswer, type ServerRequest, startServer } from './http-server.js';

/** A stack as CloudFormation has it. */
export interface AccountStack {
  status: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** `[type, logical id, physical id]` */
  readonly resources: readonly (readonly [type: string, logicalId: string, id: string])[];
  readonly events?: readonly { readonly id: string; readonly status: string; readonly reason: string }[];
}

/** An account of AWS, and Docker Hub, as far as they are looked at before and after a deployment. */
export interface AccountState {
  callerArn: string;
  roles: Set<string>;
  /** `action resource` of what who looks may do; `*` for everything. */
  allowed: Set<string>;
  stacks: Record<string, AccountStack>;
  concurrency: number;
  functions: { readonly name: string; readonly memoryMb: number }[];
  zones: { readonly name: string; readonly id: string; readonly state: string }[];
  engine: {
    version: string;
    features: string[];
    minCapacity: number;
    maxCapacity: number;
    hasDataApi: boolean;
    zones: string[];
  };
  cluster: {
    status: string;
    hasDataApi: boolean;
    importRole: string;
    minCapacity: number;
    pauseSeconds: number;
    isProtected: boolean;
  };
  subscriptions: { readonly endpoint: string; readonly arn: string }[];
  /** What is live in CloudFront, by the function's name. */
  edgeFunctions: Record<string, string>;
  certificate: { status: string; names: string[]; key: string };
  image: { tag: string; digest: string; architectures: string[] };
  /** Services or actions that are refused: `rds`, `GetRole`. */
  refused: Set<string>;
}

export interface AccountServer extends RunningServer {
  /** Set it, or change it, between two looks. */
  state: AccountState;
  /** `iam GetRole`, in the order in which they came. */
  readonly calls: string[];
}

export const account = '123456789012';

/** An account in which everything is as it should be, and nothing deployed. */
export const newAccount = (): AccountState => ({
  callerArn: `arn:aws:iam::${account}:user/engineer`,
  roles: new Set([
    ...['RDS', 'ECS', 'ElasticLoadBalancing', 'ApplicationAutoScaling_ECSService', 'CloudFrontVPCOrigin'].map(
      (name) => `AWSServiceRoleFor${name}`,
    ),
  ]),
  allowed: new Set(['*']),
  stacks: { CDKToolkit: { status: 'CREATE_COMPLETE', outputs: { BootstrapVersion: '30' }, resources: [] } },
  concurrency: 1000,
  functions: [],
  zones: ['a', 'b', 'c'].map((letter, i) => ({
    name: `eu-central-1${letter}`,
    id: `euc1-az${i + 1}`,
    state: 'available',
  })),
  engine: {
    version: '18.6',
    features: ['s3Import', 'Lambda'],
    minCapacity: 0,
    maxCapacity: 256,
    hasDataApi: true,
    zones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'],
  },
  cluster: {
    status: 'available',
    hasDataApi: true,
    importRole: 'ACTIVE',
    minCapacity: 0,
    pauseSeconds: 300,
    isProtected: false,
  },
  subscriptions: [{ endpoint: 'you@shop.example', arn: `arn:aws:sns:eu-central-1:${account}:notices:1` }],
  edgeFunctions: {
    'viewer-request-live': edgeCode('viewer-request'),
    'viewer-response-live': edgeCode('viewer-response'),
  },
  certificate: { status: 'ISSUED', names: ['*.shop.example'], key: 'RSA_2048' },
  image: { tag: 'v0.63.16.6', digest: `sha256:${'0a'.repeat(32)}`, architectures: ['amd64', 'arm64'] },
  refused: new Set(),
});

type Xml = string | number | boolean | readonly Xml[] | { readonly [tag: string]: Xml };

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A list is a tag that comes again. */
function xmlOf(value: Xml): string {
  if (typeof value !== 'object') return escaped(String(value));
  return Object.entries(value as Record<string, Xml>)
    .flatMap(([tag, inner]) =>
      (Array.isArray(inner) ? inner : [inner]).map((one) => `<${tag}>${xmlOf(one)}</${tag}>`),
    )
    .join('');
}

type Form = URLSearchParams;
type Action = (state: AccountState, form: Form) => Xml | ServerAnswer;

const isAnswer = (value: Xml | ServerAnswer): value is ServerAnswer =>
  typeof value === 'object' && 'status' in value && 'body' in value;

const failure = (status: number, code: string, message = code): ServerAnswer => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${escaped(message)}</Message></Error></ErrorResponse>`,
});

const listed = (form: Form, name: string): string[] =>
  [...form].filter(([key]) => key.startsWith(`${name}.member.`)).map(([, value]) => value);

const stackOf = (state: AccountState, form: Form) => state.stacks[form.get('StackName')!];
const noStack = (form: Form) =>
  failure(400, 'ValidationError', `Stack with id ${form.get('StackName')} does not exist`);

/** Of the query protocol: an action's name and the content of its result. */
const actions: Record<string, Action> = {
  GetCallerIdentity: ({ callerArn }) => ({ Arn: callerArn, Account: account, UserId: 'AIDA' }),

  GetRole({ roles }, form) {
    const name = form.get('RoleName')!;
    if (!roles.has(name)) return failure(404, 'NoSuchEntity', `The role with name ${name} cannot be found.`);
    const Arn = `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/${name}`;
    return { Role: { RoleName: name, Arn, Path: '/', RoleId: 'A', CreateDate: '2026-01-01T00:00:00Z' } };
  },

  SimulatePrincipalPolicy({ allowed }, form) {
    const source = form.get('PolicySourceArn')!;
    if (!/^arn:aws:iam::\d+:(user|role|group)\//.test(source)) return failure(400, 'InvalidInput', source);
    const decide = (action: string, resource: string) =>
      allowed.has('*') || allowed.has(`${action} ${resource}`) ? 'allowed' : 'implicitDeny';
    return {
      EvaluationResults: {
        member: listed(form, 'ActionNames').flatMap((action) =>
          listed(form, 'ResourceArns').map((resource) => ({
            EvalActionName: action,
            EvalResourceName: resource,
            EvalDecision: decide(action, resource),
          })),
        ),
      },
      IsTruncated: false,
    };
  },

  DescribeAvailabilityZones: ({ zones }) => ({
    availabilityZoneInfo: {
      item: zones.map(({ name, id, state }) => ({ zoneName: name, zoneId: id, zoneState: state })),
    },
  }),

  DescribeDBEngineVersions: ({ engine }, form) => ({
    DBEngineVersions: {
      DBEngineVersion:
        form.get('EngineVersion') === engine.version
          ? [
              {
                Engine: form.get('Engine')!,
                EngineVersion: engine.version,
                SupportedFeatureNames: { member: engine.features },
                ServerlessV2FeaturesSupport: {
                  MinCapacity: engine.minCapacity,
                  MaxCapacity: engine.maxCapacity,
                },
              },
            ]
          : [],
    },
  }),

  DescribeOrderableDBInstanceOptions: ({ engine }) => ({
    OrderableDBInstanceOptions: {
      OrderableDBInstanceOption: [
        {
          DBInstanceClass: 'db.serverless',
          SupportsHttpEndpoint: engine.hasDataApi,
          AvailabilityZones: { AvailabilityZone: engine.zones.map((Name) => ({ Name })) },
        },
      ],
    },
  }),

  DescribeDBClusters: ({ cluster }, form) => ({
    DBClusters: {
      DBCluster: {
        DBClusterIdentifier: form.get('DBClusterIdentifier')!,
        Status: cluster.status,
        EngineVersion: '18.6',
        HttpEndpointEnabled: cluster.hasDataApi,
        DeletionProtection: cluster.isProtected,
        AssociatedRoles: { DBClusterRole: { FeatureName: 's3Import', Status: cluster.importRole } },
        ServerlessV2ScalingConfiguration: {
          MinCapacity: cluster.minCapacity,
          MaxCapacity: 4,
          ...(cluster.pauseSeconds > 0 && { SecondsUntilAutoPause: cluster.pauseSeconds }),
        },
      },
    },
  }),

  DescribeStacks(state, form) {
    const stack = stackOf(state, form);
    if (!stack) return noStack(form);
    const outputs = Object.entries(stack.outputs).map(([OutputKey, OutputValue]) => ({
      OutputKey,
      OutputValue,
    }));
    const StackName = form.get('StackName')!;
    return {
      Stacks: {
        member: {
          StackName,
          StackStatus: stack.status,
          CreationTime: '2026-01-01T00:00:00Z',
          Outputs: { member: outputs },
        },
      },
    };
  },

  /** A page of two. */
  ListStackResources(state, form) {
    const stack = stackOf(state, form);
    if (!stack) return noStack(form);
    const from = Number(form.get('NextToken') ?? 0);
    const page = stack.resources.slice(from, from + 2);
    return {
      StackResourceSummaries: {
        member: page.map(([ResourceType, LogicalResourceId, PhysicalResourceId]) => ({
          ResourceType,
          LogicalResourceId,
          PhysicalResourceId,
          ResourceStatus: 'CREATE_COMPLETE',
          LastUpdatedTimestamp: '2026-01-01T00:00:00Z',
        })),
      },
      ...(from + 2 < stack.resources.length && { NextToken: from + 2 }),
    };
  },

  DescribeStackEvents: (state, form) => ({
    StackEvents: {
      member: (stackOf(state, form)?.events ?? []).map(({ id, status, reason }) => ({
        StackId: 's',
        EventId: id,
        StackName: form.get('StackName')!,
        LogicalResourceId: id,
        ResourceStatus: status,
        ResourceStatusReason: reason,
        Timestamp: '2026-01-01T00:00:00Z',
      })),
    },
  }),

  ListSubscriptionsByTopic: ({ subscriptions }) => ({
    Subscriptions: {
      member: subscriptions.map(({ endpoint, arn }) => ({
        SubscriptionArn: arn,
        Endpoint: endpoint,
        Protocol: 'email',
      })),
    },
  }),
};

const json = (value: unknown, status = 200): ServerAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

/** What has no query protocol, by method and path. */
const paths: readonly (readonly [
  RegExp,
  string,
  (state: AccountState, request: ServerRequest, name: string) => ServerAnswer,
])[] = [
  [
    /^GET \/2016-08-19\/account-settings/,
    'GetAccountSettings',
    ({ concurrency }) =>
      json({
        AccountLimit: { ConcurrentExecutions: concurrency, UnreservedConcurrentExecutions: concurrency },
      }),
  ],
  [
    /^GET \/2015-03-31\/functions/,
    'ListFunctions',
    ({ functions }) =>
      json({
        Functions: functions.map(({ name, memoryMb }) => ({ FunctionName: name, MemorySize: memoryMb })),
      }),
  ],
  [
    /^GET \/2020-05-31\/function\/([^/]+)\/describe/,
    'DescribeFunction',
    ({ edgeFunctions }, _, name) =>
      edgeFunctions[name] === undefined
        ? failure(404, 'NoSuchFunctionExists')
        : {
            status: 200,
            headers: { 'content-type': 'text/xml', etag: 'E1' },
            body: `<FunctionSummary><Name>${name}</Name></FunctionSummary>`,
          },
  ],
  [/^POST \/2020-05-31\/function\/([^/]+)\/test/, 'TestFunction', testFunction],
  [/^GET \/v2\/metabase\/metabase\/manifests\/(.+)$/, 'GetManifest', manifest],
  [/^GET \/token/, 'GetToken', () => json({ token: 'for-everybody' })],
];

/** Runs the function, as CloudFront does: what it throws is the answer. */
function testFunction(
  { edgeFunctions }: AccountState,
  { body, headers }: ServerRequest,
  name: string,
): ServerAnswer {
  if (headers['if-match'] !== 'E1') return failure(412, 'PreconditionFailed');
  const given = /<EventObject>(.*?)<\/EventObject>/s.exec(String(body))?.[1] ?? '';
  const event = JSON.parse(Buffer.from(given, 'base64').toString());
  let result: Record<string, string>;
  try {
    const output = runInNewContext(`${edgeFunctions[name]}; handler`)(event);
    const isResponse = output.statusCode !== undefined;
    result = { FunctionOutput: JSON.stringify(isResponse ? { response: output } : { request: output }) };
  } catch (error) {
    result = { FunctionErrorMessage: (error as Error).message };
  }
  return {
    status: 200,
    headers: { 'content-type': 'text/xml' },
    body: `<TestResult>${xmlOf(result)}</TestResult>`,
  };
}

/** Docker Hub wants a token, which it gives to everybody, and says where. */
function manifest({ image }: AccountState, { headers, url }: ServerRequest, reference: string): ServerAnswer {
  if (headers.authorization !== 'Bearer for-everybody') {
    const challenge = `Bearer realm="http://${headers.host}/token",service="registry",scope="repository:metabase/metabase:pull"`;
    return { status: 401, headers: { 'www-authenticate': challenge }, body: '{}' };
  }
  if (![image.tag, image.digest].includes(decodeURIComponent(reference)) || !url.pathname)
    return json({}, 404);
  const manifests = image.architectures.map((architecture) => ({ platform: { os: 'linux', architecture } }));
  return {
    status: 200,
    headers: {
      'content-type': 'application/vnd.oci.image.index.v1+json',
      'docker-content-digest': image.digest,
    },
    body: JSON.stringify({ manifests }),
  };
}

export async function startAccountServer(): Promise<AccountServer> {
  const server = { state: newAccount(), calls: [] as string[] };
  const running = await startServer(
    async (request) => {
      const { state, calls } = server;
      const service =
        /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? 'docker';
      const called = (name: string) => {
        calls.push(`${service} ${name}`);
        return state.refused.has(name) || state.refused.has(service);
      };
      const denied = (name: string) => failure(403, 'AccessDenied', `may not ${service}:${name}`);
      for (const [pattern, name, work] of paths) {
        const found = pattern.exec(`${request.method} ${request.url.pathname}`);
        if (found) return called(name) ? denied(name) : work(state, request, found[1] ?? '');
      }
      const target = request.headers['x-amz-target'];
      if (target) {
        const name = target.split('.')[1]!;
        if (called(name))
          return json({ __type: 'AccessDeniedException', message: `may not ${service}:${name}` }, 400);
        const { status, names, key } = state.certificate;
        return json({
          Certificate: {
            Status: status,
            DomainName: names[0],
            SubjectAlternativeNames: names,
            KeyAlgorithm: key,
            NotAfter: 1893456000,
          },
        });
      }
      const form = new URLSearchParams(String(request.body));
      const name = form.get('Action') ?? '';
      if (called(name)) return denied(name);
      const result = actions[name]?.(state, form) ?? failure(400, 'InvalidAction', name);
      if (isAnswer(result)) return result;
      const content = xmlOf(result);
      const body =
        service === 'ec2'
          ? `<${name}Response>${content}</${name}Response>`
          : `<${name}Response><${name}Result>${content}</${name}Result></${name}Response>`;
      return { status: 200, headers: { 'content-type': 'text/xml' }, body };
    },
    ({ status, name }) => failure(status, name),
    () => undefined,
  );
  return Object.assign(server, running);
}
