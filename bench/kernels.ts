import { spawnSync } from 'node:child_process';
import { formatTable } from '../bin/terminal/format-table.js';
import { kernels } from './kernel-work.js';

const sizes = [1000, 5000, 20_000];
const rounds = 5;

interface Measured {
  readonly milliseconds: number;
  readonly megabytes: number;
  readonly result: string;
}

/**
 * Each kernel, and ml-kmeans beside ours, on made-up customers of six features, k = 2..11 with ten starts where it
 * has them, medians of five: CPU time, memory beyond what the process had, and by which power of the customers the time grows from
 * the middle size to the largest, beside what theory says.
 */
export function benchKernels(): void {
  const rows = Object.entries(kernels).map(([kernel, { growth }]) => {
    const measured = sizes.map((n) => measure(kernel, n));
    const [, middle, last] = measured as [Measured, Measured, Measured];
    const power = Math.log(last.milliseconds / middle.milliseconds) / Math.log(sizes[2]! / sizes[1]!);
    return {
      kernel,
      ...Object.fromEntries(
        sizes.flatMap((n, s) => [
          [`${n / 1000}k, ms`, Math.round(measured[s]!.milliseconds)],
          [`MB, ${n / 1000}k`, Math.round(measured[s]!.megabytes)],
        ]),
      ),
      growth: `n^${power.toFixed(1)}`,
      theory: growth,
      'result at 5k': middle.result,
    };
  });
  console.log(formatTable(rows));
}

function measure(kernel: string, n: number): Measured {
  const measured = Array.from({ length: rounds }, () => measureOnce(kernel, n));
  return measured.toSorted((a, b) => a.milliseconds - b.milliseconds)[rounds >> 1]!;
}

function measureOnce(kernel: string, n: number): Measured {
  const child = spawnSync(process.execPath, ['dist/bench-kernels-child.js', kernel, String(n)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.status !== 0) throw new Error(`${kernel} failed on ${n} customers`);
  return JSON.parse(child.stdout);
}
