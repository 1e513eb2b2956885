import { GetRoleCommand, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import type { Account } from './account.js';
import { readStack } from './deployed-stack.js';
import { fine, look, type Outcome, wrong } from './finding.js';

/** What templates as CDK makes them ask of `cdk bootstrap`. */
const leastBootstrap = 6;
/** CDK's own mark in the names of what it bootstraps. */
const qualifier = 'hnb659fds';
const rolesOfDeployment = ['deploy', 'file-publishing', 'lookup'];

export async function checkCaller({ callerArn }: Account): Promise<Outcome> {
  if (!callerArn.endsWith(':root')) return fine(callerArn);
  return look(
    `${callerArn}: the account's owner`,
    'Sign in as a user or a role: nobody limits the owner, and the owner cannot take on the roles of CDK.',
  );
}

export async function checkBootstrap({ clients, id, region }: Account): Promise<Outcome> {
  const remedy = `npx cdk bootstrap aws://${id}/${region}`;
  const stack = await readStack(clients.cloudFormation, 'CDKToolkit');
  if (!stack) return wrong('the account has not been prepared for CDK in this region', remedy);
  const version = Number(stack.outputs.BootstrapVersion);
  return version >= leastBootstrap
    ? fine(`version ${version}`)
    : wrong(`version ${version}; ${leastBootstrap} is the least`, remedy);
}

/** Whether who looks may deploy: by the roles of CDK, which may do the rest. */
export async function checkDeployer(account: Account): Promise<Outcome> {
  const { id, partition, region } = account;
  const roles = rolesOfDeployment.map(
    (role) => `arn:${partition}:iam::${id}:role/cdk-${qualifier}-${role}-role-${id}-${region}`,
  );
  const denied = await deniedOf(account, ['sts:AssumeRole'], roles);
  if (denied.length === 0) return fine('may take on the roles of CDK');
  return wrong(
    `may not take on ${denied.map(({ resource }) => resource.split('/')[1]).join(', ')}`,
    'Have somebody allow sts:AssumeRole on these roles, or sign in as who may deploy.',
  );
}

/** Whether who looks may use the commands for the cloud, as docs/aws.md lists it. */
export async function checkCommands(account: Account): Promise<Outcome> {
  const { partition, stacks } = account;
  const bucket = `arn:${partition}:s3:::${stacks.data!.outputs.bucketName}`;
  const machine = stacks.workflow!.outputs.stateMachineArn!;
  const execution = `${machine.replace(':stateMachine:', ':execution:')}:any`;
  const asked = [
    await deniedOf(account, ['s3:ListBucket'], [bucket]),
    await deniedOf(account, ['s3:GetObject'], [`${bucket}/runs/any/publish/run.json`]),
    await deniedOf(account, ['s3:PutObject'], [`${bucket}/uploads/any/orders.csv`, `${bucket}/starts/any`]),
    await deniedOf(account, ['states:StartExecution', 'states:ListExecutions'], [machine]),
    await deniedOf(account, ['states:DescribeExecution', 'states:GetExecutionHistory'], [execution]),
  ].flat();
  if (asked.length === 0) return fine('may upload, start, watch and fetch');
  return look(
    `may not ${[...new Set(asked.map(({ action }) => action))].join(', ')}`,
    'These are what insiders upload, start, status and fetch need: docs/aws.md, "Watch".',
  );
}

interface Denied {
  readonly action: string;
  readonly resource: string;
}

async function deniedOf(
  { clients: { iam }, callerArn }: Account,
  actions: string[],
  resources: string[],
): Promise<Denied[]> {
  const { EvaluationResults = [] } = await iam.send(
    new SimulatePrincipalPolicyCommand({
      PolicySourceArn: await principalOf(iam, callerArn),
      ActionNames: actions,
      ResourceArns: resources,
    }),
  );
  return EvaluationResults.flatMap(
    ({ EvalActionName, EvalResourceName, EvalDecision, ResourceSpecificResults }) => {
      const results = ResourceSpecificResults?.length
        ? ResourceSpecificResults.map((one) => [one.EvalResourceName, one.EvalResourceDecision] as const)
        : [[EvalResourceName, EvalDecision] as const];
      return results
        .filter(([, decision]) => decision !== 'allowed')
        .map(([resource]) => ({ action: EvalActionName!, resource: resource! }));
    },
  );
}

/** The role of a session: whoever has taken on a role is asked about under the role's name, which may have a path. */
async function principalOf(iam: Account['clients']['iam'], callerArn: string): Promise<string> {
  const session = /:assumed-role\/([^/]+)\//.exec(callerArn);
  if (!session) return callerArn;
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: session[1] }));
  return Role!.Arn!;
}
