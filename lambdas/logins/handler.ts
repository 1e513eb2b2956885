import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { CloudFormationRequest } from '../../io/cloudformation-request.js';
import { openLambdaDatabase } from '../../io/lambda-database.js';
import { variable } from '../../io/lambda-io.js';
import { readLogin } from '../../io/read-login.js';
import { makeLogins } from './make-logins.js';

const answer = { PhysicalResourceId: 'logins' };

/** Deleting it leaves the logins: they go with the database. */
export const handler = async ({
  RequestType,
}: Pick<CloudFormationRequest, 'RequestType'>): Promise<typeof answer> => {
  if (RequestType === 'Delete') return answer;
  const secrets = new SecretsManagerClient();
  const database = openLambdaDatabase();
  try {
    const logins = {
      application: await readLogin(secrets, variable('APPLICATION_SECRET_ARN')),
      reader: await readLogin(secrets, variable('READER_SECRET_ARN')),
    };
    await makeLogins(database, logins);
    process.stdout.write(`${JSON.stringify({ level: 'INFO', request: RequestType, outcome: 'made' })}\n`);
    return answer;
  } finally {
    await database.close();
    secrets.destroy();
  }
};
