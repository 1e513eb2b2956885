import { RemovalPolicy } from 'aws-cdk-lib';
import * as secrets from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { Config } from './config.js';

export interface LoginSecretProps {
  readonly config: Config;
  readonly username: string;
  readonly description: string;
  /** Whether the password has signs too: one at least of those that need no escape anywhere. Otherwise letters and digits. */
  readonly hasSigns?: boolean;
}

/** All that Secrets Manager puts into passwords but `-`, `.` and `_`. */
const otherSigns = '!"#$%&\'()*+,/:;<=>?@[\\]^`{|}~';

/** Who signs in somewhere, in the form in which RDS keeps its own, with a password that nobody has seen. */
export const loginSecret = (
  scope: Construct,
  id: string,
  { config, username, description, hasSigns = false }: LoginSecretProps,
): secrets.Secret =>
  new secrets.Secret(scope, id, {
    description: `Insiders: ${description}`,
    generateSecretString: {
      secretStringTemplate: JSON.stringify({ username }),
      generateStringKey: 'password',
      passwordLength: 40,
      ...(hasSigns ? { excludeCharacters: otherSigns } : { excludePunctuation: true }),
      requireEachIncludedType: true,
    },
    removalPolicy: config.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
