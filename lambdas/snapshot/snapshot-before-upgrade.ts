import type { CloudFormationRequest } from '../../io/cloudformation-request.js';

/** The snapshots of one cluster. */
export interface Snapshots {
  /** Begins one; of one that is there already nothing happens. */
  begin(name: string): Promise<void>;
  /** `available` once it is complete. */
  statusOf(name: string): Promise<string>;
  /** Names of those that were made by hand or by us. */
  list(): Promise<string[]>;
  remove(name: string): Promise<void>;
}

export interface SnapshotOptions {
  /** What the names of our snapshots begin with. */
  readonly prefix: string;
  /** Whether the snapshots stay when the stack goes. */
  readonly keepsData: boolean;
  readonly wait: (seconds: number) => Promise<void>;
  readonly secondsLeft: () => number;
}

const pauseSeconds = 15;

/**
 * Before another version of Metabase starts, and changes its database for good, that database is put by. Without it the
 * upgrade does not begin.
 *
 * @returns what was done
 */
export async function snapshotBeforeUpgrade(
  request: CloudFormationRequest<{ readonly metabaseVersion: string }>,
  snapshots: Snapshots,
  { prefix, keepsData, wait, secondsLeft }: SnapshotOptions,
): Promise<string> {
  const { RequestType, RequestId, ResourceProperties, OldResourceProperties } = request;
  if (RequestType === 'Delete') return keepsData ? 'kept the snapshots' : removeOurs(snapshots, prefix);
  const version = ResourceProperties.metabaseVersion;
  if (RequestType === 'Create' || OldResourceProperties?.metabaseVersion === version) return 'nothing to do';

  const name = `${prefix}${version.replaceAll('.', '-')}-${RequestId.slice(0, 8)}`;
  await snapshots.begin(name);
  for (;;) {
    const status = await snapshots.statusOf(name);
    if (status === 'available') return `made the snapshot ${name}`;
    if (status === 'failed') throw new Error(`the snapshot ${name} failed; Metabase was not upgraded`);
    if (secondsLeft() < 2 * pauseSeconds) {
      throw new Error(`the snapshot ${name} is not complete yet; Metabase was not upgraded. Deploy again.`);
    }
    await wait(pauseSeconds);
  }
}

async function removeOurs(snapshots: Snapshots, prefix: string): Promise<string> {
  const ours = (await snapshots.list()).filter((name) => name.startsWith(prefix));
  for (const name of ours) await snapshots.remove(name);
  return `removed ${ours.length} snapshots`;
}
