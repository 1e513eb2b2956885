import { type CustomResource, FileSystem } from 'aws-cdk-lib';
import type { Config } from './config.js';
import { type DatabaseStack, databaseEnvironment } from './database-environment.js';
import { deploymentTask } from './deployment-task.js';

/** Folder of everything that the database's schema is made of. */
const schemaFolder = 'sql/postgres';

/**
 * Brings the database up to date whenever a file of its schema has changed, before anything that needs it is deployed,
 * and makes the login of the steps there.
 * @param code folder with the bundle
 */
export function addMigrations(stack: DatabaseStack, config: Config, code: string): CustomResource {
  const { bucket, database, stepsLogin, apiLogin } = stack;
  const migrations = deploymentTask(stack, 'migrate', {
    id: 'migrations',
    resourceType: 'Custom::InsidersMigrations',
    properties: {
      schema: FileSystem.fingerprint(schemaFolder),
      stepsLogin: stepsLogin.secretArn,
      ...(apiLogin && { apiLogin: apiLogin.secretArn }),
    },
    config,
    description: 'brings the database up to date, and makes the login of the steps',
    code,
    memoryMb: 512,
    timeoutSeconds: 900,
    environment: {
      BUCKET: bucket.bucketName,
      ...databaseEnvironment(stack, database.secret!),
      STEPS_SECRET_ARN: stepsLogin.secretArn,
      ...(apiLogin && { API_SECRET_ARN: apiLogin.secretArn }),
    },
    grant(handler) {
      database.grantDataApiAccess(handler);
      stepsLogin.grantRead(handler);
      apiLogin?.grantRead(handler);
    },
  });
  // The Data API answers once the cluster has its writer.
  migrations.node.addDependency(database);
  return migrations;
}
