import type { HistoryEvent } from './execution-history.js';
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
  readonly startedAt: number;
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED';
  output?: string;
  error?: string;
  cause?: string;
  stoppedAt?: number;
  readonly history: HistoryEvent[];
}

/** Does what a started execution is to do; without it, executions run until the test ends them. */
export type RunExecution = (execution: Execution) => Promise<void>;

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
/** Smaller than any that the service has, so that everything comes in pages. */
const pageSize = 2;

function pageOf<Item>(items: readonly Item[], token: string): { page: Item[]; nextToken?: string } {
  const end = Number(token) + pageSize;
  return { page: items.slice(end - pageSize, end), ...(end < items.length && { nextToken: `${end}` }) };
}

class StatesError extends Error implements ServiceError {
  readonly status = 400;
  override readonly name: string;
  constructor(name: string) {
    super(name);
    this.name = name;
  }
}

/** The parts of Step Functions that this project uses: a name starts one execution, ever. */
export async function startStepFunctionsServer(run?: RunExecution): Promise<StepFunctionsServer> {
  const executions: Execution[] = [];
  const unlisted = new Set<string>();

  const running = new Set<Promise<void>>();
  const find = (executionArn: string): Execution => {
    const execution = executions.find(({ arn }) => arn === executionArn);
    if (!execution) throw new StatesError('ExecutionDoesNotExist');
    return execution;
  };

  const operations: Record<string, (body: Record<string, string>) => object> = {
    StartExecution({ stateMachineArn, name, input }) {
      checkMachine(stateMachineArn!);
      if (!/^[A-Za-z0-9_-]{1,80}$/.test(name!)) throw new StatesError('InvalidName');
      const existing = executions.find((execution) => execution.name === name);
      if (existing && (existing.status !== 'RUNNING' || existing.input !== input))
        throw new StatesError('ExecutionAlreadyExists');
      const arn = `${machine.replace(':stateMachine:', ':execution:')}:${name}`;
      if (!existing) {
        const startedAt = Date.now() / 1000;
        const execution: Execution = {
          arn,
          name: name!,
          input: input!,
          startedAt,
          status: 'RUNNING',
          history: [],
        };
        executions.push(execution);
        if (run) running.add(run(execution));
      }
      return { executionArn: arn, startDate: (existing ?? executions.at(-1)!).startedAt };
    },
    ListExecutions({ stateMachineArn, statusFilter, nextToken = '0' }) {
      checkMachine(stateMachineArn!);
      const listed = executions.filter(
        ({ name, status }) => (!statusFilter || status === statusFilter) && !unlisted.has(name),
      );
      const { page, ...token } = pageOf(listed.toReversed(), nextToken);
      return { executions: page.map(({ arn }) => ({ executionArn: arn })), ...token };
    },
    DescribeExecution({ executionArn }) {
      const { arn, startedAt, stoppedAt, history: _, ...execution } = find(executionArn!);
      const dates = { startDate: startedAt, ...(stoppedAt !== undefined && { stopDate: stoppedAt }) };
      return { executionArn: arn, stateMachineArn: machine, ...dates, ...execution };
    },
    GetExecutionHistory({ executionArn, nextToken = '0' }) {
      const { page, ...token } = pageOf(find(executionArn!).history, nextToken);
      return { events: page, ...token };
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
    async close() {
      await Promise.all(running);
      await listening.close();
    },
  };
  const listening = await startServer(handle, errorAnswer, () => server.faults);
  return Object.assign(server, { url: listening.url });
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
