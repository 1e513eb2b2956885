import { GetAccountSettingsCommand, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { largeMemoryMb } from '../../lib/step-resources.js';
import type { Account } from './account.js';
import { fine, look, type Outcome, wrong } from './finding.js';

/** A Map runs eight Lambdas side by side, the starter takes two. */
const ofOneRun = 10;

export async function checkConcurrency({ clients }: Account): Promise<Outcome> {
  const { AccountLimit } = await clients.lambda.send(new GetAccountSettingsCommand({}));
  const free = AccountLimit?.UnreservedConcurrentExecutions ?? AccountLimit?.ConcurrentExecutions ?? 0;
  const remedy =
    'aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value 1000';
  const found = `${free} Lambdas at once, of which one run takes ${ofOneRun}`;
  if (free < ofOneRun) return wrong(found, remedy);
  return free < 2 * ofOneRun ? look(`${found}: one dataset at a time`, remedy) : fine(found);
}

/** No service tells how much memory an account may give to a Lambda; that one has more is proof. */
export async function checkMemory({ clients, config: { stepMemoryMb } }: Account): Promise<Outcome> {
  if (stepMemoryMb <= largeMemoryMb) return fine(`${stepMemoryMb} MB a step, which every account has`);
  let marker: string | undefined;
  do {
    const page = await clients.lambda.send(new ListFunctionsCommand({ Marker: marker }));
    const large = page.Functions?.find(({ MemorySize = 0 }) => MemorySize >= stepMemoryMb);
    if (large) return fine(`${stepMemoryMb} MB a step; ${large.FunctionName} has ${large.MemorySize} MB`);
    marker = page.NextMarker;
  } while (marker);
  return look(
    `${stepMemoryMb} MB a step, and no Lambda here has as much; new accounts have ${largeMemoryMb} MB`,
    `Deploy with --context stepMemoryMb=${largeMemoryMb}, or ask AWS' support for 10,240 MB first.`,
  );
}
