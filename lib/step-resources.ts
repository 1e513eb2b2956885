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
  readonly database: boolean;
}

const small = { memoryMb: 512, timeoutSeconds: 300, tempMb: 512, database: false };
const large = { memoryMb: 3538, timeoutSeconds: 900, tempMb: 10_240, database: false };
const plan = 'runs/*/plan/*';

/** One row for each state that does work. */
export const stepResources: Readonly<Record<string, StepResources>> = {
  plan: { ...small, reads: ['uploads/*', 'rules/*', 'lake/*/manifest.json'], writes: [plan] },
  ingest: { ...large, reads: ['uploads/*', 'lake/*', plan], writes: ['lake/*'] },
  clean: { ...large, reads: ['lake/*', plan], writes: ['lake/*/manifest.json', 'runs/*/clean/*'] },
  featurize: { ...large, reads: [plan, 'runs/*/clean/*'], writes: ['runs/*/featurize/*'] },
  embed: { ...large, reads: [plan, 'runs/*/featurize/*'], writes: ['runs/*/embed/*'] },
  cluster: { ...large, reads: [plan, 'runs/*/embed/*'], writes: ['runs/*/cluster/*'] },
  profile: { ...large, reads: ['runs/*'], writes: ['runs/*/profile/*'] },
  load: { ...large, database: true, reads: ['lake/*', 'runs/*'], writes: ['runs/*/load/*'] },
  publish: { ...large, database: true, reads: ['lake/*', 'runs/*'], writes: ['runs/*/publish/*'] },
  failed: { ...small, database: true, reads: [], writes: [] },
};
