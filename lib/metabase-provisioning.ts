import { type CustomResource, FileSystem } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Config } from './config.js';
import type { DataStack } from './data-stack.js';
import { deploymentTask } from './deployment-task.js';
import { backPort, type LoadBalancer } from './load-balancer.js';
import type { MetabaseConfig } from './metabase-config.js';
import type { MetabaseSecrets } from './metabase-secrets.js';
import { nodeFunction } from './node-function.js';

export interface ProvisioningProps {
  readonly config: Config;
  readonly metabase: MetabaseConfig;
  readonly data: DataStack;
  readonly secrets: MetabaseSecrets;
  readonly service: ecs.FargateService;
  readonly balancer: LoadBalancer;
  readonly bundleFolder: string;
}

/**
 * Makes the first administrator, the connection and the dashboards, whenever one of them or Metabase's version has
 * changed. Two Lambdas: one reads the passwords, for which it must be outside of the network; the other is inside, from
 * where nothing but Metabase can be reached.
 */
export function addProvisioning(scope: Construct, props: ProvisioningProps): CustomResource {
  const { config, metabase, data, secrets, service, bundleFolder } = props;
  const push = addPush(scope, props);
  const provisioned = deploymentTask(scope, 'provision', {
    id: 'dashboards',
    resourceType: 'Custom::InsidersDashboards',
    properties: {
      definitions: FileSystem.fingerprint(`${bundleFolder}/push`),
      version: metabase.version,
      currency: metabase.currency,
      allowSql: `${metabase.allowSql}`,
    },
    config,
    description: 'starts Metabase and has the dashboards put into it',
    code: `${bundleFolder}/provision`,
    memoryMb: 512,
    timeoutSeconds: 890,
    environment: {
      CLUSTER: service.cluster.clusterName,
      SERVICE: service.serviceName,
      PUSH_FUNCTION: push.functionName,
      METABASE_URL: `http://${props.balancer.balancer.loadBalancerDnsName}:${backPort}`,
      ADMINISTRATOR_EMAIL: metabase.adminEmail,
      ADMINISTRATOR_SECRET_ARN: secrets.administrator.secretArn,
      READER_SECRET_ARN: secrets.reader.secretArn,
      DATABASE_HOST: data.database.clusterEndpoint.hostname,
      DATABASE_NAME: data.databaseName,
      CURRENCY: metabase.currency,
      ALLOW_SQL: `${metabase.allowSql}`,
    },
    grant(handler) {
      push.grantInvoke(handler);
      for (const secret of [secrets.administrator, secrets.reader]) secret.grantRead(handler);
      handler.addToRolePolicy(
        new iam.PolicyStatement({ actions: ['ecs:UpdateService'], resources: [service.serviceArn] }),
      );
    },
  });
  provisioned.node.addDependency(service);
  return provisioned;
}

function addPush(scope: Construct, { config, data, balancer, bundleFolder }: ProvisioningProps) {
  const vpc = data.network as ec2.IVpc;
  const securityGroup = new ec2.SecurityGroup(scope, 'push-network', {
    vpc,
    description: 'Insiders: puts dashboards into Metabase',
    allowAllOutbound: false,
  });
  securityGroup.addEgressRule(ec2.Peer.ipv4(vpc.vpcCidrBlock), ec2.Port.tcp(backPort), 'load balancer');
  const push = nodeFunction(scope, 'push', {
    config,
    description: 'puts the dashboards into Metabase',
    code: `${bundleFolder}/push`,
    memoryMb: 512,
    timeoutSeconds: 300,
    network: {
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      securityGroups: [securityGroup],
    },
    environment: {},
  });
  balancer.balancer.connections.allowFrom(push, ec2.Port.tcp(backPort), 'dashboards');
  return push;
}
