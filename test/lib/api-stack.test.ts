import { Template } from 'aws-cdk-lib/assertions';
import { operations } from '../../api/contract.js';
import { runbookHeadings } from './runbook-headings.js';
import { stacksOf } from './stack-resources.js';

const templateOf = (context: object) => Template.fromStack(stacksOf({ api: true, ...context }).api!);
const template = templateOf({});
const only = <T = Record<string, never>>(type: string): T => {
  const [resource, ...more] = Object.values(template.findResources(type));
  expect(more).toEqual([]);
  return resource!.Properties;
};

test('there is no API, and no login for one, unless the configuration asks for it', () => {
  const { api, data } = stacksOf({}) as ReturnType<typeof stacksOf>;
  expect(api).toBeUndefined();
  expect(JSON.stringify(Template.fromStack(data).toJSON())).not.toContain('insiders_api');
  expect(JSON.stringify(Template.fromStack(stacksOf({ api: true }).data).toJSON())).toContain('insiders_api');
});

test('nobody is let in who has not signed, by IAM', () => {
  const routes = Object.values(template.findResources('AWS::ApiGatewayV2::Route'));
  expect(routes.map(({ Properties }) => Properties.RouteKey).sort()).toEqual([
    'GET /v1/{proxy+}',
    'POST /v1/{proxy+}',
  ]);
  for (const { Properties } of routes) expect(Properties.AuthorizationType).toBe('AWS_IAM');
  for (const { method, pattern } of operations) {
    expect(['GET', 'POST']).toContain(method);
    expect(pattern.source).toMatch(/^\^\\\/v1\\\/|^\^\/v1\//);
  }
});

test('or by the issuer that the configuration names, and only with both of its values', () => {
  const withIssuer = templateOf({ apiIssuer: 'https://id.shop.example', apiAudience: 'insiders' });
  for (const { Properties } of Object.values(withIssuer.findResources('AWS::ApiGatewayV2::Route'))) {
    expect(Properties.AuthorizationType).toBe('JWT');
  }
  withIssuer.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
    JwtConfiguration: { Audience: ['insiders'], Issuer: 'https://id.shop.example' },
  });
  expect(() => templateOf({ apiIssuer: 'https://id.shop.example' })).toThrow("'apiAudience' must be given");
  expect(() => templateOf({ apiIssuer: 'http://id.shop.example', apiAudience: 'x' })).toThrow("'apiIssuer'");
});

test('calls are throttled, and logged without who called or about whom', () => {
  const stage = only<{ DefaultRouteSettings: object; AccessLogSettings: { Format: string } }>(
    'AWS::ApiGatewayV2::Stage',
  );
  expect(stage.DefaultRouteSettings).toMatchObject({ ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 });
  const fields = Object.values(JSON.parse(stage.AccessLogSettings.Format));
  expect(fields).toContain('$context.status');
  for (const personal of ['sourceIp', 'path', 'Path', 'userAgent', 'identity', 'authorizer']) {
    expect(fields.join()).not.toContain(personal);
  }
});

test('it reads the database as a login of its own, writes nothing but uploads and starts, and deletes nothing', () => {
  const policies = Object.values(template.findResources('AWS::IAM::Policy'));
  const statements = policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
  const actions = statements.flatMap(({ Action }: { Action: string | string[] }) => Action);
  expect(actions.filter((action: string) => !action.startsWith('xray:')).sort()).toEqual([
    ...['rds-data:ExecuteStatement', 's3:GetObject', 's3:ListBucket', 's3:PutObject'],
    ...[
      'secretsmanager:GetSecretValue',
      'states:DescribeExecution',
      'states:ListExecutions',
      'states:StartExecution',
    ],
  ]);
  const [put] = statements.filter(({ Action }: { Action: string }) => Action === 's3:PutObject');
  expect(JSON.stringify(put).match(/"\/[a-z]+\/\*"/g)).toEqual(['"/uploads/*"', '"/starts/*"']);
  expect(JSON.stringify(only('AWS::Lambda::Function'))).toContain('apilogin');
  expect(JSON.stringify(template.toJSON())).not.toMatch(/stepslogin|databaseSecret/);
});

test('every alarm says where the runbook tells what to do', () => {
  const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm'));
  expect(alarms).toHaveLength(2);
  for (const { Properties } of alarms) {
    const [, heading] = /docs\/runbook\.md#([a-z-]+)$/.exec(Properties.AlarmDescription)!;
    expect(runbookHeadings()).toContain(heading);
    expect(Properties.AlarmActions).toHaveLength(1);
  }
});

test('nothing in it costs while nobody asks but its alarms', () => {
  const types = new Set(
    Object.values(template.toJSON().Resources as Record<string, { Type: string }>).map(({ Type }) => Type),
  );
  expect([...types].sort()).toEqual([
    ...['Api', 'Integration', 'Route', 'Stage'].map((part) => `AWS::ApiGatewayV2::${part}`),
    ...['AWS::CloudWatch::Alarm', 'AWS::IAM::Policy', 'AWS::IAM::Role'],
    ...['AWS::Lambda::Function', 'AWS::Lambda::Permission', 'AWS::Logs::LogGroup'],
  ]);
});
