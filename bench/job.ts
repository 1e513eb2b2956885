import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { formatTable } from '../bin/terminal/format-table.js';

const runs = 5;

/** The whole job as a user starts it, in a new folder each time; the median of five, and the steps of that run. */
export async function benchJob(orderFile: string): Promise<void> {
  const results = Array.from({ length: runs }, () => runOnce(orderFile));
  results.sort((a, b) => a.wallSeconds - b.wallSeconds);
  const median = results[runs >> 1]!;
  console.log(formatTable(median.steps));
  console.log(
    `whole job, median of ${runs}: ${median.wallSeconds.toFixed(2)} s (${results[0]!.wallSeconds.toFixed(2)} to ` +
      `${results.at(-1)!.wallSeconds.toFixed(2)}), peak ${median.peakMemoryMb} MB`,
  );
}

function runOnce(orderFile: string) {
  const out = mkdtempSync(join('.cache', 'bench-job-'));
  const start = performance.now();
  const child = spawnSync(process.execPath, ['dist/insiders.js', 'run', orderFile, '--out', out], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (child.status !== 0) throw new Error(`the job failed with exit code ${child.status}`);
  const wallSeconds = (performance.now() - start) / 1000;
  const { steps, peakMemoryMb } = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
  rmSync(out, { recursive: true });
  return { wallSeconds, steps, peakMemoryMb };
}
