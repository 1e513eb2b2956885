import { CustomResource, FileSystem } from 'aws-cdk-lib';
import { Provider } from 'aws-cdk-lib/custom-resources';
import type { Config } from './config.js';
import type { DataStack } from './data-stack.js';
import { databaseEnvironment } from './database-environment.js';
import { logGroup, nodeFunction } from './node-function.js';

/** Folder of everything that the database's schema is made of. */
const schemaFolder = 'sql/postgres';

/**
 * Brings the database up to date whenever a file of its schema has changed, before anything that needs it is deployed.
 * @param code folder with the bundle
 */
export function addMigrations(stack: DataStack, config: Config, code: string): CustomResource {
  const { bucket, database } = stack;
  const handler = nodeFunction(stack, 'migrate', {
    config,
    description: 'brings the database up to date',
    code,
    memoryMb: 512,
    timeoutSeconds: 900,
    environment: { BUCKET: bucket.bucketName, ...databaseEnvironment(stack) },
  });
  database.grantDataApiAccess(handler);
  const provider = new Provider(stack, 'migrations-provider', {
    onEventHandler: handler,
    logGroup: logGroup(stack, 'migrations-provider-log', config),
  });
  const migrations = new CustomResource(stack, 'migrations', {
    resourceType: 'Custom::InsidersMigrations',
    serviceToken: provider.serviceToken,
    properties: { schema: FileSystem.fingerprint(schemaFolder) },
  });
  // The Data API answers once the cluster has its writer, and the grant is a resource of its own.
  migrations.node.addDependency(database, handler);
  return migrations;
}
