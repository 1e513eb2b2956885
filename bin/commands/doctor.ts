import { readFileSync } from 'node:fs';
import { UserError } from '../../core/errors/user-error.js';
import { type Config, readConfig } from '../../lib/config.js';
import { CloudError } from '../cloud/cloud-error.js';
import { explainError } from '../cloud/explain-error.js';
import { cloudHelp, cloudOptions } from '../cloud/with-cloud.js';
import { type Account, withAccount } from '../doctor/account.js';
import type { Finding } from '../doctor/finding.js';
import { runChecks } from '../doctor/run-checks.js';
import { exitCodes } from '../exit-codes.js';
import { parseOptions } from '../parse-options.js';

export const help = `usage: insiders doctor [--context KEY=VALUE…] [--json] [--stage NAME] [--region NAME] [--profile NAME]

Looks at an account before a deployment, and at a deployment after it: quotas, the database's engine, zones, roles, the
image of Metabase, rights; then the stacks, the database's answers, CloudFront's functions, who hears of failures. It
changes nothing. A paused database wakes up to answer.

  --context K=V    what cdk deploy is given so; can be repeated (what is not given is in cdk.json)
  --json           the findings for other programs
${cloudHelp}`;

export async function run(words: string[]): Promise<number> {
  const { values } = parseOptions('doctor', words, {
    context: { type: 'string', multiple: true, default: [] },
    json: { type: 'boolean', default: false },
    ...cloudOptions,
  });
  const config = configOf({ ...contextOf(values.context), stage: values.stage });
  const tell = values.json ? () => {} : (finding: Finding) => process.stdout.write(inLines(finding));
  const findings = await withAccount(values, config, async (account) => {
    if (!values.json) process.stdout.write(`${headline(account)}\n\n`);
    return runChecks(account, tell);
  }).catch((error) => {
    throw explainError(error, values.profile);
  });
  if (values.json) process.stdout.write(`${JSON.stringify(findings, null, 2)}\n`);
  const isWrong = findings.filter(({ state }) => state === 'wrong').map(({ about }) => about);
  if (isWrong.length === 0) return exitCodes.done;
  throw new CloudError('NotReady', `wrong: ${isWrong.join(', ')}`, {
    remedy:
      'What to do stands beside each. What no check can tell is in docs/decisions/037-what-no-tool-can-say.md.',
  });
}

/** What is not given on the command line, as `cdk deploy` takes it. */
function contextOf(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((text) => {
      const [, key, value] = /^(\w+)=(.*)$/.exec(text) ?? [];
      if (key !== undefined) return [key, value!];
      throw new UserError('WrongUsage', `--context takes a key and a value; got '${text}'`, {
        remedy: 'For example --context metabase=false.',
      });
    }),
  );
}

function configOf(given: Readonly<Record<string, unknown>>): Config {
  const { context } = JSON.parse(readFileSync(new URL('../cdk.json', import.meta.url), 'utf8'));
  const values = { ...context, ...given };
  try {
    return readConfig({ tryGetContext: (key) => values[key] });
  } catch (error) {
    const remedy = 'docs/aws.md lists what can be chosen.';
    throw new UserError('WrongUsage', (error as Error).message, { remedy, cause: error });
  }
}

const headline = ({ config: { stage }, region, id, stacks }: Account) => {
  const deployed = Object.values(stacks).map(({ name }) => name);
  const what = deployed.length > 0 ? deployed.join(', ') : `nothing of insiders-${stage} is deployed`;
  return `account ${id}, ${region}: ${what}`;
};

const inLines = (finding: Finding): string => {
  const line = `${finding.state.padEnd(9)}${finding.about.padEnd(17)}${finding.found}\n`;
  return finding.state === 'fine' ? line : `${line}${' '.repeat(26)}${finding.remedy}\n`;
};
