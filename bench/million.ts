import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { formatTable } from '../bin/terminal/format-table.js';

/** Embed to profile on more customers than models are fitted to, every default space and model. */
export function benchMillion(nCustomers: readonly number[]): void {
  mkdirSync('.cache/bench', { recursive: true });
  for (const customers of nCustomers) {
    // In a process of its own, so that its peak memory is its own.
    const child = spawnSync(process.execPath, ['dist/bench-million-child.js', String(customers)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (child.status !== 0) throw new Error(`the bench failed with exit code ${child.status}`);
    const { rows, summary } = JSON.parse(child.stdout);
    console.log(`${customers.toLocaleString('en')} customers, 10 features: ${summary}`);
    console.log(formatTable(rows));
  }
}
