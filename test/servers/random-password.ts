import type { Random } from '../../core/random/random.js';

/** As CloudFormation has it in AWS::SecretsManager::Secret. */
export interface GenerateSecretString {
  readonly PasswordLength?: number;
  readonly ExcludePunctuation?: boolean;
  readonly ExcludeCharacters?: string;
  readonly RequireEachIncludedType?: boolean;
}

const types = {
  lower: 'abcdefghijklmnopqrstuvwxyz',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  digits: '0123456789',
  punctuation: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
};

/** A password as Secrets Manager makes one: GetRandomPassword in its API reference, without spaces. */
export function randomPassword(
  {
    PasswordLength = 32,
    ExcludePunctuation = false,
    ExcludeCharacters = '',
    RequireEachIncludedType = true,
  }: GenerateSecretString,
  random: Random,
): string {
  const included = [
    types.lower,
    types.upper,
    types.digits,
    ...(ExcludePunctuation ? [] : [types.punctuation]),
  ]
    .map((characters) => [...characters].filter((character) => !ExcludeCharacters.includes(character)))
    .filter((characters) => characters.length > 0);
  const pick = (characters: readonly string[]) => characters[Math.floor(random() * characters.length)]!;
  const all = included.flat();
  for (;;) {
    const password = Array.from({ length: PasswordLength }, () => pick(all));
    const hasEach = included.every((characters) => characters.some((one) => password.includes(one)));
    if (hasEach || !RequireEachIncludedType) return password.join('');
  }
}
