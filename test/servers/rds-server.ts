import { callerOf, type RunningServer, type ServerAnswer, startServer } from './http-server.js';

export interface Snapshot {
  readonly name: string;
  readonly type: 'manual' | 'automated';
  /** Asked for so often, it is complete. */
  looksUntilAvailable: number;
  fails?: boolean;
}

export interface RdsServer extends RunningServer {
  readonly snapshots: Snapshot[];
  /** How long a new snapshot takes. */
  looks: number;
  readonly calls: string[];
}

const pageSize = 2;

/** The part of RDS that this project uses: snapshots of one cluster, listed by pages. */
export async function startRdsServer(cluster: string): Promise<RdsServer> {
  const server = { snapshots: [] as Snapshot[], looks: 1, calls: [] as string[] };
  const operations: Record<string, (form: URLSearchParams) => ServerAnswer> = {
    CreateDBClusterSnapshot(form) {
      const name = form.get('DBClusterSnapshotIdentifier')!;
      if (form.get('DBClusterIdentifier') !== cluster) return refusal(404, 'DBClusterNotFoundFault');
      // RDS: letters, digits and single hyphens, a letter first, at most 63.
      if (!/^[a-z](?!.*--)[a-z0-9-]{0,61}[a-z0-9]$/i.test(name)) return refusal(400, 'InvalidParameterValue');
      if (server.snapshots.some((found) => found.name === name))
        return refusal(400, 'DBClusterSnapshotAlreadyExistsFault');
      server.snapshots.push({ name, type: 'manual', looksUntilAvailable: server.looks });
      return result('CreateDBClusterSnapshot', '');
    },
    DescribeDBClusterSnapshots(form) {
      const name = form.get('DBClusterSnapshotIdentifier');
      const found = server.snapshots.filter(
        (snapshot) =>
          (name === null || snapshot.name === name) &&
          snapshot.type === (form.get('SnapshotType') ?? snapshot.type),
      );
      if (name && found.length === 0) return refusal(404, 'DBClusterSnapshotNotFoundFault');
      const start = Number(form.get('Marker') ?? 0);
      const page = found
        .slice(start, start + pageSize)
        .map(described)
        .join('');
      const marker = start + pageSize < found.length ? `<Marker>${start + pageSize}</Marker>` : '';
      const list = `<DBClusterSnapshots>${page}</DBClusterSnapshots>`;
      return result('DescribeDBClusterSnapshots', `${list}${marker}`);
    },
    DeleteDBClusterSnapshot(form) {
      const at = server.snapshots.findIndex(({ name }) => name === form.get('DBClusterSnapshotIdentifier'));
      if (at < 0) return refusal(404, 'DBClusterSnapshotNotFoundFault');
      server.snapshots.splice(at, 1);
      return result('DeleteDBClusterSnapshot', '');
    },
  };
  const running = await startServer(
    async (request) => {
      if (!callerOf(request)) return refusal(403, 'MissingAuthenticationToken');
      const form = new URLSearchParams(String(request.body));
      const action = form.get('Action') ?? '';
      server.calls.push(action);
      return operations[action]?.(form) ?? refusal(400, 'InvalidAction');
    },
    ({ status, name }) => refusal(status, name),
    () => undefined,
  );
  return Object.assign(server, running);
}

function described(snapshot: Snapshot): string {
  const isDone = snapshot.looksUntilAvailable-- <= 0;
  const status = snapshot.fails ? 'failed' : isDone ? 'available' : 'creating';
  const name = `<DBClusterSnapshotIdentifier>${snapshot.name}</DBClusterSnapshotIdentifier>`;
  return `<DBClusterSnapshot>${name}<Status>${status}</Status></DBClusterSnapshot>`;
}

const result = (action: string, content: string): ServerAnswer =>
  xml(200, `<${action}Response><${action}Result>${content}</${action}Result></${action}Response>`);

const refusal = (status: number, code: string): ServerAnswer =>
  xml(status, `<ErrorResponse><Error><Code>${code}</Code><Message>${code}</Message></Error></ErrorResponse>`);

const xml = (status: number, body: string) => ({ status, headers: { 'content-type': 'text/xml' }, body });
