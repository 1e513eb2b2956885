import { copyFile, link, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { openLocalIo } from '../io/local-io.js';
import { clean } from '../lambdas/clean/clean.js';
import { featurize } from '../lambdas/featurize/featurize.js';
import { ingest } from '../lambdas/ingest/ingest.js';
import { plan } from '../lambdas/plan/plan.js';

/** Runs plan, ingest, clean and featurize on one file and prints their seconds and the peak memory as JSON. */
const file = process.argv[2]!;
const home = await mkdtemp('.cache/bench/home-');
try {
  const io = openLocalIo(home);
  const seconds: Record<string, number> = {};
  const timed = async <T>(name: string, work: Promise<T>): Promise<T> => {
    const start = performance.now();
    const result = await work;
    seconds[name] = Math.round(performance.now() - start) / 1000;
    return result;
  };
  const key = `uploads/bench/${basename(file)}`;
  const path = join(home, 'store', key);
  await mkdir(join(path, '..'), { recursive: true });
  await link(file, path).catch(() => copyFile(file, path));
  const planned = await timed(
    'plan',
    plan({ dataset: 'bench', files: [key], startedAt: '2026-01-01T00:00:00Z' }, io),
  );
  const run = { dataset: 'bench', runId: planned.runId };
  const { read } = await timed('ingest', ingest({ ...run, ...planned.files[0]! }, io));
  await timed('clean', clean(run, io));
  await timed('featurize', featurize(run, io));
  const peakMemoryMb = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(JSON.stringify({ seconds, lines: read, peakMemoryMb }));
} finally {
  await rm(home, { recursive: true, force: true });
}
