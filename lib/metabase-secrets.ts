import { RemovalPolicy } from 'aws-cdk-lib';
import * as secrets from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { Config } from './config.js';
import { loginSecret } from './login-secret.js';

/** They belong to what Metabase keeps in its database, and so live and go with the database. */
export interface MetabaseSecrets {
  /** Login that owns Metabase's own database. */
  readonly application: secrets.Secret;
  /** Login that reads the views. */
  readonly reader: secrets.Secret;
  /** Password of Metabase's administrator. */
  readonly administrator: secrets.Secret;
  /** With which Metabase encrypts the passwords that it keeps. */
  readonly encryptionKey: secrets.Secret;
}

export function addMetabaseSecrets(scope: Construct, config: Config): MetabaseSecrets {
  const login = (id: string, username: string, description: string) =>
    loginSecret(scope, id, { config, username, description });
  return {
    application: login('metabase-application', 'metabase', 'Metabase’s login to its own database'),
    reader: login('metabase-reader', 'metabase_reader', 'Metabase’s login to what it shows, read only'),
    administrator: loginSecret(scope, 'metabase-administrator', {
      config,
      username: 'administrator',
      description: 'password of Metabase’s administrator',
      // Metabase refuses others, as it is told to (MB_PASSWORD_COMPLEXITY).
      hasSigns: true,
    }),
    encryptionKey: new secrets.Secret(scope, 'metabase-encryption-key', {
      description:
        'Insiders: without it nobody can read what Metabase has encrypted in its database, or a snapshot of it',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      // A snapshot that somebody keeps is worth nothing without it.
      removalPolicy: RemovalPolicy.RETAIN,
    }),
  };
}
