import { App, FileSystem } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { readConfig } from '../../lib/config.js';
import { DataStack } from '../../lib/data-stack.js';
import type { Resource } from './synthesise.js';

/** Folders of the right names, in place of the bundles. */
const bundles = 'lambdas';

function stackOf(stage: string, context: object = {}): DataStack {
  const app = new App({ context: { stage, 'aws:cdk:disable-asset-staging': true, ...context } });
  return new DataStack(app, 'data', { config: readConfig(app.node), bundleFolder: bundles });
}
const resourcesOf = (stage: string, context: object = {}): Record<string, Resource> =>
  Template.fromStack(stackOf(stage, context)).toJSON().Resources;

const development = resourcesOf('dev');
const production = resourcesOf('prod');

const allOf = (resources: Record<string, Resource>, type: string) =>
  Object.values(resources).filter(({ Type }) => Type === type);
const only = (resources: Record<string, Resource>, type: string) => {
  const found = allOf(resources, type);
  expect(found).toHaveLength(1);
  return found[0]!;
};

describe('the bucket', () => {
  const bucket = () => only(production, 'AWS::S3::Bucket').Properties;

  test('is closed to the public', () => {
    expect(bucket()).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
  });

  test('is encrypted with keys of S3, so that an ETag is the MD5 of the content', () => {
    expect(bucket()).toMatchObject({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
    });
  });

  test('keeps versions, reports to EventBridge and clears unfinished uploads away', () => {
    expect(bucket()).toMatchObject({
      VersioningConfiguration: { Status: 'Enabled' },
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
      LifecycleConfiguration: {
        Rules: expect.arrayContaining([
          expect.objectContaining({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }),
        ]),
      },
    });
  });

  test('moves what nobody reads any more to where it costs less, and takes nothing away but replaced versions', () => {
    const { Rules } = bucket().LifecycleConfiguration as unknown as {
      Rules: { Prefix?: string; Transitions?: object[] }[];
    };
    const moved = Rules.filter(({ Transitions }) => Transitions);
    expect(moved.map(({ Prefix }) => Prefix)).toEqual(['uploads/', 'runs/']);
    for (const { Transitions } of moved) {
      expect(Transitions).toEqual([{ StorageClass: 'INTELLIGENT_TIERING', TransitionInDays: 0 }]);
    }
    expect(JSON.stringify(Rules)).not.toMatch(/"Expiration(Date|InDays)"/);
  });

  test('refuses everybody without TLS 1.2, and its policy allows nobody outside anything', () => {
    const { Statement } = only(production, 'AWS::S3::BucketPolicy').Properties.PolicyDocument as {
      Statement: { Effect: string; Condition: object }[];
    };
    expect(Statement.map(({ Effect }) => Effect)).toEqual(['Deny', 'Deny']);
    expect(Statement.map(({ Condition }) => Condition)).toEqual([
      { Bool: { 'aws:SecureTransport': 'false' } },
      { NumericLessThan: { 's3:TlsVersion': 1.2 } },
    ]);
  });
});

describe('the database', () => {
  const cluster = (resources = production) => only(resources, 'AWS::RDS::DBCluster').Properties;

  test('has the Data API, pauses when unused, and is encrypted', () => {
    expect(cluster()).toMatchObject({
      Engine: 'aurora-postgresql',
      EnableHttpEndpoint: true,
      StorageEncrypted: true,
      ServerlessV2ScalingConfiguration: { MinCapacity: 0, MaxCapacity: 4, SecondsUntilAutoPause: 300 },
    });
  });

  test('is let into S3 for clusters of this account only', () => {
    const [role] = allOf(production, 'AWS::IAM::Role').filter(({ Properties }) =>
      JSON.stringify(Properties.AssumeRolePolicyDocument).includes('rds.amazonaws.com'),
    );
    const { Statement } = role!.Properties.AssumeRolePolicyDocument as { Statement: { Condition: object }[] };
    expect(Object.keys(Statement[0]!.Condition)).toEqual(['StringEquals', 'ArnLike']);
    expect(JSON.stringify(Statement[0]!.Condition)).toMatch(/aws:SourceAccount.*aws:SourceArn.*:cluster:\*/);
  });

  test('logs into a group that ends, made before the database makes one that does not', () => {
    expect(cluster()).toMatchObject({
      DBClusterIdentifier: 'insiders-prod',
      EnableCloudwatchLogsExports: ['postgresql'],
    });
    const [id, group] = Object.entries(production).find(
      ([, { Properties }]) => Properties?.LogGroupName === '/aws/rds/cluster/insiders-prod/postgresql',
    )!;
    expect(group.Properties.RetentionInDays).toBe(30);
    expect(Object(only(production, 'AWS::RDS::DBCluster')).DependsOn).toContain(id);
  });

  test('has a password that only Secrets Manager knows', () => {
    expect(JSON.stringify(cluster().MasterUserPassword)).toContain('{{resolve:secretsmanager:');
  });

  test('may read the tables of studies and of load, and no other object', () => {
    const policies = allOf(production, 'AWS::IAM::Policy').map(({ Properties }) =>
      JSON.stringify(Properties),
    );
    const imports = policies.filter((policy) => policy.includes('s3:GetObject'));
    expect(imports).toHaveLength(1);
    expect(imports[0]!.match(/\/runs[^"]*/g)).toEqual(['/runs/*/study/*', '/runs/*/load/*']);
    expect(cluster()).toMatchObject({ AssociatedRoles: [{ FeatureName: 's3Import' }] });
  });

  test('has no way in from outside and no way out but to S3', () => {
    for (const type of ['AWS::EC2::NatGateway', 'AWS::EC2::SecurityGroupIngress']) {
      expect(allOf(production, type)).toEqual([]);
    }
    expect(only(production, 'AWS::EC2::SecurityGroup').Properties).not.toHaveProperty('SecurityGroupIngress');
    expect(only(production, 'AWS::EC2::SecurityGroup').Properties.SecurityGroupEgress).toEqual([
      expect.objectContaining({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443 }),
    ]);
    const { PolicyDocument, RouteTableIds, VpcEndpointType } = only(
      production,
      'AWS::EC2::VPCEndpoint',
    ).Properties;
    expect(VpcEndpointType).toBe('Gateway');
    expect(JSON.stringify(RouteTableIds)).not.toContain('metabase');
    const { Statement } = PolicyDocument as { Statement: { Action: string; Resource: unknown }[] };
    expect(Statement.map(({ Action }) => Action).sort()).toEqual([
      's3:GetObject',
      's3:GetObject',
      's3:ListBucket',
    ]);
    for (const { Resource } of Statement) expect(JSON.stringify(Resource)).toMatch(/"Fn::GetAtt":\["bucket/);
    const ways = Object.entries(production).filter(([, { Type }]) => Type === 'AWS::EC2::Route');
    expect(ways.map(([id]) => /^network(\w+?)Subnet/.exec(id)![1])).toEqual(['metabase', 'metabase']);
  });
});

describe('the network', () => {
  const subnets = (resources: Record<string, Resource>) =>
    allOf(resources, 'AWS::EC2::Subnet').map(({ Properties }) => Properties);

  test('gives nothing an address of its own that does not ask for it', () => {
    expect(subnets(production).map(({ MapPublicIpOnLaunch }) => MapPublicIpOnLaunch)).toEqual(
      Array(4).fill(false),
    );
  });

  test('is in the zones that are asked for, because CloudFront does not reach into all', () => {
    const zones = resourcesOf('dev', { availabilityZones: 'us-east-1b,us-east-1d' });
    const names = subnets(zones).map(({ AvailabilityZone }) => AvailabilityZone);
    expect(names).toEqual(['us-east-1b', 'us-east-1d', 'us-east-1b', 'us-east-1d']);
  });

  test('without Metabase has no way out at all, and the database keeps its addresses', () => {
    const alone = resourcesOf('dev', { metabase: false });
    expect(allOf(alone, 'AWS::EC2::InternetGateway')).toEqual([]);
    const addresses = (resources: Record<string, Resource>) =>
      subnets(resources).map(({ CidrBlock }) => CidrBlock);
    expect(addresses(production).slice(0, 2)).toEqual(addresses(alone));
  });
});

const secretsOf = (resources: Record<string, Resource>, prefix: string) =>
  Object.entries(resources).filter(
    ([id, { Type }]) => Type === 'AWS::SecretsManager::Secret' && id.startsWith(prefix),
  );

describe('the steps’ secret', () => {
  test.each([
    ['production', production, 'Retain'],
    ['a development stage', development, 'Delete'],
    ['a stage without Metabase', resourcesOf('dev', { metabase: false }), 'Delete'],
  ])('of %s is made by Secrets Manager, and goes when the database does', (_, resources, deletionPolicy) => {
    const secrets = secretsOf(resources, 'stepslogin').map(([, resource]) => resource);
    expect(secrets).toMatchObject([
      {
        DeletionPolicy: deletionPolicy,
        Properties: {
          GenerateSecretString: {
            SecretStringTemplate: '{"username":"insiders_steps"}',
            GenerateStringKey: 'password',
            PasswordLength: 40,
          },
        },
      },
    ]);
  });
});

describe('Metabase’s secrets', () => {
  const secrets = (resources: Record<string, Resource>) => secretsOf(resources, 'metabase');
  const kept = (resources: Record<string, Resource>) =>
    secrets(resources)
      .filter(([, resource]) => Object(resource).DeletionPolicy === 'Retain')
      .map(([id]) => id.replace(/[0-9A-F]{8}$/, ''));

  test('are made by Secrets Manager, and none is in the template', () => {
    expect(secrets(production)).toHaveLength(4);
    for (const [, { Properties }] of secrets(production)) {
      expect(Properties).toHaveProperty('GenerateSecretString');
      expect(Properties).not.toHaveProperty('SecretString');
    }
  });

  test('stay in production; of a development stage the encryption key stays, for who keeps a snapshot', () => {
    expect(kept(production)).toHaveLength(4);
    expect(kept(development)).toEqual(['metabaseencryptionkey']);
  });

  test('are not there without Metabase', () => {
    expect(secrets(resourcesOf('dev', { metabase: false }))).toEqual([]);
  });

  test('are turned into logins once the schema is there', () => {
    const { DependsOn } = Object(only(production, 'Custom::InsidersMetabaseLogins'));
    expect(DependsOn.map((id: string) => production[id]!.Type)).toContain('Custom::InsidersMigrations');
  });
});

/** `rds-data:ExecuteStatement`, each action that a Lambda's role allows. */
const actionsOf = (name: string) => {
  const [, policy] = Object.entries(production).find(([id]) =>
    new RegExp(`^${name}ServiceRoleDefaultPolicy`).test(id),
  )!;
  const { Statement } = policy.Properties.PolicyDocument as { Statement: { Action: string | string[] }[] };
  return Statement.flatMap(({ Action }) => Action).sort();
};
const reading = ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'];
const dataApi = ['BatchExecuteStatement', 'BeginTransaction', 'CommitTransaction', 'ExecuteStatement']
  .concat('RollbackTransaction')
  .map((action) => `rds-data:${action}`);
const tracing = ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'];

test.each([
  // Besides the master user's secret they read those of the logins that they make.
  ['migrate', [...dataApi, ...reading, ...reading, ...tracing]],
  ['logins', [...dataApi, ...reading, ...reading, ...reading, ...tracing]],
])('%s may do this and nothing else', (name, actions) => {
  expect(actionsOf(name)).toEqual([...actions].sort());
});

describe('the migrations', () => {
  test('run when a file of the schema has changed', () => {
    const { schema } = only(production, 'Custom::InsidersMigrations').Properties;
    expect(schema).toBe(FileSystem.fingerprint('sql/postgres'));
  });

  test('run when the steps get another secret', () => {
    const { stepsLogin } = only(production, 'Custom::InsidersMigrations').Properties;
    const [id] = secretsOf(production, 'stepslogin')[0]!;
    expect(stepsLogin).toEqual({ Ref: id });
  });

  test('wait for the database and for the permission to reach it', () => {
    const { DependsOn } = Object(only(production, 'Custom::InsidersMigrations'));
    const types = DependsOn.map((id: string) => production[id]!.Type);
    expect(types).toEqual(
      expect.arrayContaining(['AWS::RDS::DBCluster', 'AWS::RDS::DBInstance', 'AWS::IAM::Policy']),
    );
  });
});

describe('on delete', () => {
  const policies = (resources: Record<string, Resource>) =>
    ['AWS::S3::Bucket', 'AWS::RDS::DBCluster']
      .map((type) => only(resources, type))
      .map((resource) => Object(resource).DeletionPolicy);

  test('production keeps its data', () => {
    expect(policies(production)).toEqual(['Retain', 'Snapshot']);
    expect(only(production, 'AWS::RDS::DBCluster').Properties.DeletionProtection).toBe(true);
  });

  test('production keeps the master user’s secret, with what binds it to the database', () => {
    const of = (resources: Record<string, Resource>) =>
      Object.entries(resources)
        .filter(([id]) => /[dD]atabaseSecret/.test(id))
        .map(([, resource]) => Object(resource).DeletionPolicy);
    expect(of(production)).toEqual(['Retain', 'Retain']);
    expect(of(development)).not.toContain('Retain');
  });

  test('production’s stack is not deleted by one command', () => {
    expect(stackOf('prod').terminationProtection).toBe(true);
    expect(stackOf('dev').terminationProtection).toBe(false);
  });

  test('another stage leaves nothing behind', () => {
    expect(policies(development)).toEqual(['Delete', 'Delete']);
    expect(allOf(development, 'Custom::S3AutoDeleteObjects')).toHaveLength(1);
  });
});
