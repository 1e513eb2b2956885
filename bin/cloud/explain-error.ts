import { UserError } from '../../core/errors/user-error.js';
import { CloudError } from './cloud-error.js';

interface Explanation {
  /** Names or codes of errors, as the services and the SDK have them. */
  readonly names: readonly string[];
  readonly name: string;
  readonly message: (error: Error, profile: string | undefined) => string;
  readonly remedy: string;
}

const explanations: readonly Explanation[] = [
  {
    names: ['CredentialsProviderError', 'TokenProviderError'],
    name: 'NoCredentials',
    message: ({ message }, profile) =>
      `there are no credentials for AWS${profile ? ` in the profile '${profile}'` : ''} (${firstSentence(message)})`,
    remedy: 'Sign in with `aws sso login` or `aws configure`, and name the profile with --profile.',
  },
  {
    names: ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired'],
    name: 'ExpiredCredentials',
    message: () => 'the credentials for AWS have expired',
    remedy: 'Sign in again, for example with `aws sso login`.',
  },
  {
    names: [
      ...['InvalidClientTokenId', 'UnrecognizedClientException', 'InvalidAccessKeyId'],
      ...['SignatureDoesNotMatch', 'InvalidSignatureException', 'AuthFailure', 'InvalidToken'],
    ],
    name: 'WrongCredentials',
    message: () => 'AWS does not know these credentials',
    remedy: 'Check them with `aws sts get-caller-identity`, and the clock of this machine.',
  },
  {
    names: ['AccessDenied', 'AccessDeniedException', 'AuthorizationError', 'Forbidden'],
    name: 'AccessDenied',
    message: ({ message }) => `these credentials may not do that: ${message}`,
    remedy: 'docs/aws.md lists the permissions that the commands need.',
  },
  {
    names: [
      'ENOTFOUND',
      'EAI_AGAIN',
      'ECONNREFUSED',
      'ENETUNREACH',
      'EHOSTUNREACH',
      'ETIMEDOUT',
      'TimeoutError',
    ],
    name: 'NoConnection',
    message: ({ message }) => `AWS cannot be reached: ${message}`,
    remedy: 'Check the network, the proxy, and the name of the region.',
  },
];

/** The SDK has no names for these. */
const aboutRegions = [
  { pattern: /^Region is missing/, message: 'no region is given' },
  { pattern: /^Region not accepted/, message: 'the region cannot be the name of one' },
];

function explainRegion({ message }: Error): CloudError | undefined {
  const about = aboutRegions.find(({ pattern }) => pattern.test(message));
  const remedy = 'Name the one that the stacks are in: --region eu-central-1, or a profile that has it.';
  return about && new CloudError('NoRegion', about.message, { remedy });
}

/** What a user can do about an error of AWS or of the way there; any other error as it is. */
export function explainError(error: unknown, profile?: string): unknown {
  if (!(error instanceof Error) || error instanceof UserError) return error;
  const region = explainRegion(error);
  if (region) return region;
  const { name } = error;
  const { code } = error as { code?: string };
  const explanation = explanations.find(({ names }) => names.includes(name) || names.includes(code ?? ''));
  if (!explanation) return error;
  const { message, remedy } = explanation;
  return new CloudError(explanation.name, message(error, profile), { remedy, cause: error });
}

const firstSentence = (text: string) => text.split(/(?<=[.!?])\s|\n/)[0]!.replace(/\.$/, '');
