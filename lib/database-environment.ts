import type * as rds from 'aws-cdk-lib/aws-rds';

/** By what a Lambda finds the database through the Data API. */
export const databaseEnvironment = ({
  database,
  databaseName,
}: {
  readonly database: rds.DatabaseCluster;
  readonly databaseName: string;
}) => ({
  DATABASE_ARN: database.clusterArn,
  SECRET_ARN: database.secret!.secretArn,
  DATABASE_NAME: databaseName,
});
