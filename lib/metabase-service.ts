import { Duration, TimeZone } from 'aws-cdk-lib';
import { Schedule } from 'aws-cdk-lib/aws-applicationautoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import type { Construct } from 'constructs';
import type { Config } from './config.js';
import type { DataStack } from './data-stack.js';
import type { MetabaseConfig } from './metabase-config.js';
import type { MetabaseSecrets } from './metabase-secrets.js';
import { logGroup } from './node-function.js';

export const metabasePort = 3000;

export interface MetabaseServiceProps {
  readonly config: Config;
  readonly metabase: MetabaseConfig;
  readonly data: DataStack;
  readonly secrets: MetabaseSecrets;
  /** Under which people open it. */
  readonly siteUrl: string;
}

/**
 * One Metabase, with its own database on the cluster. It has an address of its own in a public subnet, to fetch its
 * image, its secrets and to write its log; nothing is let in but what the load balancer is let to send.
 */
export function metabaseService(scope: Construct, props: MetabaseServiceProps): ecs.FargateService {
  const { data, metabase } = props;
  const cluster = new ecs.Cluster(scope, 'cluster', { vpc: data.network as ec2.IVpc });
  const securityGroup = new ec2.SecurityGroup(scope, 'metabase-network', {
    vpc: data.network as ec2.IVpc,
    description: 'Insiders: Metabase',
    allowAllOutbound: false,
  });
  securityGroup.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.HTTPS, 'image, secrets and log');
  const definition = taskDefinition(scope, props);
  const service = new ecs.FargateService(scope, 'service', {
    cluster,
    taskDefinition: definition,
    vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
    assignPublicIp: true,
    securityGroups: [securityGroup],
    // Two of different versions would migrate one database.
    minHealthyPercent: 0,
    maxHealthyPercent: 100,
    availabilityZoneRebalancing: ecs.AvailabilityZoneRebalancing.DISABLED,
    circuitBreaker: { enable: true, rollback: true },
    // Before its first answer it migrates its database: minutes the first time, more after a leap of versions.
    healthCheckGracePeriod: Duration.minutes(15),
  });
  // What lets it read its secrets is a resource of its own.
  service.node.addDependency(definition);
  service.connections.allowToDefaultPort(data.database, 'Metabase');
  openAndClose(service, metabase);
  return service;
}

function taskDefinition(
  scope: Construct,
  { config, metabase, data, secrets, siteUrl }: MetabaseServiceProps,
): ecs.FargateTaskDefinition {
  const definition = new ecs.FargateTaskDefinition(scope, 'metabase', {
    cpu: metabase.cpu,
    memoryLimitMiB: metabase.memoryMb,
    runtimePlatform: {
      cpuArchitecture: ecs.CpuArchitecture.ARM64,
      operatingSystemFamily: ecs.OperatingSystemFamily.LINUX,
    },
  });
  const digest = metabase.digest && `@${metabase.digest}`;
  const { hostname, port } = data.database.clusterEndpoint;
  const secret = (from: MetabaseSecrets[keyof MetabaseSecrets], field?: string) =>
    ecs.Secret.fromSecretsManager(from, field);
  definition.addContainer('metabase', {
    image: ecs.ContainerImage.fromRegistry(`metabase/metabase:${metabase.version}${digest}`),
    portMappings: [{ containerPort: metabasePort }],
    logging: ecs.LogDrivers.awsLogs({
      streamPrefix: 'metabase',
      logGroup: logGroup(scope, 'metabase-log', config),
    }),
    stopTimeout: Duration.seconds(60),
    environment: {
      MB_DB_TYPE: 'postgres',
      MB_DB_CONNECTION_URI: `jdbc:postgresql://${hostname}:${port}/metabase?sslmode=require`,
      // A paused database takes a quarter of a minute and more to wake up; by itself Metabase waits ten seconds.
      MB_DB_CONNECTION_TIMEOUT_MS: '60000',
      MB_SITE_URL: siteUrl,
      MB_SITE_NAME: 'Insiders',
      MB_ADMIN_EMAIL: metabase.adminEmail,
      MB_JETTY_PORT: `${metabasePort}`,
      MB_SOURCE_ADDRESS_HEADER: 'X-Forwarded-For',
      MB_PASSWORD_COMPLEXITY: 'strong',
      MB_ENABLE_PUBLIC_SHARING: 'false',
      MB_ANON_TRACKING_ENABLED: 'false',
      MB_CHECK_FOR_UPDATES: 'false',
      MB_LOAD_SAMPLE_CONTENT: 'false',
      MB_EMOJI_IN_LOGS: 'false',
      MB_COLORIZE_LOGS: 'false',
      // By itself Java takes a quarter of the task's memory. The rest is for its code, threads and buffers.
      JAVA_TOOL_OPTIONS: '-XX:MaxRAMPercentage=75',
    },
    secrets: {
      MB_DB_USER: secret(secrets.application, 'username'),
      MB_DB_PASS: secret(secrets.application, 'password'),
      MB_ENCRYPTION_SECRET_KEY: secret(secrets.encryptionKey),
    },
  });
  return definition;
}

/**
 * Starts it on the days and at the hour of opening. It is stopped every day at the hour of closing, so that one that
 * was started by hand, or by a deployment, does not run all night.
 */
function openAndClose(service: ecs.FargateService, { hours, timeZone }: MetabaseConfig): void {
  if (!hours) return;
  const capacity = service.autoScaleTaskCount({ minCapacity: 0, maxCapacity: 1 });
  const at = (schedule: Schedule, count: number) => ({
    schedule,
    timeZone: TimeZone.of(timeZone),
    minCapacity: count,
    maxCapacity: count,
  });
  const { days, from, to } = hours;
  capacity.scaleOnSchedule('open', at(Schedule.cron({ weekDay: days, hour: `${from}`, minute: '0' }), 1));
  capacity.scaleOnSchedule('close', at(Schedule.cron({ hour: `${to % 24}`, minute: '0' }), 0));
}
