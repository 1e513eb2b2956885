import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Schemas, Starter } from '../../api/call.js';
import { unknownDataset } from '../../api/visible-run.js';
import { UserError } from '../../core/errors/user-error.js';
import { runKey } from '../../core/runs/keys.js';
import type { Plan } from '../../core/runs/plan.js';
import type { ObjectStore } from '../../io/object-store.js';
import { readJson } from '../../io/read-json.js';
import { readManifest } from '../../io/read-manifest.js';
import type { Incoming } from './incoming.js';
import type { SignedLinks } from './signed-links.js';

type Execution = Schemas['Execution'];

export interface LocalStarterOptions {
  readonly store: ObjectStore;
  readonly incoming: Incoming;
  readonly links: SignedLinks;
  /** Folder of results. */
  readonly out: string;
  /** The file of the command line, which is started once more. */
  readonly program: string;
}

/** Executions that are remembered, of those that have ended. */
const mostRemembered = 1000;

/** Runs are made by the command line in a process of their own, by the rules of the dataset's newest run. */
export function openLocalStarter(options: LocalStarterOptions): Starter & { close(): void } {
  const executions = new Map<string, Execution>();
  const children = new Set<ChildProcess>();

  return {
    async start(dataset, key, uploads) {
      const name = nameOf(dataset, key);
      const before = executions.get(name);
      if (before) return before;
      if ([...executions.values()].some((one) => one.dataset === dataset && one.status === 'running')) {
        throw runInProgress(dataset);
      }
      const execution: Execution = {
        ...{ dataset, execution: name, status: 'running', startedAt: new Date().toISOString() },
        ...{ runId: null, problem: null },
      };
      // Known before the first wait, so that the same key that comes at the same time starts nothing.
      executions.set(name, execution);
      try {
        const files = await Promise.all(uploads.map((upload) => options.incoming.find(dataset, upload)));
        const rules = await rulesOf(options.store, dataset);
        if (files.length === 0 && !rules) throw unknownDataset(dataset);
        const end = (result: Partial<Execution>) => {
          executions.set(name, { ...execution, ...result });
          forgetOldest(executions);
        };
        void runChild(options, { dataset, files, rules }, children).then(end, (error) =>
          end({ status: 'failed', problem: (error as Error).message }),
        );
      } catch (error) {
        executions.delete(name);
        throw error;
      }
      return execution;
    },
    async find(dataset, execution) {
      const found = executions.get(execution);
      return found?.dataset === dataset ? found : undefined;
    },
    async linkUpload(dataset, { file, bytes, type }) {
      const upload = options.incoming.newName(file);
      return { upload, ...options.links.make({ method: 'PUT', key: `${dataset}/${upload}`, bytes, type }) };
    },
    close() {
      for (const child of children) child.kill('SIGTERM');
    },
  };
}

/** The same key of the same dataset is the same execution. */
const nameOf = (dataset: string, key: string) =>
  `${dataset}-${createHash('sha256').update(`${dataset}\n${key}`).digest('hex').slice(0, 24)}`;

async function rulesOf(store: ObjectStore, dataset: string): Promise<Plan['rules'] | undefined> {
  const newest = newestRun(await readManifest(store, dataset));
  if (newest === undefined) return undefined;
  return (await readJson<Plan>(store, runKey(newest, 'plan', 'plan.json'))).rules;
}

const newestRun = ({ runs }: Awaited<ReturnType<typeof readManifest>>): string | undefined =>
  [...runs].sort((a, b) => a.publication - b.publication).at(-1)?.runId;

interface Task {
  readonly dataset: string;
  readonly files: readonly string[];
  readonly rules: Plan['rules'] | undefined;
}

/** The end of what is said of a failure. */
const shownCharacters = 1000;

async function runChild(
  { program, out, store }: LocalStarterOptions,
  { dataset, files, rules }: Task,
  children: Set<ChildProcess>,
): Promise<Partial<Execution>> {
  const folder = await mkdtemp(join(tmpdir(), 'insiders-rules-'));
  try {
    const rulesFile = join(folder, 'rules.yaml');
    if (rules) await writeFile(rulesFile, JSON.stringify(rules));
    const words = [
      'run',
      ...files,
      '--dataset',
      dataset,
      '--out',
      out,
      ...(rules ? ['--rules', rulesFile] : []),
    ];
    const child = spawn(process.execPath, [program, ...words], { stdio: ['ignore', 'ignore', 'pipe'] });
    children.add(child);
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-shownCharacters);
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    children.delete(child);
    if (code !== 0) return { status: 'failed', problem: said.trim() || `it ended with ${code}` };
    return { status: 'succeeded', runId: newestRun(await readManifest(store, dataset)) ?? null };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function forgetOldest(executions: Map<string, Execution>): void {
  for (const [name, { status }] of executions) {
    if (executions.size <= mostRemembered) return;
    if (status !== 'running') executions.delete(name);
  }
}

const runInProgress = (dataset: string) =>
  new UserError('RunInProgress', `a run of '${dataset}' is going on`, {
    remedy: 'Start another when it has ended.',
  });
