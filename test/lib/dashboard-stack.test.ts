import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { createRandom } from '../../core/random/random.js';
import { edgeCode } from '../../lib/edge-code.js';
import { isValidPassword } from '../servers/metabase-password.js';
import { randomPassword } from '../servers/random-password.js';
import { runbookHeadings } from './runbook-headings.js';
import { allResources, dashboardResources, type Resources, stacksOf } from './stack-resources.js';

const plain = dashboardResources();
const own = dashboardResources({
  stage: 'prod',
  metabaseDomain: 'insiders.shop.example',
  metabaseCertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/abc',
  metabaseHours: 'always',
  metabaseNetworks: '203.0.113.0/24',
});

// biome-ignore lint/suspicious/noExplicitAny: what a template holds
type Json = any;
const allOf = (resources: Resources, type: string): Json[] =>
  Object.entries(resources)
    .filter(([, { Type }]) => Type === type)
    .map(([id, resource]) => ({ id, ...resource.Properties, dependsOn: Object(resource).DependsOn ?? [] }));
const only = (resources: Resources, type: string): Json => {
  const found = allOf(resources, type);
  expect(found).toHaveLength(1);
  return found[0];
};
const called = (type: string, name: string) =>
  allOf(plain, type).find(({ id }) => new RegExp(`^${name}[0-9A-F]{8}$`).test(id))!;

describe('from outside', () => {
  test('nothing but CloudFront can be reached', () => {
    expect(only(plain, 'AWS::ElasticLoadBalancingV2::LoadBalancer').Scheme).toBe('internal');
    const ingress = [
      ...allOf(plain, 'AWS::EC2::SecurityGroupIngress'),
      ...allOf(plain, 'AWS::EC2::SecurityGroup').flatMap(
        ({ SecurityGroupIngress = [] }) => SecurityGroupIngress,
      ),
    ];
    expect(ingress).toHaveLength(4);
    for (const rule of ingress) {
      expect(rule).toHaveProperty('SourceSecurityGroupId');
      expect(rule).not.toHaveProperty('CidrIp');
    }
  });

  test('CloudFront speaks HTTPS, by IPv4, and its way in is private', () => {
    const { DistributionConfig: config } = only(plain, 'AWS::CloudFront::Distribution');
    expect(config.Origins).toMatchObject([{ VpcOriginConfig: { OriginReadTimeout: 60 } }]);
    expect(config.IPV6Enabled).toBe(false);
    expect(config.ViewerCertificate).toBeUndefined();
    for (const behavior of [config.DefaultCacheBehavior, ...config.CacheBehaviors]) {
      expect(behavior.ViewerProtocolPolicy).toBe('redirect-to-https');
      const events = behavior.FunctionAssociations.map(({ EventType }: Json) => EventType);
      expect(events).toEqual(['viewer-request', 'viewer-response']);
    }
  });

  test('who opened what is logged, in a bucket that nobody else reads and that production keeps', () => {
    const bucket = only(plain, 'AWS::S3::Bucket');
    expect(bucket.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(bucket.LifecycleConfiguration.Rules).toMatchObject([{ ExpirationInDays: 30 }]);
    const { Logging } = only(plain, 'AWS::CloudFront::Distribution').DistributionConfig;
    expect(JSON.stringify(Logging.Bucket)).toContain(bucket.id);
    const policy = (resources: Resources) =>
      Object(Object.values(resources).find(({ Type }) => Type === 'AWS::S3::Bucket')).DeletionPolicy;
    expect([policy(plain), policy(own)]).toEqual(['Delete', 'Retain']);
  });

  test('what CloudFront runs knows the networks', () => {
    const codes = (resources: Resources) =>
      allOf(resources, 'AWS::CloudFront::Function').map(({ FunctionCode, FunctionConfig }) => {
        expect(FunctionConfig.Runtime).toBe('cloudfront-js-2.0');
        return FunctionCode;
      });
    expect(codes(plain)).toEqual([edgeCode('viewer-request'), edgeCode('viewer-response')]);
    expect(codes(own)[0]).toBe(edgeCode('viewer-request', ['203.0.113.0/24']));
  });

  test('a domain of one’s own comes with its certificate, TLS 1.2 and links that name it', () => {
    const { DistributionConfig } = only(own, 'AWS::CloudFront::Distribution');
    expect(DistributionConfig).toMatchObject({
      Aliases: ['insiders.shop.example'],
      ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021' },
    });
    const [{ Environment }] = only(own, 'AWS::ECS::TaskDefinition').ContainerDefinitions;
    expect(Environment).toContainEqual({ Name: 'MB_SITE_URL', Value: 'https://insiders.shop.example' });
  });
});

test('no stack of production is deleted by one command', () => {
  const protections = (stage: string) =>
    Object.values(stacksOf({ stage })).map(({ terminationProtection }) => terminationProtection);
  expect(protections('prod')).toEqual([true, true, true]);
  expect(protections('dev')).toEqual([false, false, false]);
});

test('production warns of an image that is not named by its digest', () => {
  const warnings = (context: object) =>
    Annotations.fromStack(stacksOf(context).dashboard).findWarning('*', Match.stringLikeRegexp('by its tag'));
  expect(warnings({ stage: 'prod' })).toHaveLength(1);
  expect(warnings({ stage: 'prod', metabaseDigest: `sha256:${'0a'.repeat(32)}` })).toEqual([]);
  expect(warnings({})).toEqual([]);
});

test('a Metabase that every network can reach is warned of, unless that is said', () => {
  const warnings = (metabaseNetworks: string) =>
    Annotations.fromStack(stacksOf({ metabaseNetworks }).dashboard).findWarning(
      '*',
      Match.stringLikeRegexp('every network'),
    );
  expect(warnings('')).toHaveLength(1);
  expect(warnings('0.0.0.0/0')).toEqual([]);
});

describe('before there is an administrator', () => {
  test('there is a password that Metabase takes, with no sign that has to be escaped anywhere', () => {
    const [{ Environment }] = only(plain, 'AWS::ECS::TaskDefinition').ContainerDefinitions;
    const complexity = Environment.find(({ Name }: Json) => Name === 'MB_PASSWORD_COMPLEXITY').Value;
    const secrets = allResources().filter(({ Type }) => Type === 'AWS::SecretsManager::Secret');
    const { Properties } = secrets.find(({ Properties }) => /administrator/.test(Properties.Description!))!;
    const random = createRandom('passwords');
    for (let i = 0; i < 1000; i++) {
      const password = randomPassword(Properties.GenerateSecretString!, random);
      expect([password, isValidPassword(password, complexity)]).toEqual([password, true]);
      expect(password).toMatch(/^[\w.-]{40}$/);
    }
  });

  const listener = (name: string) => called('AWS::ElasticLoadBalancingV2::Listener', `balancer${name}`);

  test('people are told to come back: the way to Metabase is opened once it is provisioned', () => {
    expect(listener('front').DefaultActions).toMatchObject([
      { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '503' } },
    ]);
    const rule = only(plain, 'AWS::ElasticLoadBalancingV2::ListenerRule');
    expect(rule).toMatchObject({
      ListenerArn: { Ref: listener('front').id },
      Actions: [{ Type: 'forward' }],
    });
    const waitsFor = rule.dependsOn.map((id: string) => plain[id]!.Type);
    expect(waitsFor).toContain('Custom::InsidersDashboards');
  });

  test('only the Lambda that provisions reaches it, by another port', () => {
    expect(listener('back')).toMatchObject({ Port: 8080, DefaultActions: [{ Type: 'forward' }] });
    const [rule, ...others] = allOf(plain, 'AWS::EC2::SecurityGroupIngress').filter(
      ({ ToPort }) => ToPort === 8080,
    );
    expect(others).toEqual([]);
    expect(JSON.stringify(rule.SourceSecurityGroupId)).toContain('pushnetwork');
  });

  test('the provisioning waits for Metabase, and is done again for other dashboards or another version', () => {
    const { definitions, version, dependsOn } = only(plain, 'Custom::InsidersDashboards');
    expect(definitions).toMatch(/^[0-9a-f]{64}$/);
    expect(version).toBe('v0.63.16.6');
    expect(dependsOn.map((id: string) => plain[id]!.Type)).toContain('AWS::ECS::Service');
  });
});

describe('Metabase', () => {
  const container = () => only(plain, 'AWS::ECS::TaskDefinition').ContainerDefinitions[0];

  test('is one pinned version on arm64, with most of the task’s memory for its heap', () => {
    expect(only(plain, 'AWS::ECS::TaskDefinition')).toMatchObject({
      Cpu: '1024',
      Memory: '2048',
      RuntimePlatform: { CpuArchitecture: 'ARM64' },
    });
    expect(container().Image).toBe('metabase/metabase:v0.63.16.6');
    const digest = `sha256:${'0a'.repeat(32)}`;
    const pinned = only(dashboardResources({ metabaseDigest: digest }), 'AWS::ECS::TaskDefinition');
    expect(pinned.ContainerDefinitions[0].Image).toBe(`metabase/metabase:v0.63.16.6@${digest}`);
    expect(container().Environment).toContainEqual({
      Name: 'JAVA_TOOL_OPTIONS',
      Value: '-XX:MaxRAMPercentage=75',
    });
  });

  test('gets its secrets from Secrets Manager, and never the master user’s', () => {
    const names = container().Secrets.map(({ Name }: Json) => Name);
    expect(names).toEqual(['MB_DB_USER', 'MB_DB_PASS', 'MB_ENCRYPTION_SECRET_KEY']);
    expect(JSON.stringify(container().Secrets)).not.toContain('databaseSecret');
    const values = container().Environment.map(({ Name }: Json) => Name);
    expect(values.filter((name: string) => /PASS(?!WORD_COMPLEXITY)|KEY|SECRET/.test(name))).toEqual([]);
  });

  test('may read these secrets and write its log, and nothing else', () => {
    const { PolicyDocument } = called('AWS::IAM::Policy', 'metabaseExecutionRoleDefaultPolicy');
    const actions = PolicyDocument.Statement.flatMap(({ Action }: Json) => Action);
    expect([...new Set(actions)].sort()).toEqual([
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'secretsmanager:DescribeSecret',
      'secretsmanager:GetSecretValue',
    ]);
    expect(JSON.stringify(PolicyDocument)).not.toContain('databaseSecret');
    expect(allOf(plain, 'AWS::IAM::Policy').filter(({ id }) => id.startsWith('metabaseTaskRole'))).toEqual(
      [],
    );
  });

  test('is replaced one at a time, after a snapshot, given time to migrate, and taken back when it does not start', () => {
    const service = only(plain, 'AWS::ECS::Service');
    expect(service).toMatchObject({
      DeploymentConfiguration: {
        MinimumHealthyPercent: 0,
        MaximumPercent: 100,
        DeploymentCircuitBreaker: { Enable: true, Rollback: true },
      },
      HealthCheckGracePeriodSeconds: 900,
    });
    expect(service.DesiredCount).toBeUndefined();
    expect(service.dependsOn.map((id: string) => plain[id]!.Type)).toContain(
      'Custom::InsidersUpgradeSnapshot',
    );
    expect(only(plain, 'AWS::ElasticLoadBalancingV2::TargetGroup').HealthCheckPath).toBe('/api/health');
  });

  test('can send nothing but to the database and by HTTPS', () => {
    const { SecurityGroupEgress } = called('AWS::EC2::SecurityGroup', 'metabasenetwork');
    expect(SecurityGroupEgress).toMatchObject([{ FromPort: 443, ToPort: 443 }]);
    const others = allOf(plain, 'AWS::EC2::SecurityGroupEgress').filter(({ id }) =>
      id.startsWith('metabasenetwork'),
    );
    expect(others).toHaveLength(1);
    expect(JSON.stringify(others[0].DestinationSecurityGroupId)).toContain('databasenetwork');
  });

  test('opens on its days and closes every day', () => {
    expect(only(plain, 'AWS::ApplicationAutoScaling::ScalableTarget').ScheduledActions).toMatchObject([
      { Schedule: 'cron(0 7 ? * MON-FRI *)', ScalableTargetAction: { MinCapacity: 1, MaxCapacity: 1 } },
      { Schedule: 'cron(0 19 * * ? *)', ScalableTargetAction: { MinCapacity: 0, MaxCapacity: 0 } },
    ]);
    expect(allOf(own, 'AWS::ApplicationAutoScaling::ScalableTarget')).toEqual([]);
  });
});

/** `ecs:UpdateService` for each action that a Lambda's role allows. */
const actionsOf = (name: string): string[] =>
  called('AWS::IAM::Policy', `${name}ServiceRoleDefaultPolicy`)
    .PolicyDocument.Statement.flatMap(({ Action }: Json) => Action)
    .sort();
const tracing = ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'];

test.each([
  ['push', tracing],
  [
    'provision',
    [
      'ecs:UpdateService',
      'lambda:InvokeFunction',
      ...['DescribeSecret', 'GetSecretValue', 'DescribeSecret', 'GetSecretValue'].map(
        (action) => `secretsmanager:${action}`,
      ),
      ...tracing,
    ],
  ],
  [
    'snapshot',
    [
      'rds:AddTagsToResource',
      'rds:CreateDBClusterSnapshot',
      'rds:DeleteDBClusterSnapshot',
      'rds:DescribeDBClusterSnapshots',
      'rds:DescribeDBClusterSnapshots',
      ...tracing,
    ],
  ],
])('%s may do this and nothing else', (name, actions) => {
  expect(actionsOf(name)).toEqual([...actions].sort());
});

test('in production nobody may delete a snapshot', () => {
  expect(JSON.stringify(own)).not.toContain('rds:DeleteDBClusterSnapshot');
});

test('every Lambda of ours runs on arm64 and the newest Node, traced, with a log that ends', () => {
  for (const name of ['push', 'provision', 'snapshot']) {
    const { LoggingConfig, ...properties } = called('AWS::Lambda::Function', name);
    expect(properties).toMatchObject({
      Architectures: ['arm64'],
      Runtime: 'nodejs24.x',
      TracingConfig: { Mode: 'Active' },
    });
    expect(plain[LoggingConfig.LogGroup.Ref]!.Properties.RetentionInDays).toBe(30);
  }
});

test('each alarm names its heading in the runbook and reaches the topic, and so does a start that fails', () => {
  const alarms = allOf(plain, 'AWS::CloudWatch::Alarm');
  expect(alarms).toHaveLength(3);
  for (const { AlarmDescription, AlarmActions, TreatMissingData } of alarms) {
    expect(runbookHeadings()).toContain(/docs\/runbook\.md#([a-z-]+)$/.exec(AlarmDescription)![1]);
    expect(JSON.stringify(AlarmActions)).toContain('notices');
    // Outside its hours.
    expect(TreatMissingData).toBe('notBreaching');
  }
  const [target] = only(plain, 'AWS::Events::Rule').Targets;
  expect(JSON.stringify(target.Arn)).toContain('notices');
  const [, heading] = /docs\/runbook\.md#([a-z-]+)/.exec(JSON.stringify(target.InputTransformer))!;
  expect(runbookHeadings()).toContain(heading);
});

test('nothing waits for itself', () => {
  const resources = plain;
  const isResource = (id: unknown): id is string => typeof id === 'string' && id in resources;
  const named = (value: unknown): string[] => {
    if (value === null || typeof value !== 'object') return [];
    const { Ref, 'Fn::GetAtt': attribute } = value as Json;
    return [Ref, attribute?.[0], ...Object.values(value).flatMap(named)].filter(isResource);
  };
  const done = new Set<string>();
  const visit = (id: string, waiting: readonly string[]) => {
    expect(waiting).not.toContain(id);
    if (done.has(id)) return;
    for (const next of new Set([
      ...named(resources[id]!.Properties),
      ...(Object(resources[id]).DependsOn ?? []),
    ]))
      visit(next, [...waiting, id]);
    done.add(id);
  };
  for (const id of Object.keys(resources)) visit(id, []);
  expect(done.size).toBe(Object.keys(resources).length);
});
