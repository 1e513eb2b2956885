import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { openLambdaDatabase } from '../../io/lambda-database.js';
import { variable } from '../../io/lambda-io.js';
import { readLogin } from '../../io/read-login.js';
import { migrations } from '../../sql/postgres/migrations.js';
import { views } from '../../sql/postgres/views.js';
import { makeApiLogin } from './make-api-login.js';
import { makeStepsLogin } from './make-steps-login.js';
import { type MigrateRequest, migrateDatabase } from './migrate-database.js';

/** The same id always: with another one CloudFormation would delete what it takes for the old resource. */
const answer = { PhysicalResourceId: 'migrations' };

/** Deleting it leaves the login: it goes with the database. */
export const handler = async (request: MigrateRequest): Promise<typeof answer> => {
  const secrets = new SecretsManagerClient();
  const database = openLambdaDatabase();
  try {
    const outcome = await migrateDatabase(request, database, { migrations, views });
    // Also where CloudFormation rolls back and the schema is left as it is: the secret may be another one again.
    if (request.RequestType !== 'Delete') {
      await makeStepsLogin(database, await readLogin(secrets, variable('STEPS_SECRET_ARN')));
      // Where programs may not ask there is none.
      const { API_SECRET_ARN: apiSecret } = process.env;
      if (apiSecret) await makeApiLogin(database, await readLogin(secrets, apiSecret));
    }
    process.stdout.write(`${JSON.stringify({ level: 'INFO', request: request.RequestType, outcome })}\n`);
    return answer;
  } finally {
    await database.close();
    secrets.destroy();
  }
};
