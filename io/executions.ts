import {
  DescribeExecutionCommand,
  paginateListExecutions,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Rules } from '../core/rules/rules.js';

/** What a person or the starter gives an execution. */
export interface ExecutionInput {
  readonly dataset: string;
  /** Keys of the uploads to read; absent: what is new. */
  readonly files?: readonly string[];
  /** Absent: those stored for the dataset, or the defaults. */
  readonly rules?: Rules;
}

/** Executions of one state machine. */
export interface Executions {
  /** Starts one. Of a name there is only ever one: starting it again does nothing, even when it has ended. */
  start(name: string, input: ExecutionInput): Promise<void>;
  /** What those that run now were given. One that began in the last seconds may be missing. */
  running(): Promise<ExecutionInput[]>;
}

export function openExecutions(client: SFNClient, stateMachineArn: string): Executions {
  return {
    async start(name, input) {
      const command = new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) });
      await client.send(command).catch((error) => {
        if (error.name !== 'ExecutionAlreadyExists') throw error;
      });
    },
    async running() {
      const inputs: ExecutionInput[] = [];
      const pages = paginateListExecutions({ client }, { stateMachineArn, statusFilter: 'RUNNING' });
      for await (const { executions = [] } of pages) {
        for (const { executionArn } of executions) {
          const { input } = await client.send(new DescribeExecutionCommand({ executionArn }));
          inputs.push(JSON.parse(input!));
        }
      }
      return inputs;
    },
  };
}
