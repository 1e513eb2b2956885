import type { Candidate } from '../../core/choice/candidate.js';
import type { ChoiceDocument } from '../../core/choice/choice-document.js';
import { chooseSegmentation } from '../../core/choice/choose-segmentation.js';
import type { Resample } from '../../core/choice/race.js';
import { recover } from '../../core/choice/recover.js';
import { refitHalf } from '../../core/choice/refit-half.js';
import type { ClusterDocument } from '../../core/cluster/cluster-document.js';
import { type CustomerPart, customerParts } from '../../core/features/customer-parts.js';
import type { Matrix } from '../../core/matrix/matrix.js';
import { decodeMatrix, decodeNpy, encodeNpy } from '../../core/matrix/npy.js';
import type { Rules, Space } from '../../core/rules/rules.js';
import { runKey } from '../../core/runs/keys.js';
import type { Plan } from '../../core/runs/plan.js';
import { valuesOf } from '../../core/segments/profile-feature.js';
import { topShare } from '../../core/segments/profile-segments.js';
import { customerTable } from '../../io/customers/customer-table.js';
import { readJson } from '../../io/read-json.js';
import type { Step, StepIo } from '../../io/step-io.js';
import { useOfCandidates } from './use-of-candidates.js';

export interface ChooseInput {
  readonly dataset: string;
  readonly runId: string;
}

export interface ChooseOutput extends ChooseInput {
  /** All customers, in parts: each is given its segments by itself. */
  readonly parts: readonly (ChooseInput & CustomerPart)[];
  readonly summary: string;
}

/** Resamples the candidates that could win, and chooses one of them. */
export const choose: Step<ChooseInput, ChooseOutput> = async ({ dataset, runId }, io) => {
  const { rules } = await readJson<Plan>(io.store, runKey(runId, 'plan', 'plan.json'));
  const { customers, rows: sample, revenue } = await readRevenue(io, runId);
  const candidates = await readCandidates(io, runId, rules, revenue);
  const spaces = new Set(candidates.map(({ row }) => row.space));
  const points = await readSpaces(io, runId, [...spaces]);
  const labelsOf = (row: Candidate) => candidates.find((candidate) => candidate.row === row)!.labels;

  let resamples = 0;
  const resample: Resample = (row, index) => {
    io.progress(`resample ${++resamples}, ${row.space} ${row.model} k = ${row.k}`);
    const seed = `${rules.seed}/resample/${index}`;
    const found = refitHalf(points.get(row.space)!, { ...row, rules: rules.segmentation, seed });
    return recover(labelsOf(row), found);
  };
  const rows = candidates.map(({ row }) => row);
  const useOf = rows.length > 1 ? await useOfCandidates(io, runId, rules, sample) : undefined;
  const fewestShare = fewestInSegment(revenue.length) / revenue.length;
  const wanted = { ...rules.segmentation, fewestShare, insiders: rules.insiders };
  const choice = chooseSegmentation(rows, wanted, resample, useOf);
  const { winner, leaderboard } = choice;
  const document: ChoiceDocument = { ...choice, measuredOn: revenue.length };
  await io.store.write(runKey(runId, 'choose', 'choice.json'), JSON.stringify(document));
  const labels = labelsOf(rows[leaderboard.indexOf(winner)]!);
  await io.store.write(
    runKey(runId, 'choose', 'labels.npy'),
    encodeNpy({ data: labels, shape: [labels.length] }),
  );
  const summary = `${winner.model} in ${winner.space}, k = ${winner.k}: silhouette ${winner.silhouetteScaled.toFixed(3)}, stability ${winner.stability!.toFixed(3)}; ${resamples} resamples${sampleNote(document.measuredOn, customers)}`;
  const parts = customerParts(customers).map((part) => ({ dataset, runId, ...part }));
  return { dataset, runId, parts, summary };
};

/** Of so few customers nobody makes a group of their own, but in a shop that has hardly more. */
const fewestInSegment = (customers: number) => Math.min(20, customers / 8);

/** , measured on 10,000 of 1,000,000 customers */
const sampleNote = (measured: number, all: number) =>
  measured === all
    ? ''
    : `, measured on ${measured.toLocaleString('en')} of ${all.toLocaleString('en')} customers`;

interface LabelledCandidate {
  readonly row: Candidate;
  /** Int32Array (nCustomers) */
  readonly labels: Int32Array;
}

async function readCandidates(
  { store }: StepIo,
  runId: string,
  { segmentation }: Rules,
  revenue: Float64Array,
): Promise<LabelledCandidate[]> {
  const names = segmentation.spaces.flatMap((space) =>
    segmentation.models.map((model) => `${space}-${model}`),
  );
  const candidates = names.map(async (name) => {
    const { rows } = await readJson<ClusterDocument>(store, runKey(runId, 'cluster', `${name}.json`));
    const { data, shape } = decodeNpy(await store.read(runKey(runId, 'cluster', `${name}.npy`)));
    const nCustomers = shape[1]!;
    return rows.map((row, i) => {
      const labels = (data as Int32Array).subarray(i * nCustomers, (i + 1) * nCustomers);
      return { labels, row: { ...row, topShare: topShare(labels, revenue) } };
    });
  });
  return (await Promise.all(candidates)).flat();
}

async function readSpaces(
  { store }: StepIo,
  runId: string,
  spaces: readonly Space[],
): Promise<ReadonlyMap<Space, Matrix>> {
  const read = spaces.map(
    async (space) => [space, decodeMatrix(await store.read(runKey(runId, 'embed', `${space}.npy`)))] as const,
  );
  return new Map(await Promise.all(read));
}

/** What the customers that models were fitted to are worth. */
async function readRevenue({ store, withEngine }: StepIo, runId: string) {
  const rows = decodeNpy(await store.read(runKey(runId, 'embed', 'sample.npy'))).data as Int32Array;
  const path = await store.openFile(runKey(runId, 'featurize', 'customers.parquet'));
  const all = await withEngine((engine) => customerTable(engine, path).column('gross_revenue'));
  return { customers: all.length, rows, revenue: valuesOf(all, rows) };
}
