import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { VpcOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import type { Construct } from 'constructs';
import type { Config } from './config.js';
import { edgeCode } from './edge-code.js';
import { frontPort } from './load-balancer.js';
import type { MetabaseConfig } from './metabase-config.js';
import { logGroup } from './node-function.js';

export interface FrontDoorProps {
  readonly config: Config;
  readonly metabase: MetabaseConfig;
  readonly vpc: ec2.IVpc;
  readonly balancer: elb.ApplicationLoadBalancer;
}

/**
 * The only thing that the internet sees: HTTPS under a name of CloudFront's or one's own, and from there by a private
 * way to the load balancer.
 */
export function addFrontDoor(scope: Construct, props: FrontDoorProps): cloudfront.Distribution {
  const { config, metabase, balancer } = props;
  const { domain, certificateArn, networks } = metabase;
  const origin = VpcOrigin.withApplicationLoadBalancer(balancer, {
    vpcOriginName: `insiders-${config.stage}`,
    protocolPolicy: cloudfront.OriginProtocolPolicy.HTTP_ONLY,
    httpPort: frontPort,
    readTimeout: Duration.seconds(60),
    keepaliveTimeout: Duration.seconds(60),
  });
  const behavior = {
    origin,
    viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    responseHeadersPolicy: stayWithHttps(scope),
    functionAssociations: [
      edgeFunction(scope, 'viewer-request', cloudfront.FunctionEventType.VIEWER_REQUEST, networks),
      edgeFunction(scope, 'viewer-response', cloudfront.FunctionEventType.VIEWER_RESPONSE),
    ],
  };
  const distribution = new cloudfront.Distribution(scope, 'front-door', {
    comment: `Insiders ${config.stage}: Metabase`,
    defaultBehavior: {
      ...behavior,
      allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
      cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED,
      originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER,
    },
    additionalBehaviors: {
      // Its scripts and styles, whose names change with their content.
      '/app/dist/*': { ...behavior, cachePolicy: cloudfront.CachePolicy.CACHING_OPTIMIZED },
    },
    // Networks that may open it are IPv4's.
    enableIpv6: false,
    httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
    minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
    ...(domain && {
      domainNames: [domain],
      certificate: acm.Certificate.fromCertificateArn(scope, 'certificate', certificateArn),
    }),
    logBucket: accessLogs(scope, config),
  });
  letIn(scope, props, distribution);
  return distribution;
}

const stayWithHttps = (scope: Construct) =>
  new cloudfront.ResponseHeadersPolicy(scope, 'stay-with-https', {
    securityHeadersBehavior: {
      strictTransportSecurity: {
        accessControlMaxAge: Duration.days(365),
        includeSubdomains: false,
        override: true,
      },
    },
  });

const edgeFunction = (
  scope: Construct,
  name: string,
  eventType: cloudfront.FunctionEventType,
  networks?: readonly string[],
): cloudfront.FunctionAssociation => ({
  eventType,
  function: new cloudfront.Function(scope, name, {
    code: cloudfront.FunctionCode.fromInline(edgeCode(name, networks)),
    runtime: cloudfront.FunctionRuntime.JS_2_0,
  }),
});

/** Who opened what, when and from where. CloudFront writes by ACL. */
const accessLogs = (scope: Construct, { keepsData, logRetentionDays }: Config) =>
  new s3.Bucket(scope, 'access-logs', {
    encryption: s3.BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_PREFERRED,
    lifecycleRules: [{ id: 'old', expiration: Duration.days(logRetentionDays) }],
    removalPolicy: keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    autoDeleteObjects: !keepsData,
  });

/** CloudFront makes a security group for what it sends into a network; no resource tells its id. */
function letIn(
  scope: Construct,
  { config, vpc, balancer }: FrontDoorProps,
  distribution: cloudfront.Distribution,
): void {
  const name = 'CloudFront-VPCOrigins-Service-SG';
  const lookup = new AwsCustomResource(scope, 'cloudfront-network', {
    resourceType: 'Custom::InsidersCloudFrontNetwork',
    onUpdate: {
      service: 'EC2',
      action: 'describeSecurityGroups',
      parameters: {
        Filters: [
          { Name: 'vpc-id', Values: [vpc.vpcId] },
          { Name: 'group-name', Values: [name] },
        ],
      },
      outputPaths: ['SecurityGroups.0.GroupId'],
      physicalResourceId: PhysicalResourceId.of(name),
    },
    installLatestAwsSdk: false,
    policy: AwsCustomResourcePolicy.fromSdkCalls({ resources: AwsCustomResourcePolicy.ANY_RESOURCE }),
    logGroup: logGroup(scope, 'cloudfront-network-log', config),
  });
  lookup.node.addDependency(distribution);
  const group = ec2.SecurityGroup.fromSecurityGroupId(
    scope,
    'cloudfront',
    lookup.getResponseField('SecurityGroups.0.GroupId'),
    { mutable: false },
  );
  balancer.connections.allowFrom(group, ec2.Port.tcp(frontPort), 'CloudFront');
}
