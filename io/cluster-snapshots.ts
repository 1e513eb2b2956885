import {
  CreateDBClusterSnapshotCommand,
  DBClusterSnapshotAlreadyExistsFault,
  DeleteDBClusterSnapshotCommand,
  DescribeDBClusterSnapshotsCommand,
  type RDSClient,
} from '@aws-sdk/client-rds';

/** The snapshots of one database cluster that do not end by themselves. */
export const openClusterSnapshots = (client: RDSClient, cluster: string) => ({
  async begin(name: string): Promise<void> {
    const command = { DBClusterIdentifier: cluster, DBClusterSnapshotIdentifier: name };
    await client.send(new CreateDBClusterSnapshotCommand(command)).catch((error) => {
      if (!(error instanceof DBClusterSnapshotAlreadyExistsFault)) throw error;
    });
  },

  async statusOf(name: string): Promise<string> {
    const { DBClusterSnapshots = [] } = await client.send(
      new DescribeDBClusterSnapshotsCommand({ DBClusterSnapshotIdentifier: name }),
    );
    return DBClusterSnapshots[0]?.Status ?? 'missing';
  },

  async list(): Promise<string[]> {
    const names: string[] = [];
    let Marker: string | undefined;
    do {
      const page = await client.send(
        new DescribeDBClusterSnapshotsCommand({
          DBClusterIdentifier: cluster,
          SnapshotType: 'manual',
          Marker,
        }),
      );
      names.push(...(page.DBClusterSnapshots ?? []).map((found) => found.DBClusterSnapshotIdentifier!));
      Marker = page.Marker;
    } while (Marker);
    return names;
  },

  async remove(name: string): Promise<void> {
    await client.send(new DeleteDBClusterSnapshotCommand({ DBClusterSnapshotIdentifier: name }));
  },
});
