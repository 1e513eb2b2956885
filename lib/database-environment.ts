import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { DataStack } from './data-stack.js';

/** By what a Lambda finds the database through the Data API, and who it is there. */
export const databaseEnvironment = ({ database, databaseName }: DataStack, { secretArn }: ISecret) => ({
  DATABASE_ARN: database.clusterArn,
  SECRET_ARN: secretArn,
  DATABASE_NAME: databaseName,
});
