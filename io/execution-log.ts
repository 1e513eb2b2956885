import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  type HistoryEvent,
  paginateGetExecutionHistory,
  paginateListExecutions,
  type SFNClient,
} from '@aws-sdk/client-sfn';

/** What one execution was given and how it stands. */
export interface Execution {
  readonly arn: string;
  readonly name: string;
  /** Empty where the input names none. */
  readonly dataset: string;
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED' | 'PENDING_REDRIVE';
  readonly startedAt: Date;
  readonly stoppedAt: Date | null;
  /** Of the run that it made visible; null before. */
  readonly runId: string | null;
  /** Why it failed; empty otherwise. */
  readonly error: string;
  readonly cause: string;
}

/** The executions of one state machine, for looking at them. Step Functions keeps them for 90 days. */
export interface ExecutionLog {
  /** Newest first, one call for each. */
  newest(): AsyncIterable<Execution>;
  /** Null where there is none of that ARN. */
  read(arn: string): Promise<Execution | null>;
  /** Everything that happened in it, in order. */
  history(arn: string): Promise<HistoryEvent[]>;
}

export function openExecutionLog(client: SFNClient, stateMachineArn: string): ExecutionLog {
  const describe = async (executionArn: string) =>
    executionOf(await client.send(new DescribeExecutionCommand({ executionArn })));
  return {
    async *newest() {
      for await (const { executions = [] } of paginateListExecutions({ client }, { stateMachineArn })) {
        for (const { executionArn } of executions) yield describe(executionArn!);
      }
    },
    async read(arn) {
      return describe(arn).catch((error) => {
        if (error.name === 'ExecutionDoesNotExist' || error.name === 'InvalidArn') return null;
        throw error;
      });
    },
    async history(executionArn) {
      const events: HistoryEvent[] = [];
      for await (const page of paginateGetExecutionHistory({ client }, { executionArn })) {
        events.push(...(page.events ?? []));
      }
      return events;
    },
  };
}

function executionOf({
  executionArn,
  name,
  status,
  input,
  output,
  startDate,
  stopDate,
  error = '',
  cause = '',
}: DescribeExecutionCommandOutput): Execution {
  return {
    arn: executionArn!,
    name: name!,
    dataset: parsed(input).dataset ?? '',
    status: status!,
    startedAt: startDate!,
    stoppedAt: stopDate ?? null,
    runId: parsed(output).runId ?? null,
    error,
    cause,
  };
}

/** Anybody may start an execution with any JSON. */
function parsed(text: string | undefined): { dataset?: string; runId?: string } {
  const value = text === undefined ? null : JSON.parse(text);
  return typeof value === 'object' && value !== null ? value : {};
}
