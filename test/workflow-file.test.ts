import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Step {
  readonly uses?: string;
  readonly run?: string;
}
interface Job {
  readonly needs?: string | readonly string[];
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

const file = readFileSync('.github/workflows/deploy.yml', 'utf8');
const { jobs, permissions } = parse(file) as { jobs: Record<string, Job>; permissions: object };

test('every action is named by the hash of its commit', () => {
  const used = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? []));
  expect(used.length).toBeGreaterThan(6);
  expect(used.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/.test(action))).toEqual([]);
});

test('a job may only what it needs: no job writes to the repository', () => {
  expect(permissions).toEqual({ contents: 'read' });
  expect(
    Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, job.permissions ?? {}])),
  ).toEqual({
    test: {},
    provenance: { contents: 'read', 'id-token': 'write', attestations: 'write' },
    deploy: { contents: 'read', 'id-token': 'write' },
  });
});

test('nothing is deployed but what was tested and signed', () => {
  expect(jobs.deploy!.needs).toEqual(['test', 'provenance']);
  const names = jobs.deploy!.steps.map(({ run = '', uses = '' }) => `${uses} ${run}`);
  const compared = names.findIndex((step) => step.includes('needs.provenance.outputs.bundles'));
  const deployed = names.findIndex((step) => step.includes('cdk deploy'));
  expect(compared).toBeGreaterThan(0);
  expect(deployed).toBeGreaterThan(compared);
});
