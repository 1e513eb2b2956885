import {
  callerOf,
  type FaultHook,
  type ServerAnswer,
  type ServerRequest,
  type ServiceError,
  startServer,
} from './http-server.js';

export interface Execution {
  readonly arn: string;
  readonly name: string;
  readonly input: string;
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED';
}

export interface StepFunctionsServer {
  readonly url: string;
  readonly stateMachineArn: string;
  /** In the order in which they were started; set a `status` to end one. */
  readonly executions: Execution[];
  /** Executions that lists do not show yet: they are consistent only in the end. */
  readonly unlisted: Set<string>;
  faults: FaultHook | undefined;
  close(): Promise<void>;
}

const machine = 'arn:aws:states:eu-central-1:123456789012:stateMachine:segmentation';
const pageSize = 2;

class StatesError extends Error implements ServiceError {
  readonly status = 400;
  override readonly name: string;
  constructor(name: string) {
    super(name);
    this.name = name;
  }
}

/** The parts of Step Functions that this project uses: a name starts one execution, ever. */
export async function startStepFunctionsServer(): Promise<StepFunctionsServer> {
  const executions: Execution[] = [];
  const unlisted = new Set<string>();

  const operations: Record<string, (body: Record<string, string>) => object> = {
    StartExecution({ stateMachineArn, name, input }) {
      checkMachine(stateMachineArn!);
      if (!/^[A-Za-z0-9_-]{1,80}$/.test(name!)) throw new StatesError('InvalidName');
      const existing = executions.find((execution) => execution.name === name);
      if (existing && (existing.status !== 'RUNNING' || existing.input !== input))
        throw new StatesError('ExecutionAlreadyExists');
      const arn = `${machine.replace(':stateMachine:', ':execution:')}:${name}`;
      if (!existing) executions.push({ arn, name: name!, input: input!, status: 'RUNNING' });
      return { executionArn: arn, startDate: 0 };
    },
    ListExecutions({ stateMachineArn, statusFilter, nextToken = '0' }) {
      checkMachine(stateMachineArn!);
      const listed = executions.filter(({ name, status }) => status === statusFilter && !unlisted.has(name));
      const end = Number(nextToken) + pageSize;
      return {
        executions: listed.slice(end - pageSize, end).map(({ arn }) => ({ executionArn: arn })),
        ...(end < listed.length && { nextToken: `${end}` }),
      };
    },
    DescribeExecution({ executionArn }) {
      const execution = executions.find(({ arn }) => arn === executionArn);
      if (!execution) throw new StatesError('ExecutionDoesNotExist');
      const { arn, name, input, status } = execution;
      return { executionArn: arn, stateMachineArn: machine, name, input, status };
    },
  };

  const handle = async (request: ServerRequest): Promise<ServerAnswer> => {
    try {
      const operation = operations[request.headers['x-amz-target']!.replace('AWSStepFunctions.', '')];
      if (!operation || !callerOf(request)) throw new StatesError('UnknownOperationException');
      return json(200, operation(JSON.parse(request.body.toString())));
    } catch (error) {
      if (error instanceof StatesError) return errorAnswer(error);
      throw error;
    }
  };

  const server: StepFunctionsServer = {
    url: '',
    stateMachineArn: machine,
    executions,
    unlisted,
    faults: undefined,
    close: () => running.close(),
  };
  const running = await startServer(handle, errorAnswer, () => server.faults);
  return Object.assign(server, { url: running.url });
}

function checkMachine(arn: string): void {
  if (arn !== machine) throw new StatesError('StateMachineDoesNotExist');
}

const errorAnswer = ({ status, name }: ServiceError) => json(status, { __type: name, message: name });

const json = (status: number, body: object): ServerAnswer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify(body),
});
