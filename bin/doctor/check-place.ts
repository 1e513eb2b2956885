import { DescribeAvailabilityZonesCommand } from '@aws-sdk/client-ec2';
import { GetRoleCommand } from '@aws-sdk/client-iam';
import {
  DescribeDBEngineVersionsCommand,
  DescribeOrderableDBInstanceOptionsCommand,
  type OrderableDBInstanceOption,
} from '@aws-sdk/client-rds';
import { databaseEngine } from '../../lib/database-engine.js';
import type { Account } from './account.js';
import { fine, look, type Outcome, wrong } from './finding.js';

const { engine: Engine, version: EngineVersion } = databaseEngine;

/** What the database needs of its region: this version, without a server of its own, to zero, by HTTPS, from S3. */
export async function checkEngine(account: Account): Promise<Outcome> {
  const { clients, config, region } = account;
  const elsewhere = 'Choose a region that has it: --region, or AWS_REGION for cdk deploy.';
  const { DBEngineVersions: [version] = [] } = await clients.rds.send(
    new DescribeDBEngineVersionsCommand({ Engine, EngineVersion }),
  );
  if (!version) return wrong(`there is no ${Engine} ${EngineVersion} in ${region}`, elsewhere);
  const options = await orderableOptions(account);
  const { MinCapacity, MaxCapacity } = version.ServerlessV2FeaturesSupport ?? {};
  const lacks = [
    options.length === 0 && 'no Serverless v2 (db.serverless)',
    options.length > 0 && !options.some(({ SupportsHttpEndpoint }) => SupportsHttpEndpoint) && 'no Data API',
    !version.SupportedFeatureNames?.includes('s3Import') && 'no import from S3',
    MinCapacity !== undefined &&
      MinCapacity > config.databaseMinCapacity &&
      `${MinCapacity} capacity units at least, not ${config.databaseMinCapacity}: it cannot pause`,
    MaxCapacity !== undefined &&
      MaxCapacity < config.databaseMaxCapacity &&
      `${MaxCapacity} capacity units at most, not ${config.databaseMaxCapacity}`,
  ].filter((lack) => lack !== false);
  const name = `${Engine} ${EngineVersion}`;
  if (lacks.length > 0) return wrong(`${name} in ${region} has ${lacks.join(', ')}`, elsewhere);
  return fine(`${name}: Serverless v2 from ${MinCapacity ?? 'unknown'} units, Data API, import from S3`);
}

async function orderableOptions({ clients }: Account): Promise<OrderableDBInstanceOption[]> {
  const { OrderableDBInstanceOptions = [] } = await clients.rds.send(
    new DescribeOrderableDBInstanceOptionsCommand({
      Engine,
      EngineVersion,
      DBInstanceClass: 'db.serverless',
    }),
  );
  return OrderableDBInstanceOptions;
}

/**
 * Into which CloudFront does not reach, as its developer guide lists them ("Restrict access with VPC origins", November
 * 2026). One that is missing here shows when the dashboard stack is deployed.
 */
const withoutVpcOrigins = ['use1-az3', 'usw1-az2', 'apne1-az3', 'apne2-az1', 'cac1-az3'];

export async function checkZones(account: Account): Promise<Outcome> {
  const { clients, config, region } = account;
  const { AvailabilityZones = [] } = await clients.ec2.send(
    new DescribeAvailabilityZonesCommand({ Filters: [{ Name: 'zone-type', Values: ['availability-zone'] }] }),
  );
  const zones = AvailabilityZones.map(({ ZoneName, ZoneId, State }) => ({
    name: ZoneName!,
    id: ZoneId!,
    isOpen: State === 'available',
  })).sort((a, b) => (a.name < b.name ? -1 : 1));
  const chosen =
    config.availabilityZones.length > 0
      ? config.availabilityZones
      : zones.slice(0, 2).map(({ name }) => name);
  const forDatabase = new Set(
    (await orderableOptions(account)).flatMap((option) =>
      (option.AvailabilityZones ?? []).map(({ Name }) => Name),
    ),
  );
  const troubleOf = (name: string) => {
    const zone = zones.find((one) => one.name === name);
    if (!zone) return `${name} is no zone of ${region} for this account`;
    if (!zone.isOpen) return `${name} is not available`;
    if (config.metabase && withoutVpcOrigins.includes(zone.id))
      return `CloudFront does not reach into ${name} (${zone.id})`;
    return forDatabase.has(name) ? undefined : `Aurora Serverless v2 is not in ${name}`;
  };
  const troubles = chosen.map(troubleOf).filter((trouble) => trouble !== undefined);
  if (troubles.length === 0) return fine(chosen.map((name) => `${name} (${idOf(name)})`).join(', '));
  const good = zones.map(({ name }) => name).filter((name) => troubleOf(name) === undefined);
  const remedy =
    good.length >= 2
      ? `--context availabilityZones=${good.slice(0, 2).join(',')}, before the first deployment: it cannot be changed later.`
      : 'Choose another region.';
  return wrong(troubles.join('; '), remedy);

  function idOf(name: string): string {
    return zones.find((zone) => zone.name === name)!.id;
  }
}

interface LinkedRole {
  readonly name: string;
  readonly service: string;
}

const ofDatabase: readonly LinkedRole[] = [{ name: 'AWSServiceRoleForRDS', service: 'rds.amazonaws.com' }];
const ofMetabase: readonly LinkedRole[] = [
  { name: 'AWSServiceRoleForECS', service: 'ecs.amazonaws.com' },
  { name: 'AWSServiceRoleForElasticLoadBalancing', service: 'elasticloadbalancing.amazonaws.com' },
  {
    name: 'AWSServiceRoleForApplicationAutoScaling_ECSService',
    service: 'ecs.application-autoscaling.amazonaws.com',
  },
  { name: 'AWSServiceRoleForCloudFrontVPCOrigin', service: 'vpcorigin.cloudfront.amazonaws.com' },
];

/** The first use of a service makes its role, and CloudFormation may be told that it is not there yet. */
export async function checkLinkedRoles({ clients: { iam }, config }: Account): Promise<Outcome> {
  const missing: LinkedRole[] = [];
  const roles = [...ofDatabase, ...(config.metabase ? ofMetabase : [])];
  for (const role of roles) {
    const isThere = await iam.send(new GetRoleCommand({ RoleName: role.name })).then(
      () => true,
      (error) => {
        if (error.name === 'NoSuchEntityException' || error.name === 'NoSuchEntity') return false;
        throw error;
      },
    );
    if (!isThere) missing.push(role);
  }
  if (missing.length === 0) return fine(`all ${roles.length} are there`);
  return look(
    `missing: ${missing.map(({ name }) => name).join(', ')}`,
    missing
      .map(({ service }) => `aws iam create-service-linked-role --aws-service-name ${service}`)
      .join('; '),
  );
}
