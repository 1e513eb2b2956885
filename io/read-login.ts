import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** Who signs in somewhere. */
export interface Login {
  readonly user: string;
  readonly password: string;
}

/** A login that is kept in Secrets Manager, in the form in which RDS keeps its own. */
export async function readLogin(client: SecretsManagerClient, secretArn: string): Promise<Login> {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
  const { username, password } = JSON.parse(SecretString ?? '{}');
  if (!username || !password) throw new Error(`the secret ${secretArn} holds no username and password`);
  return { user: username, password };
}
