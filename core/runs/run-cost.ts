/** USD in us-east-1 on 2026-11-01, from the services' price pages; other regions differ by up to a third. */
export const prices = {
  /** Lambda on arm64, per GB and second of the first price band. */
  lambdaGbSecond: 0.0000133334,
  lambdaCall: 0.0000002,
  /** Step Functions, standard workflows. */
  stateTransition: 0.000025,
  /** Aurora Serverless v2, per capacity unit (ACU) and hour. */
  databaseUnitHour: 0.12,
} as const;

/** Capacity units that Aurora is taken to use: a small load stays at the lowest that it can run at. */
const databaseUnits = 0.5;

/** What a Lambda's calls cost, in USD. @param seconds of all calls together */
export function lambdaCost(seconds: number, memoryMb: number, calls = 1): number {
  return seconds * (memoryMb / 1024) * prices.lambdaGbSecond + calls * prices.lambdaCall;
}

/** What an execution has used. */
export interface Usage {
  readonly lambdas: readonly {
    readonly seconds: number;
    readonly memoryMb: number;
    readonly calls: number;
  }[];
  readonly transitions: number;
  /** From the first statement until the database may pause again. */
  readonly databaseSeconds: number;
}

/** USD. */
export interface RunCost {
  readonly lambda: number;
  readonly stateMachine: number;
  readonly database: number;
  readonly total: number;
}

/** What an execution costs, without free tiers, storage and requests to S3. */
export function runCost({ lambdas, transitions, databaseSeconds }: Usage): RunCost {
  const lambda = lambdas.reduce((sum, use) => sum + lambdaCost(use.seconds, use.memoryMb, use.calls), 0);
  const stateMachine = transitions * prices.stateTransition;
  const database = (databaseSeconds / 3600) * databaseUnits * prices.databaseUnitHour;
  return { lambda, stateMachine, database, total: lambda + stateMachine + database };
}
