import { UserError } from '../../core/errors/user-error.js';
import { explainError } from '../cloud/explain-error.js';
import type { Account, StackPart } from './account.js';
import { checkBootstrap, checkCaller, checkCommands, checkDeployer } from './check-access.js';
import { checkAnswers, checkCluster } from './check-database.js';
import { checkNotices, checkStack } from './check-deployment.js';
import { checkEdge } from './check-edge.js';
import { checkCertificate, checkImage } from './check-metabase.js';
import { checkEngine, checkLinkedRoles, checkZones } from './check-place.js';
import { checkConcurrency, checkMemory } from './check-quotas.js';
import type { Finding, Outcome } from './finding.js';

type Check = readonly [about: string, check: (account: Account) => Promise<Outcome>];

/** What can be asked without changing anything: of the account, and of what is deployed there. */
function checksFor({ config: { metabase }, stacks }: Account): Check[] {
  const isDeployed = Object.keys(stacks) as StackPart[];
  const has = (...parts: StackPart[]) => parts.every((part) => stacks[part]);
  const when = (isWanted: unknown, ...checks: Check[]) => (isWanted ? checks : []);
  return [
    ['who looks', checkCaller],
    ['bootstrap', checkBootstrap],
    ['right to deploy', checkDeployer],
    ['linked roles', checkLinkedRoles],
    ['concurrency', checkConcurrency],
    ['memory', checkMemory],
    ['database engine', checkEngine],
    ['zones', checkZones],
    ...when(metabase, ['image', checkImage]),
    ...when(metabase?.certificateArn, ['certificate', checkCertificate]),
    ...isDeployed.map((part): Check => [`${part} stack`, (account) => checkStack(account, part)]),
    ...when(has('data'), ['database', checkCluster], ['its answers', checkAnswers]),
    ...when(has('data', 'workflow'), ['right to use', checkCommands]),
    ['messages', checkNotices],
    ...when(has('dashboard'), ['edge functions', checkEdge]),
  ];
}

/** Every check, one after the other, whatever the others found. @param tell is told at once */
export async function runChecks(account: Account, tell: (finding: Finding) => void): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [about, check] of checksFor(account)) {
    const finding = { about, ...(await check(account).catch(notAsked)) };
    findings.push(finding);
    tell(finding);
  }
  return findings;
}

/** A check that could not ask says so, with the reason: it is neither good nor bad news. */
function notAsked(error: Error): Outcome {
  const explained = explainError(error) as Error & { remedy?: string };
  // `$response` is what no client could read: the page of a proxy, for example.
  const isOfService = '$fault' in error || '$response' in error || explained instanceof UserError;
  if (!isOfService) throw error;
  const found = `cannot be told: ${explained.message.split('\n')[0]}`;
  return { state: 'unknown', found, remedy: explained.remedy ?? 'Look into it by hand (docs/aws.md).' };
}
