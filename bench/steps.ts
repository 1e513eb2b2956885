import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { formatTable } from '../bin/terminal/format-table.js';
import { withDuckdb } from '../io/duckdb-engine.js';

/** ingest + clean + featurize on the order file and on copies of it with shifted customers and invoices. */
export async function benchSteps(orderFile: string, factors: readonly number[]): Promise<void> {
  mkdirSync('.cache/bench', { recursive: true });
  const rows = [];
  for (const factor of factors) {
    const file = factor === 1 ? orderFile : await enlarge(orderFile, factor);
    rows.push(factor === 1 ? medianOf(5, () => measure(file, factor)) : measure(file, factor));
    if (factor !== 1) rmSync(file);
  }
  const [base] = rows;
  console.log(
    formatTable(
      rows.map((row) => ({
        ...row,
        'time per line, against 1x': (row.seconds / row.lines / (base!.seconds / base!.lines)).toFixed(2),
      })),
    ),
  );
}

/** The run in the middle by seconds: the short one is repeated, because a start weighs much in it. */
function medianOf(runs: number, run: () => ReturnType<typeof measure>) {
  const results = Array.from({ length: runs }, run).sort((a, b) => a.seconds - b.seconds);
  return results[runs >> 1]!;
}

/** Runs the three steps in a process of their own, so that its peak memory is theirs. */
function measure(file: string, factor: number) {
  const child = spawnSync(process.execPath, ['dist/bench-steps-child.js', file], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.status !== 0) throw new Error(`the steps failed on ${file}`);
  const { seconds, lines, peakMemoryMb } = JSON.parse(child.stdout);
  const { plan: _, ...measured } = seconds;
  const total = Object.values<number>(measured).reduce((sum, value) => sum + value, 0);
  return {
    file: `${factor}x`,
    MB: Math.round(statSync(file).size / 1e6),
    lines,
    ...measured,
    seconds: Number(total.toFixed(2)),
    'peak MB': peakMemoryMb,
  };
}

/** Writes the order file `factor` times over, each copy with customers and invoices of its own. */
export async function enlarge(orderFile: string, factor: number): Promise<string> {
  mkdirSync('.cache/bench', { recursive: true });
  const target = `.cache/bench/orders-${factor}x.csv`;
  await withDuckdb(async (engine) => {
    await engine.run(`
      copy (
        select
          concat(left(InvoiceNo, 1), copy_no, substr(InvoiceNo, 2)) as InvoiceNo, StockCode, Description, Quantity,
          InvoiceDate, UnitPrice, CustomerID + copy_no * 100000 as CustomerID, Country
        from read_csv('${orderFile}', header = true, encoding = 'latin-1', types = {'InvoiceNo': 'varchar', 'StockCode': 'varchar', 'InvoiceDate': 'varchar', 'UnitPrice': 'varchar', 'CustomerID': 'bigint'})
        cross join range(${factor}) copies(copy_no)
      ) to '${target}' (format csv, header true)`);
  });
  return target;
}
