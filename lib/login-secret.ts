import { RemovalPolicy } from 'aws-cdk-lib';
import * as secrets from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { Config } from './config.js';

export interface LoginSecretProps {
  readonly config: Config;
  readonly username: string;
  readonly description: string;
}

/** Who signs in somewhere, in the form in which RDS keeps its own, with a password that nobody has seen. */
export const loginSecret = (
  scope: Construct,
  id: string,
  { config, username, description }: LoginSecretProps,
): secrets.Secret =>
  new secrets.Secret(scope, id, {
    description: `Insiders: ${description}`,
    generateSecretString: {
      secretStringTemplate: JSON.stringify({ username }),
      generateStringKey: 'password',
      passwordLength: 40,
      excludePunctuation: true,
      requireEachIncludedType: true,
    },
    removalPolicy: config.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
