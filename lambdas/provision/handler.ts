import { ECSClient, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Context } from 'aws-lambda';
import type { CloudFormationRequest } from '../../io/cloudformation-request.js';
import { invokeLambda } from '../../io/invoke-lambda.js';
import { variable } from '../../io/lambda-io.js';
import { readLogin } from '../../io/read-login.js';
import { provision, tryLimitSeconds } from './provision.js';

const answer = { PhysicalResourceId: 'dashboards' };

/** Brings Metabase up to the dashboards of this version. Deleting leaves them: they are in its database. */
export const handler = async (
  { RequestType }: Pick<CloudFormationRequest, 'RequestType'>,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<typeof answer> => {
  if (RequestType === 'Delete') return answer;
  const ecs = new ECSClient();
  const secrets = new SecretsManagerClient();
  // A second call while the first one is still at work would push twice.
  const lambda = new LambdaClient({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: (tryLimitSeconds + 10) * 1000 },
  });
  try {
    const request = await pushRequest(secrets);
    const outcome = await provision({
      async start() {
        const service = { cluster: variable('CLUSTER'), service: variable('SERVICE') };
        await ecs.send(new UpdateServiceCommand({ ...service, desiredCount: 1 }));
      },
      push: () => invokeLambda(lambda, variable('PUSH_FUNCTION'), request),
      secondsLeft: () => context.getRemainingTimeInMillis() / 1000,
    });
    process.stdout.write(`${JSON.stringify({ level: 'INFO', request: RequestType, outcome })}\n`);
    return answer;
  } finally {
    for (const client of [ecs, secrets, lambda]) client.destroy();
  }
};

async function pushRequest(secrets: SecretsManagerClient) {
  const { password } = await readLogin(secrets, variable('ADMINISTRATOR_SECRET_ARN'));
  const reader = await readLogin(secrets, variable('READER_SECRET_ARN'));
  const currency = process.env.CURRENCY;
  return {
    url: variable('METABASE_URL'),
    email: variable('ADMINISTRATOR_EMAIL'),
    password,
    database: {
      name: 'Insiders',
      host: variable('DATABASE_HOST'),
      port: 5432,
      database: variable('DATABASE_NAME'),
      ...reader,
      tls: 'require',
    },
    ...(currency ? { currency } : {}),
    allowSql: variable('ALLOW_SQL') === 'true',
    waitSeconds: tryLimitSeconds / 3,
  };
}
