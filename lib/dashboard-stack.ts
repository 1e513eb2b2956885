import { Annotations, CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { addAlarms } from './alarms.js';
import type { Config } from './config.js';
import type { DataStack } from './data-stack.js';
import { addFrontDoor } from './front-door.js';
import { addLoadBalancer, type LoadBalancer } from './load-balancer.js';
import { metabaseAlarms, tellOfImpairedStart } from './metabase-alarms.js';
import type { MetabaseConfig } from './metabase-config.js';
import { addProvisioning } from './metabase-provisioning.js';
import { metabasePort, metabaseService } from './metabase-service.js';
import { addUpgradeSnapshot } from './upgrade-snapshot.js';

export interface DashboardStackProps extends StackProps {
  readonly config: Config;
  readonly metabase: MetabaseConfig;
  readonly data: DataStack;
  readonly notices: sns.ITopic;
  /** Folder with a folder for each Lambda's bundle. */
  readonly bundleFolder: string;
}

/**
 * Metabase, which marketing opens. Everything that it keeps is in the database of the data stack: this one can be
 * deleted and made again.
 */
export class DashboardStack extends Stack {
  readonly config: Config;
  readonly frontDoor: cloudfront.Distribution;

  constructor(scope: Construct, id: string, props: DashboardStackProps) {
    super(scope, id, { terminationProtection: props.config.keepsData, ...props });
    const { config, metabase, data, notices, bundleFolder } = props;
    this.config = config;
    if (metabase.networks.length === 0) {
      Annotations.of(this).addWarningV2(
        'insiders:metabaseNetworks',
        'Metabase’s sign-in can be reached from every network. Name those that may reach it with ' +
          "--context metabaseNetworks=203.0.113.0/24, or say that all may with '0.0.0.0/0'.",
      );
    }
    if (config.keepsData && !metabase.digest) {
      Annotations.of(this).addWarningV2(
        'insiders:metabaseDigest',
        'Metabase’s image is taken by its tag, under which somebody may put another one. `insiders doctor` tells its ' +
          'digest: --context metabaseDigest=sha256:…',
      );
    }
    const secrets = data.metabaseSecrets!;
    const vpc = data.network as ec2.IVpc;
    const balancer = addLoadBalancer(this, vpc, metabasePort);
    this.frontDoor = addFrontDoor(this, { config, metabase, vpc, balancer: balancer.balancer });
    const siteUrl = `https://${metabase.domain || this.frontDoor.distributionDomainName}`;

    const service = metabaseService(this, { config, metabase, data, secrets, siteUrl });
    service.attachToApplicationTargetGroup(balancer.targets);
    const snapshot = addUpgradeSnapshot(this, config, data, metabase.version, `${bundleFolder}/snapshot`);
    service.node.addDependency(snapshot);

    const parts = { config, metabase, data, secrets, service, balancer, bundleFolder };
    this.open(balancer).node.addDependency(addProvisioning(this, parts));

    addAlarms(this, metabaseAlarms(service, balancer), notices);
    tellOfImpairedStart(this, service, notices);
    new CfnOutput(this, 'url', { value: siteUrl, description: 'where people open Metabase' });
    new CfnOutput(this, 'administrator', {
      value: secrets.administrator.secretArn,
      description: `secret with the password of ${metabase.adminEmail}`,
    });
  }

  /**
   * Until this rule is made, people are told to come back later: Metabase gives its setup token to everybody, and who
   * sets it up is its administrator. (A rule of the library's would have the service wait for it.)
   */
  private open({ front, targets }: LoadBalancer): elb.CfnListenerRule {
    return new elb.CfnListenerRule(this, 'open', {
      listenerArn: front.listenerArn,
      priority: 1,
      conditions: [{ field: 'path-pattern', pathPatternConfig: { values: ['/*'] } }],
      actions: [{ type: 'forward', targetGroupArn: targets.targetGroupArn }],
    });
  }
}
