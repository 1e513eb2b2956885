import { tmpdir } from 'node:os';
import { S3Client } from '@aws-sdk/client-s3';
import type { Database } from './database.js';
import type { DuckdbOptions } from './duckdb-engine.js';
import type { Engine } from './engine.js';
import { openS3Store } from './s3-store.js';
import type { StepIo } from './step-io.js';

/** What a step needs besides the bucket. What is not given is not in its bundle, and asking for it is an error. */
export interface Needs {
  readonly withEngine?: <T>(work: (engine: Engine) => Promise<T>, options: DuckdbOptions) => Promise<T>;
  readonly openDatabase?: () => Database;
}

export interface LambdaIo extends StepIo {
  close(): Promise<void>;
}

/** DuckDB's share of a Lambda's memory; the rest is for Node and for what DuckDB does not count. */
const engineShare = 0.6;

/** A step's world on AWS, from the environment: the bucket is `BUCKET`. */
export function openLambdaIo(needs: Needs, progress: StepIo['progress']): LambdaIo {
  const client = new S3Client({ requestHandler: { connectionTimeout: 5_000, socketTimeout: 60_000 } });
  const store = openS3Store(client, variable('BUCKET'));
  let opened: Database | undefined;
  return {
    store,
    progress,
    withEngine(work) {
      if (!needs.withEngine) throw new Error('this step was not given the engine');
      const memoryMb = Number(variable('AWS_LAMBDA_FUNCTION_MEMORY_SIZE'));
      return needs.withEngine(work, {
        memoryLimitMb: Math.floor(engineShare * memoryMb),
        tempRoot: tmpdir(),
      });
    },
    async database() {
      if (!needs.openDatabase) throw new Error('this step was not given the database');
      opened ??= needs.openDatabase();
      return opened;
    },
    async close() {
      await opened?.close();
      await store.close();
      client.destroy();
    },
  };
}

export function variable(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`the environment variable ${name} is not set`);
  return value;
}
