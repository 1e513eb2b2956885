import { callerOf, type FaultHook, type ServerRequest, startServer } from './http-server.js';

export interface CloudFormationServer {
  readonly url: string;
  faults: FaultHook | undefined;
  close(): Promise<void>;
}

/** Outputs of stacks, by region and name. */
export type Stacks = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;

/** Access keys that are refused, as AWS refuses them. */
const refused: Readonly<Record<string, { status: number; code: string }>> = {
  EXPIRED: { status: 403, code: 'ExpiredToken' },
  NOBODY: { status: 403, code: 'InvalidClientTokenId' },
  GUEST: { status: 403, code: 'AccessDenied' },
};

/** `DescribeStacks` of CloudFormation: a stack is in one region, and whoever asks in another does not find it. */
export async function startCloudFormationServer(stacks: Stacks): Promise<CloudFormationServer> {
  const describe = (request: ServerRequest) => {
    const refusal = refused[callerOf(request)];
    if (refusal) return error(refusal.status, refusal.code, refusal.code);
    const region = /Credential=[^/]+\/\d+\/([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const form = new URLSearchParams(request.body.toString());
    if (form.get('Action') !== 'DescribeStacks') return error(400, 'InvalidAction', 'not known here');
    const name = form.get('StackName')!;
    const outputs = stacks[region]?.[name];
    if (!outputs) return error(400, 'ValidationError', `Stack with id ${name} does not exist`);
    const members = Object.entries(outputs).map(
      ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
    );
    const stack = `<member><StackName>${name}</StackName><StackStatus>CREATE_COMPLETE</StackStatus><Outputs>${members.join('')}</Outputs></member>`;
    return xml(
      200,
      `<DescribeStacksResponse><DescribeStacksResult><Stacks>${stack}</Stacks></DescribeStacksResult></DescribeStacksResponse>`,
    );
  };
  const server: CloudFormationServer = { url: '', faults: undefined, close: () => running.close() };
  const running = await startServer(
    async (request) => describe(request),
    ({ status, name }) => error(status, name, name),
    () => server.faults,
  );
  return Object.assign(server, { url: running.url });
}

const error = (status: number, code: string, message: string) =>
  xml(
    status,
    `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
  );

const xml = (status: number, body: string) => ({ status, headers: { 'content-type': 'text/xml' }, body });
