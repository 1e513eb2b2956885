import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { formatTable } from '../bin/terminal/format-table.js';
import { createRandom } from '../core/random/random.js';
import { sampleShop } from '../core/sample/sample-shop.js';
import type { Database } from '../io/database.js';
import { openLocalIo } from '../io/local-io.js';
import { stepResources } from '../lib/step-resources.js';
import { type DeployedWorkflow, deployWorkflow } from '../test/lib/deployed-workflow.js';
import { type ColdCall, startLambdaProcesses } from '../test/lib/lambda-processes.js';
import { identities, printTables } from '../test/lib/stored-rows.js';
import { storedObject } from '../test/servers/s3-objects.js';
import { runLocally } from '../workflow/run-local.js';
import { enlarge } from './steps.js';

/**
 * The deployed workflow on stand-ins for S3 and the database: sizes of the bundles, cold starts, and each step's time,
 * memory and calls on the order file; then whether PostgreSQL holds what a run on one machine puts there.
 */
export async function benchCloud(orderFile: string): Promise<void> {
  const small = [...sampleShop({ random: createRandom(1), customers: 300 })].join('');
  const cold = await execute('shop.csv', Buffer.from(small));
  cold.workflow.s3.objects.set('uploads/broken/orders.csv', storedObject(Buffer.from('colour\nred\n')));
  await cold.workflow.execute('broken', { dataset: 'broken' }).catch(() => {});
  console.log('\nbundles, and cold starts on a small shop: every call in a new process');
  console.log(formatTable(coldStarts(cold)));
  await cold.workflow.stop();

  console.log('\nthe order file');
  const full = await execute(basename(orderFile), readFileSync(orderFile));
  console.log(formatTable(stepCosts(full)));
  await compare(full.workflow, orderFile);
  await full.workflow.stop();
}

/** The same on ten times the order file, for the sizes in lib/step-resources.ts. */
export async function benchCloudScale(orderFile: string): Promise<void> {
  const file = await enlarge(orderFile, 10);
  const content = readFileSync(file);
  rmSync(file);
  const scaled = await execute('orders-10x.csv', content);
  console.log(formatTable(stepCosts(scaled)));
  await scaled.workflow.stop();
}

interface Executed {
  readonly workflow: DeployedWorkflow;
  readonly calls: readonly ColdCall[];
}

async function execute(name: string, content: Buffer): Promise<Executed> {
  const calls: ColdCall[] = [];
  const workflow = await deployWorkflow('.cache/bench-lambdas', {
    start: (bundle, environment) => startLambdaProcesses(bundle, environment, (call) => calls.push(call)),
  });
  workflow.s3.objects.set(`uploads/shop/${name}`, storedObject(content));
  await workflow.execute('bench', { dataset: 'shop' });
  return { workflow, calls };
}

function coldStarts({ calls }: Executed) {
  const bundles: Record<string, { bytes: number; usesEngine: boolean }> = JSON.parse(
    readFileSync('.cache/bench-lambdas/bundles.json', 'utf8'),
  );
  return Object.entries(bundles).map(([step, { bytes, usesEngine }]) => {
    // Those that are no steps of the workflow are only loaded.
    const ofStep = calls.filter((call) => call.step === step).sort((a, b) => a.cpuMs - b.cpuMs);
    const [best = loadOnly(`.cache/bench-lambdas/${step}/index.cjs`)] = ofStep;
    return {
      step,
      kB: Math.round(bytes / 1000),
      DuckDB: usesEngine ? 'yes' : '',
      'import ms': Math.round(best.importMs),
      'first call ms': best.callMs && Math.round(best.callMs),
      'together ms': Math.round(best.importMs + best.callMs),
      'processor ms': Math.round(best.cpuMs),
    };
  });
}

function loadOnly(bundle: string): Pick<ColdCall, 'importMs' | 'callMs' | 'cpuMs'> {
  const script = `const start = performance.now(); const cpu = process.cpuUsage(); require(process.argv[1]);
    const { user, system } = process.cpuUsage(cpu);
    console.log(JSON.stringify({ importMs: performance.now() - start, callMs: 0, cpuMs: (user + system) / 1000 }));
    process.exit();`;
  return JSON.parse(
    execFileSync(process.execPath, ['-e', script, join(process.cwd(), bundle)], { encoding: 'utf8' }),
  );
}

function stepCosts({ workflow, calls }: Executed) {
  const steps = [...new Set(calls.map(({ step }) => step))];
  return steps.map((step) => {
    const ofStep = calls.filter((call) => call.step === step);
    const most = (pick: (call: ColdCall) => number) => Math.max(...ofStep.map(pick));
    return {
      step,
      calls: ofStep.length,
      seconds: (most(({ importMs, callMs }) => importMs + callMs) / 1000).toFixed(2),
      'processor s': (most(({ cpuMs }) => cpuMs) / 1000).toFixed(2),
      'peak MB': Math.round(most(({ peakMemoryMb }) => peakMemoryMb)),
      'of MB': stepResources[step]!.memoryMb,
      'calls of S3': workflow.s3.requests.filter(({ caller }) => caller === step).length,
      'of the Data API': workflow.dataApi.requests.filter(({ caller }) => caller === step).length,
    };
  });
}

async function compare({ database }: DeployedWorkflow, orderFile: string): Promise<void> {
  const home = mkdtempSync('.cache/bench-local-');
  const io = openLocalIo(home);
  try {
    const key = `uploads/shop/${basename(orderFile)}`;
    await io.store.write(key, readFileSync(orderFile));
    await runLocally({ home, io, input: { dataset: 'shop' } });
    const printed = async (stored: Database) => printTables(stored, await identities(stored));
    const [local, cloud] = [await printed(await io.database()), await printed(database)];
    const differing = local.filter((print, i) => JSON.stringify(print) !== JSON.stringify(cloud[i]));
    const rows = local.reduce((sum, print) => sum + print.rows, 0);
    console.log(
      differing.length === 0
        ? `\nall ${rows.toLocaleString('en')} rows of ${local.length} tables are those of the run on one machine`
        : `\nDIFFERENT from the run on one machine: ${differing.map(({ table }) => table).join(', ')}`,
    );
  } finally {
    await io.close();
    rmSync(home, { recursive: true });
  }
}
