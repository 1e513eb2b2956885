import { setTimeout } from 'node:timers/promises';
import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { tryAgain, type Wait } from './try-again.js';

/** Who signs in somewhere. */
export interface Login {
  readonly user: string;
  readonly password: string;
}

/** Together half a minute: a right that the deployment has given just now counts everywhere only after some seconds. */
const delaysSeconds = [1, 2, 4, 8, 16];

/**
 * A login that is kept in Secrets Manager, in the form in which RDS keeps its own.
 * @throws Error if the secret cannot be read, or holds no login
 */
export async function readLogin(
  client: SecretsManagerClient,
  secretArn: string,
  wait: Wait = (seconds) => setTimeout(seconds * 1000),
): Promise<Login> {
  const { SecretString } = await tryAgain(
    () => client.send(new GetSecretValueCommand({ SecretId: secretArn })),
    { delaysSeconds, wait, mayPass: ({ name }) => name === 'AccessDeniedException' },
  );
  const { username, password } = JSON.parse(SecretString ?? '{}');
  if (!username || !password) throw new Error(`the secret ${secretArn} holds no username and password`);
  return { user: username, password };
}
