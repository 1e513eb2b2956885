import { readFileSync } from 'node:fs';
import { allResources } from './stack-resources.js';
import type { Resource } from './synthesise.js';

const hoursPerMonth = 730;

/** What a resource costs in a month in which nothing happens, USD in us-east-1; see docs/cost.md for the prices. */
const pricesPerMonth: Readonly<Record<string, (resource: Resource) => number>> = {
  'AWS::ElasticLoadBalancingV2::LoadBalancer': () => 0.0225 * hoursPerMonth,
  'AWS::SecretsManager::Secret': () => 0.4,
  'AWS::KMS::Key': () => 1,
  'AWS::CloudWatch::Dashboard': () => 3,
  'AWS::CloudWatch::Alarm': ({ Properties }) => 0.1 * metricsOf(Properties),
  // Lambda asks a queue without pause: five at a time, 20 s each.
  'AWS::Lambda::EventSourceMapping': () => (((5 * 3600) / 20) * hoursPerMonth * 0.4) / 1e6,
};

/** An alarm that adds metrics up is charged for each of them. */
const metricsOf = ({ Metrics }: { readonly Metrics?: readonly { readonly MetricStat?: object }[] }) =>
  Metrics ? Metrics.filter(({ MetricStat }) => MetricStat).length : 1;

/** Charged by what is used, or for nothing; Aurora is paused, Metabase closed. */
const free = `
  ApplicationAutoScaling::ScalableTarget CloudFront::Distribution CloudFront::Function
  CloudFront::ResponseHeadersPolicy CloudFront::VpcOrigin EC2::InternetGateway EC2::Route EC2::RouteTable
  EC2::SecurityGroup EC2::SecurityGroupEgress EC2::SecurityGroupIngress EC2::Subnet
  EC2::SubnetRouteTableAssociation EC2::VPC EC2::VPCEndpoint EC2::VPCGatewayAttachment ECS::Cluster ECS::Service
  ECS::TaskDefinition ElasticLoadBalancingV2::Listener ElasticLoadBalancingV2::ListenerRule
  ElasticLoadBalancingV2::TargetGroup Events::EventBus Events::Rule IAM::Policy IAM::Role Lambda::Function Lambda::LayerVersion
  Logs::LogGroup RDS::DBCluster RDS::DBInstance RDS::DBSubnetGroup S3::Bucket S3::BucketPolicy
  SecretsManager::SecretTargetAttachment SNS::Topic SNS::TopicPolicy SQS::Queue SQS::QueuePolicy
  StepFunctions::StateMachine`
  .trim()
  .split(/\s+/)
  .map((type) => `AWS::${type}`);

const resources = allResources().filter(({ Type }) => !Type.startsWith('Custom::'));
const costOf = (type: string) =>
  resources.filter(({ Type }) => Type === type).reduce((sum, one) => sum + pricesPerMonth[type]!(one), 0);
const total = Object.keys(pricesPerMonth).reduce((sum, type) => sum + costOf(type), 0);

test('every resource has a price or is known to cost nothing while nothing happens', () => {
  const types = new Set(resources.map(({ Type }) => Type));
  expect([...types].filter((type) => !(type in pricesPerMonth) && !free.includes(type))).toEqual([]);
});

test('an idle development stage with Metabase closed costs less than 25 USD a month', () => {
  expect(total).toBeLessThan(25);
});

test('what is free is so: the database pauses, the only endpoint is a gateway, no task has to run', () => {
  const all = (type: string) => resources.filter(({ Type }) => Type === `AWS::${type}`);
  expect(all('RDS::DBCluster')).toMatchObject([
    { Properties: { ServerlessV2ScalingConfiguration: { MinCapacity: 0 } } },
  ]);
  for (const { Properties } of all('EC2::VPCEndpoint')) expect(Properties.VpcEndpointType).toBe('Gateway');
  expect(all('ApplicationAutoScaling::ScalableTarget')).toMatchObject([{ Properties: { MinCapacity: 0 } }]);
  expect(JSON.stringify(all('ECS::Cluster'))).not.toContain('containerInsights');
});

test('docs/cost.md has these figures', () => {
  const text = readFileSync('docs/cost.md', 'utf8');
  const idle = text.slice(text.indexOf('## Idle'), text.indexOf('## Three shops'));
  const figures = [...idle.matchAll(/^\|.*\| *\*{0,2}(\d+\.\d\d)\*{0,2} *\|$/gm)].map(([, figure]) => figure);
  const expected = [...Object.keys(pricesPerMonth).map(costOf), total].map((cost) => cost.toFixed(2));
  expect(figures).toEqual(expected);
});
