import { DescribeDBClustersCommand } from '@aws-sdk/client-rds';
import { openDataApiDatabase } from '../../io/data-api-database.js';
import type { Database } from '../../io/database.js';
import type { Account } from './account.js';
import { resourceId } from './deployed-stack.js';
import { fine, look, type Outcome, wrong } from './finding.js';

const deployAgain = 'Somebody has changed it by hand: deploy the data stack again.';

/** What CloudFormation made of it, and whether somebody has changed it since. */
export async function checkCluster({ clients, config }: Account): Promise<Outcome> {
  const { DBClusters: [cluster] = [] } = await clients.rds.send(
    new DescribeDBClustersCommand({ DBClusterIdentifier: `insiders-${config.stage}` }),
  );
  const { Status, EngineVersion, HttpEndpointEnabled, AssociatedRoles, ServerlessV2ScalingConfiguration } =
    cluster!;
  if (Status !== 'available') return look(`it is ${Status}`, 'Wait until it is available.');
  const role = AssociatedRoles?.find(({ FeatureName }) => FeatureName === 's3Import');
  if (!HttpEndpointEnabled) return wrong('the Data API is off', deployAgain);
  if (role?.Status !== 'ACTIVE')
    return wrong(`the role for import from S3 is ${role?.Status ?? 'gone'}`, deployAgain);
  if (config.keepsData && !cluster!.DeletionProtection)
    return wrong('it is not protected from deletion', deployAgain);
  const { MinCapacity, MaxCapacity, SecondsUntilAutoPause } = ServerlessV2ScalingConfiguration ?? {};
  const found = `${EngineVersion}, ${MinCapacity} to ${MaxCapacity} units`;
  if (MinCapacity !== 0) return fine(`${found}, never paused`);
  return SecondsUntilAutoPause
    ? fine(`${found}, pauses after ${SecondsUntilAutoPause / 60} min`)
    : wrong(`${found}, and does not pause`, deployAgain);
}

/**
 * What no page of AWS promises of the Data API, asked of it: that a transaction keeps a cursor, that NULL and what is no
 * number come back as such, that the steps' login may import. Nothing is written; a paused database wakes up.
 */
export async function checkAnswers({
  clients,
  config,
  stacks,
  id,
  partition,
  region,
}: Account): Promise<Outcome> {
  const data = stacks.data!;
  const secretArn = resourceId(data, 'AWS::SecretsManager::Secret', 'steps-login');
  if (!secretArn) return wrong('the steps have no login', 'Deploy the data stack.');
  const database = openDataApiDatabase(clients.dataApi, {
    resourceArn: `arn:${partition}:rds:${region}:${id}:cluster:insiders-${config.stage}`,
    secretArn,
    database: 'insiders',
    bucket: data.outputs.bucketName!,
    region,
  });
  return ask(database);
}

interface Special {
  readonly nothing: unknown;
  readonly not_a_number: unknown;
  readonly endless: unknown;
}

async function ask(database: Database): Promise<Outcome> {
  const invoke =
    'Invoke the Lambda `migrate` with {"RequestType": "Update"}: docs/runbook.md, "Failed executions".';
  return database.transaction(async (transaction) => {
    // Through a cursor, as every select of a transaction.
    const rows = await transaction.query<{ i: number }>('select i from generate_series(1, 40) as i');
    if (rows.length !== 40)
      return wrong(`a cursor gave ${rows.length} rows of 40`, 'Tell the authors: this is new.');
    const [special] = await transaction.query<Special & object>(
      `select null::float8 as nothing, 'NaN'::float8 as not_a_number, 'Infinity'::float8 as endless`,
    );
    const [may] = await transaction.query<{ import: boolean | null }>(
      `select has_schema_privilege(to_regnamespace('aws_s3'), 'usage')
         and bool_and(has_function_privilege(p.oid, 'execute')) as import
       from pg_proc p where p.pronamespace = to_regnamespace('aws_s3') and p.proname = 'table_import_from_s3'`,
    );
    if (!may?.import) return wrong('the steps may not import from S3', invoke);
    if (special!.nothing !== null)
      return wrong('the Data API gives no NULL', 'Tell the authors: this is new.');
    const numbers = [special!.not_a_number, special!.endless]
      .map((value) => JSON.stringify(value))
      .join(', ');
    return fine(`answers the steps' login, with a cursor; NaN and Infinity come back as ${numbers}`);
  });
}
