import { createDataApiClient } from './data-api-client.js';
import { openDataApiDatabase } from './data-api-database.js';
import type { Database } from './database.js';
import { variable } from './lambda-io.js';

/** The database that the Lambda's environment names. */
export const openLambdaDatabase = (): Database =>
  openDataApiDatabase(createDataApiClient(), {
    resourceArn: variable('DATABASE_ARN'),
    secretArn: variable('SECRET_ARN'),
    database: variable('DATABASE_NAME'),
    bucket: variable('BUCKET'),
    region: variable('AWS_REGION'),
  });
