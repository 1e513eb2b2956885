import {
  callerOf,
  type FaultHook,
  type RunningServer,
  type ServerAnswer,
  type ServerRequest,
  startServer,
} from './http-server.js';

/** The parts of Secrets Manager, ECS and Lambda that a deployment's tasks use. */
export interface DeploymentServices extends RunningServer {
  /** What is in Secrets Manager, by ARN. */
  readonly secrets: Map<string, string>;
  /** How many tasks each service of ECS shall have, by `cluster/service`. */
  readonly desiredCounts: Map<string, number>;
  /** Lambdas by name. */
  readonly functions: Map<string, (request: never) => Promise<unknown>>;
  /** `UpdateService`, `Invoke push`, in the order in which they came. */
  readonly calls: string[];
  /** Set it to make requests fail. */
  faults: FaultHook | undefined;
}

type Work = (body: Record<string, string>, request: ServerRequest) => Promise<ServerAnswer>;

/** All three on one port: a request says which is meant, by its target or its path. */
export async function startDeploymentServices(): Promise<DeploymentServices> {
  const services = {
    secrets: new Map<string, string>(),
    desiredCounts: new Map<string, number>(),
    functions: new Map<string, (request: never) => Promise<unknown>>(),
    calls: [] as string[],
    faults: undefined as FaultHook | undefined,
  };
  const targets: Record<string, Work> = {
    'secretsmanager.GetSecretValue': async ({ SecretId }) => {
      const SecretString = services.secrets.get(SecretId!);
      if (SecretString === undefined) return refusal(400, 'ResourceNotFoundException');
      return json({ ARN: SecretId, SecretString });
    },
    'AmazonEC2ContainerServiceV20141113.UpdateService': async ({ cluster, service, desiredCount }) => {
      const name = `${cluster}/${service}`;
      if (!services.desiredCounts.has(name)) return refusal(400, 'ServiceNotFoundException');
      services.desiredCounts.set(name, Number(desiredCount));
      return json({ service: { desiredCount } });
    },
  };
  const handle = async (request: ServerRequest) => {
    if (!callerOf(request)) return refusal(403, 'MissingAuthenticationToken');
    const body = JSON.parse(String(request.body));
    const [, name] = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(request.url.pathname) ?? [];
    const target = request.headers['x-amz-target'] ?? '';
    services.calls.push(name ? `Invoke ${name}` : target.split('.')[1]!);
    if (name) return invoke(services.functions.get(name), body);
    return targets[target]?.(body, request) ?? refusal(400, 'UnknownOperationException');
  };
  const running = await startServer(
    handle,
    ({ status, name }) => refusal(status, name),
    () => services.faults,
  );
  return Object.assign(services, running);
}

/** As Lambda does: an error of the function is an answer with 200 and a header. */
async function invoke(
  work: ((request: never) => Promise<unknown>) | undefined,
  body: unknown,
): Promise<ServerAnswer> {
  if (!work) return refusal(404, 'ResourceNotFoundException');
  try {
    return json(await work(body as never));
  } catch (error) {
    const { name, message } = error as Error;
    return {
      ...json({ errorType: name, errorMessage: message }),
      headers: { 'x-amz-function-error': 'Unhandled' },
    };
  }
}

const json = (value: unknown): ServerAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value ?? null),
});

const refusal = (status: number, name: string): ServerAnswer => ({
  status,
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': name },
  body: JSON.stringify({ __type: name, message: name }),
});
