import { UserError } from '../core/errors/user-error.js';
import type { Reply } from './call.js';

/** Statuses of what somebody can mend; anything else that is theirs cannot be done as it was asked. */
const statuses: Readonly<Record<string, number>> = {
  WrongRequest: 400,
  NotAuthorised: 401,
  WrongHost: 403,
  NoSuchPath: 404,
  NoSuchCustomer: 404,
  NoSuchRun: 404,
  UnknownDataset: 404,
  NoSuchExecution: 404,
  NoSuchList: 404,
  WrongMethod: 405,
  SlowBody: 408,
  RunInProgress: 409,
  TooLarge: 413,
  WrongType: 415,
  TooManyCalls: 429,
  DamagedDatabase: 500,
  DatabaseStopped: 500,
  DamagedModel: 500,
  TooBusy: 503,
  FolderInUse: 503,
  DatabaseWakes: 503,
};

const notPossible = 422;

/** An answer that says what is wrong and what to do. @see RFC 9457 */
export function problemReply(error: UserError, headers: Readonly<Record<string, string>> = {}): Reply {
  const status = statuses[error.name] ?? notPossible;
  const body = {
    type: `urn:insiders:problem:${error.name}`,
    title: titleOf(error.name),
    status,
    detail: error.message,
    remedy: error.remedy,
    ...error.place,
  };
  return {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(status === 401 && { 'www-authenticate': 'Bearer' }),
      ...(status === 503 && { 'retry-after': error.name === 'DatabaseWakes' ? '15' : '5' }),
      ...headers,
    },
    body: JSON.stringify(body),
  };
}

/** `NoSuchCustomer` -> `No such customer`. */
const titleOf = (name: string): string => {
  const words = name.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words;
};

/** Something that is ours: what it was is said where the calls are answered, not to whoever calls. */
export const brokenReply = (): Reply =>
  ({
    status: 500,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
    body: JSON.stringify({
      type: 'urn:insiders:problem:Defect',
      title: 'Defect',
      status: 500,
      detail: 'something went wrong here',
      remedy: 'Ask again; where that does not help, its log says what it was.',
    }),
  }) as const;

export const wrongRequest = (what: string, remedy = 'The contract, openapi.yaml, says what may be asked.') =>
  new UserError('WrongRequest', what, { remedy });

export const databaseWakes = () =>
  new UserError('DatabaseWakes', 'the database was asleep and wakes up', {
    remedy: 'Ask again in a moment.',
  });
