import { Duration } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Construct } from 'constructs';

export interface LoadBalancer {
  readonly balancer: elb.ApplicationLoadBalancer;
  readonly targets: elb.ApplicationTargetGroup;
  /** For people, by way of CloudFront: closed until it is opened. */
  readonly front: elb.ApplicationListener;
  /** For the Lambda that sets Metabase up: open from the beginning, to nobody else. */
  readonly back: elb.ApplicationListener;
}

export const frontPort = 80;
export const backPort = 8080;

/** An internal load balancer in subnets without a way out. */
export function addLoadBalancer(scope: Construct, vpc: ec2.IVpc, targetPort: number): LoadBalancer {
  const securityGroup = new ec2.SecurityGroup(scope, 'balancer-network', {
    vpc,
    description: 'Insiders: load balancer of Metabase',
    allowAllOutbound: false,
  });
  // Without a rule of its own a group lets everything out.
  securityGroup.addEgressRule(ec2.Peer.ipv4(vpc.vpcCidrBlock), ec2.Port.tcp(targetPort), 'Metabase');
  const balancer = new elb.ApplicationLoadBalancer(scope, 'balancer', {
    vpc,
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    internetFacing: false,
    securityGroup,
    dropInvalidHeaderFields: true,
    idleTimeout: Duration.seconds(120),
  });
  const targets = new elb.ApplicationTargetGroup(scope, 'targets', {
    vpc,
    port: targetPort,
    protocol: elb.ApplicationProtocol.HTTP,
    targetType: elb.TargetType.IP,
    deregistrationDelay: Duration.seconds(15),
    healthCheck: {
      path: '/api/health',
      healthyHttpCodes: '200',
      interval: Duration.seconds(15),
      timeout: Duration.seconds(10),
      healthyThresholdCount: 2,
      // Two minutes: a Metabase that computes hard may be slow to answer.
      unhealthyThresholdCount: 8,
    },
  });
  const front = balancer.addListener('front', {
    port: frontPort,
    protocol: elb.ApplicationProtocol.HTTP,
    open: false,
    defaultAction: elb.ListenerAction.fixedResponse(503, {
      contentType: 'text/plain',
      messageBody: 'Insiders is being set up. Come back in a few minutes.',
    }),
  });
  const back = balancer.addListener('back', {
    port: backPort,
    protocol: elb.ApplicationProtocol.HTTP,
    open: false,
    defaultTargetGroups: [targets],
  });
  return { balancer, targets, front, back };
}
