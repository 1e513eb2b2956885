/** What a step's Lambda gets and may touch. */
export interface StepResources {
  /** 1,769 MB are one processor. */
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** Size of /tmp, where downloads lie and the engine spills. */
  readonly tempMb: number;
  /** Objects that it reads and writes, `*` for anything. */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  /** What it calls of the Data API; of nothing it gets no database. */
  readonly database: readonly DataApiOperation[];
}

type DataApiOperation = 'BeginTransaction' | 'ExecuteStatement' | 'CommitTransaction' | 'RollbackTransaction';

const small = { memoryMb: 512, timeoutSeconds: 300, tempMb: 512, database: [] as const };
/**
 * New accounts have no more for a Lambda. Ten times the order file takes a third of it, and DuckDB spills beyond what it
 * gets: docs/benchmarks.md, "The cloud path".
 */
export const largeMemoryMb = 3008;
const large = { memoryMb: largeMemoryMb, timeoutSeconds: 900, tempMb: 10_240, database: [] as const };
const transaction = [
  'BeginTransaction',
  'ExecuteStatement',
  'CommitTransaction',
  'RollbackTransaction',
] as const;
const manifest = 'lake/*/manifest.json';
const setAside = 'lake/*/set-aside/*';
const plan = 'runs/*/plan/*';
const clean = 'runs/*/clean/*';
const featurize = 'runs/*/featurize/*';
const embed = 'runs/*/embed/*';
const cluster = 'runs/*/cluster/*';
const choose = 'runs/*/choose/*';
const assign = 'runs/*/assign/*';
const profile = 'runs/*/profile/*';
const study = 'runs/*/study/*';
const answer = 'runs/*/answer/*';
const load = 'runs/*/load/*';
const publish = 'runs/*/publish/*';

/** One row for each state that does work. */
export const stepResources: Readonly<Record<string, StepResources>> = {
  plan: { ...small, reads: ['uploads/*', 'rules/*', manifest], writes: [plan] },
  ingest: { ...large, reads: ['uploads/*', 'lake/*', plan], writes: ['lake/*'] },
  clean: { ...large, reads: ['lake/*', plan], writes: [clean] },
  featurize: { ...large, reads: [plan, clean], writes: [featurize] },
  embed: { ...large, reads: [plan, featurize], writes: [embed] },
  cluster: { ...large, reads: [plan, embed], writes: [cluster] },
  choose: { ...large, reads: [plan, clean, featurize, embed, cluster], writes: [choose] },
  assign: { ...large, reads: [featurize, embed, cluster, choose], writes: [assign] },
  profile: {
    ...large,
    reads: [plan, clean, featurize, embed, cluster, choose, assign, profile],
    writes: [profile],
  },
  study: {
    ...large,
    reads: ['lake/*', plan, clean, featurize, profile],
    writes: [study],
  },
  answer: { ...small, reads: [plan, clean, profile, study], writes: [answer] },
  load: {
    ...large,
    database: transaction,
    reads: ['lake/*', plan, clean, featurize, embed, profile, study, answer],
    writes: [load],
  },
  publish: {
    ...large,
    database: transaction,
    reads: ['lake/*', plan, clean, profile, study, load],
    writes: [publish, manifest],
  },
  tell: {
    ...small,
    // Ten events a call, tens of thousands where a large shop moves.
    timeoutSeconds: 900,
    database: transaction,
    reads: [plan, publish],
    writes: [],
  },
  failed: {
    ...small,
    database: ['ExecuteStatement'],
    reads: [plan, manifest],
    writes: [manifest, setAside],
  },
};

/** A step's row, with the memory that a deployment gives to steps that work on many rows. */
export function resourcesOf(step: string, stepMemoryMb: number): StepResources | undefined {
  const resources = stepResources[step];
  return resources?.memoryMb === largeMemoryMb ? { ...resources, memoryMb: stepMemoryMb } : resources;
}
