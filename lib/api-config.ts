import { type Context, check, readNumber, readText } from './read-context.js';

/** Who may ask over HTTP, and how often. */
export interface ApiConfig {
  /** Whose tokens let in, and for whom they are made; undefined: who may call by IAM, and signs. */
  readonly issuer: { readonly url: string; readonly audience: string } | undefined;
  /** Calls a second, for long; twice as many at once. */
  readonly callsASecond: number;
}

/** @throws Error that names the key and what it may be */
export function readApiConfig(node: Context): ApiConfig {
  const url = readText(node, 'apiIssuer', '', isIssuer, 'an https address or empty');
  const audience = readText(
    node,
    'apiAudience',
    '',
    (value) => !/\s/.test(value),
    'a name without blanks or empty',
  );
  check('apiAudience', audience, (url === '') === (audience === ''), 'given with apiIssuer, and only then');
  return {
    issuer: url === '' ? undefined : { url, audience },
    callsASecond: readNumber(
      node,
      'apiCallsASecond',
      50,
      (value) => Number.isInteger(value) && value >= 1 && value <= 5000,
      'a whole number from 1 to 5000',
    ),
  };
}

const isIssuer = (value: string) => /^(https:\/\/[^\s]+)?$/.test(value);
