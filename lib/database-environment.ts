import type { Stack } from 'aws-cdk-lib';
import type * as rds from 'aws-cdk-lib/aws-rds';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';

/** What the stack of the data offers to those that work on its database. */
export interface DatabaseStack extends Stack {
  readonly bucket: s3.Bucket;
  readonly database: rds.DatabaseCluster;
  /** Name of the database within the cluster. */
  readonly databaseName: string;
  /** With it the steps enter the database. */
  readonly stepsLogin: ISecret;
  /** With it whoever asks over HTTP does; where they may. */
  readonly apiLogin: ISecret | undefined;
}

/** By what a Lambda finds the database through the Data API, and who it is there. */
export const databaseEnvironment = ({ database, databaseName }: DatabaseStack, { secretArn }: ISecret) => ({
  DATABASE_ARN: database.clusterArn,
  SECRET_ARN: secretArn,
  DATABASE_NAME: databaseName,
});
