import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type DuckDBConnection,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBInstance,
  DuckDBTimestampValue,
  type DuckDBValue,
} from '@duckdb/node-api';
import { defaultMemoryLimitMb, type Engine } from './engine.js';

export interface DuckdbOptions {
  /** DuckDB's own limit; above it, work spills to the temp folder. */
  readonly memoryLimitMb?: number;
  readonly threads?: number;
  /** Where the spill folder is made; removed at the end. */
  readonly tempRoot?: string;
  /** Aborting interrupts the query that runs, which then fails, as does every later one. */
  readonly signal?: AbortSignal;
}

/** Opens an in-memory DuckDB for the length of `work`. */
export async function withDuckdb<T>(
  work: (engine: Engine) => Promise<T>,
  {
    memoryLimitMb = defaultMemoryLimitMb,
    threads = availableParallelism(),
    tempRoot = tmpdir(),
    signal,
  }: DuckdbOptions = {},
): Promise<T> {
  const tempFolder = await mkdtemp(join(tempRoot, 'insiders-duckdb-'));
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(threads),
    memory_limit: `${memoryLimitMb}MB`,
    temp_directory: tempFolder,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  const interrupt = () => connection.interrupt();
  signal?.addEventListener('abort', interrupt);
  try {
    return await work(duckdbEngine(connection, signal));
  } finally {
    signal?.removeEventListener('abort', interrupt);
    connection.closeSync();
    instance.closeSync();
    await rm(tempFolder, { recursive: true, force: true });
  }
}

function duckdbEngine(connection: DuckDBConnection, signal: AbortSignal | undefined): Engine {
  return {
    async run(script) {
      signal?.throwIfAborted();
      await connection.run(script);
    },
    async query<Row extends object>(sql: string, values: readonly unknown[] = []) {
      signal?.throwIfAborted();
      const reader = await connection.runAndReadAll(sql, [...values] as DuckDBValue[]);
      return reader.convertRowObjects((value) => plainValue(value)) as Row[];
    },
    async columns(sql, values = []) {
      signal?.throwIfAborted();
      const reader = await connection.runAndReadAll(sql, [...values] as DuckDBValue[]);
      const columns: Record<string, Float64Array> = {};
      for (const [name, values] of Object.entries(reader.getColumnsObject())) {
        columns[name] = Float64Array.from(values, (value) => {
          const plain = plainValue(value);
          return plain === null ? Number.NaN : Number(plain);
        });
      }
      return columns;
    },
  };
}

/** Numbers for every numeric type, ISO text for dates and times. */
function plainValue(value: DuckDBValue): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBDateValue) return value.toString();
  return value;
}
