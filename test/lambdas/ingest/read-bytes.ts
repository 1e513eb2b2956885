import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Recognised } from '../../../core/reading/recognised.js';
import { defaultRules, type ReadingRules } from '../../../core/rules/rules.js';
import { withDuckdb } from '../../../io/duckdb-engine.js';
import { parquetTable } from '../../../io/parquet.js';
import { readOrders } from '../../../io/reading/read-orders.js';

export interface Line {
  line_no: number;
  invoice_id: string;
  stock_code: string | null;
  description: string | null;
  quantity: number;
  ordered_at: string;
  unit_price: number;
  amount: number;
  customer_id: string | null;
  country: string | null;
}

export interface ReadBytes {
  recognised: Recognised;
  lines: Line[];
  /** rejects.csv without its header line. */
  rejects: string;
}

/** Reads the content of a file as ingest does, with the real engine. */
export async function readBytes(
  content: Uint8Array | string,
  rules: Partial<ReadingRules> = {},
  file = 'orders.csv',
): Promise<ReadBytes> {
  const folder = await mkdtemp(join(tmpdir(), 'insiders-test-'));
  try {
    const path = join(folder, file);
    await writeFile(path, content);
    return await readPath(path, rules, file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export function readPath(path: string, rules: Partial<ReadingRules>, file: string): Promise<ReadBytes> {
  const complete = { ...defaultRules.reading, ...rules };
  return withDuckdb(async (engine) => {
    const { recognised, linesPath, rejectsPath } = await readOrders(path, {
      file,
      uploadId: 'u1',
      rules: complete,
      engine,
      lastYear: 2027,
    });
    const lines = await engine.query<Line>(
      `select * replace (cast(ordered_at as varchar) as ordered_at) from ${parquetTable(linesPath)} order by line_no`,
    );
    const rejects = await readFile(rejectsPath, 'utf8');
    return { recognised, lines, rejects: rejects.slice(rejects.indexOf('\n') + 1) };
  });
}
