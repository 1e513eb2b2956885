import type { CustomResource } from 'aws-cdk-lib';
import type { Config } from './config.js';
import { type DatabaseStack, databaseEnvironment } from './database-environment.js';
import { deploymentTask } from './deployment-task.js';
import type { MetabaseSecrets } from './metabase-secrets.js';

/**
 * Makes Metabase's logins and its own database. It never gets to know the cluster's master user.
 * @param code folder with the bundle
 */
export function addMetabaseLogins(
  stack: DatabaseStack,
  config: Config,
  code: string,
  { application, reader }: MetabaseSecrets,
): CustomResource {
  const { bucket, database } = stack;
  return deploymentTask(stack, 'logins', {
    id: 'metabase-logins',
    resourceType: 'Custom::InsidersMetabaseLogins',
    properties: { application: application.secretArn, reader: reader.secretArn },
    config,
    description: 'makes Metabase’s logins and its own database',
    code,
    memoryMb: 512,
    timeoutSeconds: 300,
    environment: {
      BUCKET: bucket.bucketName,
      ...databaseEnvironment(stack, database.secret!),
      APPLICATION_SECRET_ARN: application.secretArn,
      READER_SECRET_ARN: reader.secretArn,
    },
    grant(handler) {
      database.grantDataApiAccess(handler);
      for (const secret of [application, reader]) secret.grantRead(handler);
    },
  });
}
