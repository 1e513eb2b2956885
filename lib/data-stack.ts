import { CfnOutput, type CfnResource, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type * as secrets from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { Config } from './config.js';
import type { DatabaseStack } from './database-environment.js';
import { loginSecret } from './login-secret.js';
import { addMetabaseLogins } from './metabase-logins.js';
import { addMetabaseSecrets, type MetabaseSecrets } from './metabase-secrets.js';
import { addMigrations } from './migrations.js';
import { logGroup } from './node-function.js';
import { importedObjects, s3ImportRole } from './s3-import-role.js';

export interface DataStackProps extends StackProps {
  readonly config: Config;
  /** Folder with a folder for each Lambda's bundle. */
  readonly bundleFolder: string;
}

/** What must outlive a deployment: the bucket of uploads, lake and runs, and the database. */
export class DataStack extends Stack implements DatabaseStack {
  readonly bucket: s3.Bucket;
  readonly database: rds.DatabaseCluster;
  readonly databaseName = 'insiders';
  readonly stepsLogin: secrets.Secret;
  readonly apiLogin: secrets.Secret | undefined;
  readonly network: ec2.Vpc;
  readonly metabaseSecrets: MetabaseSecrets | undefined;

  constructor(scope: Construct, id: string, { config, bundleFolder, ...props }: DataStackProps) {
    super(scope, id, { terminationProtection: config.keepsData, ...props });
    this.bucket = this.createBucket(config);
    this.network = this.createNetwork(config);
    this.letImport(this);
    this.database = this.createDatabase(config, this.network);
    this.stepsLogin = loginSecret(this, 'steps-login', {
      config,
      username: 'insiders_steps',
      description: 'the steps’ login to the database',
    });
    if (config.api) {
      this.apiLogin = loginSecret(this, 'api-login', {
        config,
        username: 'insiders_api',
        description: 'the login to the database of those who ask over HTTP',
      });
    }
    const migrations = addMigrations(this, config, `${bundleFolder}/migrate`);
    if (config.metabase) {
      this.metabaseSecrets = addMetabaseSecrets(this, config);
      const logins = addMetabaseLogins(this, config, `${bundleFolder}/logins`, this.metabaseSecrets);
      logins.node.addDependency(migrations);
    }
    new CfnOutput(this, 'bucketName', { value: this.bucket.bucketName });
    // Steps that were deployed before they had a login of their own read it until they are replaced, after this stack.
    this.exportValue(this.database.secret!.secretArn);
  }

  private createBucket({ keepsData }: Config): s3.Bucket {
    const bucket = new s3.Bucket(this, 'bucket', {
      // With keys of S3's own, an ETag is the MD5 of the content: uploads are recognised by it.
      encryption: s3.BucketEncryption.S3_MANAGED,
      versioned: true,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      lifecycleRules: [
        { id: 'unfinished-uploads', abortIncompleteMultipartUploadAfter: Duration.days(1) },
        {
          id: 'replaced-versions',
          noncurrentVersionExpiration: Duration.days(30),
          expiredObjectDeleteMarker: true,
        },
        // Read once or for some weeks, and kept: what nobody reads any more becomes cheaper by itself, and stays at hand.
        ...['uploads/', 'runs/'].map((prefix) => ({
          id: `seldom-read-${prefix.slice(0, -1)}`,
          prefix,
          transitions: [
            { storageClass: s3.StorageClass.INTELLIGENT_TIERING, transitionAfter: Duration.days(0) },
          ],
        })),
      ],
      removalPolicy: keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      autoDeleteObjects: !keepsData,
    });
    // The property `eventBridgeEnabled` would bring a Lambda of its own for what CloudFormation can do itself.
    const resource = bucket.node.defaultChild as s3.CfnBucket;
    resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
    return bucket;
  }

  /**
   * The database's subnets have no way out but to S3, from where it imports. Metabase's have one, to fetch its image;
   * nothing in them can be reached from outside.
   */
  private createNetwork({ metabase, availabilityZones }: Config): ec2.Vpc {
    const database = { name: 'database', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 24 };
    const withWayOut = {
      name: 'metabase',
      subnetType: ec2.SubnetType.PUBLIC,
      cidrMask: 24,
      mapPublicIpOnLaunch: false,
    };
    return new ec2.Vpc(this, 'network', {
      ...(availabilityZones.length > 0 ? { availabilityZones: [...availabilityZones] } : { maxAzs: 2 }),
      natGateways: 0,
      // The database first: its addresses stay when Metabase comes or goes.
      subnetConfiguration: metabase ? [database, withWayOut] : [database],
    });
  }

  /** From the database's subnets to this bucket, and to no other. */
  private letImport({ bucket, network }: this): void {
    const endpoint = network.addGatewayEndpoint('s3', {
      service: ec2.GatewayVpcEndpointAwsService.S3,
      subnets: [{ subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
    });
    const allow = (action: string, resource: string) =>
      endpoint.addToPolicy(
        new iam.PolicyStatement({
          principals: [new iam.AnyPrincipal()],
          actions: [action],
          resources: [resource],
        }),
      );
    for (const pattern of importedObjects) allow('s3:GetObject', bucket.arnForObjects(pattern));
    allow('s3:ListBucket', bucket.bucketArn);
  }

  private createDatabase(config: Config, vpc: ec2.Vpc): rds.DatabaseCluster {
    const pauses = config.databaseMinCapacity === 0;
    const clusterIdentifier = `insiders-${config.stage}`;
    // It holds SQL, and with it names of customers: made before the database makes one that lasts for ever.
    const log = logGroup(this, 'database-log', config, `/aws/rds/cluster/${clusterIdentifier}/postgresql`);
    const securityGroup = new ec2.SecurityGroup(this, 'database-network', {
      vpc: vpc as ec2.IVpc,
      description: 'Insiders: the database',
      allowAllOutbound: false,
    });
    securityGroup.addEgressRule(
      ec2.Peer.anyIpv4(),
      ec2.Port.HTTPS,
      'S3, by the endpoint: there is no other way',
    );
    const cluster = new rds.DatabaseCluster(this, 'database', {
      clusterIdentifier,
      cloudwatchLogsExports: ['postgresql'],
      securityGroups: [securityGroup],
      engine: rds.DatabaseClusterEngine.auroraPostgres({
        version: rds.AuroraPostgresEngineVersion.VER_18_6,
      }),
      writer: rds.ClusterInstance.serverlessV2('writer'),
      serverlessV2MinCapacity: config.databaseMinCapacity,
      serverlessV2MaxCapacity: config.databaseMaxCapacity,
      ...(pauses && { serverlessV2AutoPauseDuration: Duration.minutes(config.databasePauseMinutes) }),
      enableDataApi: true,
      defaultDatabaseName: this.databaseName,
      credentials: rds.Credentials.fromGeneratedSecret('insiders'),
      // The library's classes do not fit its interfaces where optional properties are exact.
      vpc: vpc as ec2.IVpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      s3ImportRole: s3ImportRole(this, this.bucket),
      storageEncrypted: true,
      backup: { retention: Duration.days(config.keepsData ? 14 : 1) },
      deletionProtection: config.keepsData,
      removalPolicy: config.keepsData ? RemovalPolicy.SNAPSHOT : RemovalPolicy.DESTROY,
      copyTagsToSnapshot: true,
    });
    cluster.node.addDependency(log);
    if (config.keepsData) {
      // Of the master user; the cluster knows what binds it, which is made within it.
      const { node } = cluster.secret!;
      for (const { defaultChild } of [node, node.scope!.node]) {
        (defaultChild as CfnResource).applyRemovalPolicy(RemovalPolicy.RETAIN);
      }
    }
    return cluster;
  }
}
