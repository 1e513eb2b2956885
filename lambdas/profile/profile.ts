import type { ChoiceDocument } from '../../core/choice/choice-document.js';
import type { JudgedRow } from '../../core/choice/choose-segmentation.js';
import { quotedCell } from '../../core/csv/csv-line.js';
import { fitPca } from '../../core/embed/fit-pca.js';
import { project } from '../../core/embed/project.js';
import { numericFeatures } from '../../core/features.js';
import { runKey } from '../../core/keys.js';
import type { Matrix } from '../../core/matrix.js';
import { sampleSilhouettes } from '../../core/metrics/sample-silhouettes.js';
import { decodeMatrix, decodeNpy } from '../../core/npy.js';
import type { Plan } from '../../core/plan.js';
import type { Chosen, ElectedInsiders, NamedSegment, Profile } from '../../core/profile.js';
import type { Rules } from '../../core/rules.js';
import { describeSegment, marksOf, percent } from '../../core/segments/describe-segment.js';
import { type Election, electInsiders } from '../../core/segments/elect-insiders.js';
import { nameSegments } from '../../core/segments/name-segments.js';
import {
  type FeatureColumns,
  profileSegments,
  type SegmentProfile,
} from '../../core/segments/profile-segments.js';
import { parquetTable } from '../../io/parquet.js';
import { readJson } from '../../io/read-json.js';
import type { Step, StepIo } from '../../io/step-io.js';
import { writeModel } from './write-model.js';

export interface ProfileInput {
  readonly dataset: string;
  readonly runId: string;
}

export interface ProfileOutput extends ProfileInput {
  readonly summary: string;
}

/** Describes and names the segments of the segmentation that was chosen, and elects the Insiders. */
export const profile: Step<ProfileInput, ProfileOutput> = async ({ dataset, runId }, io) => {
  const { rules } = await readJson<Plan>(io.store, runKey(runId, 'plan', 'plan.json'));
  const { ids, columns } = await readCustomers(io, runId);
  const choice = await readJson<ChoiceDocument>(io.store, runKey(runId, 'choose', 'choice.json'));
  const labels = decodeNpy(await io.store.read(runKey(runId, 'choose', 'labels.npy'))).data as Int32Array;
  const scaled = decodeMatrix(await io.store.read(runKey(runId, 'embed', 'scaled.npy')));
  const space = decodeMatrix(await io.store.read(runKey(runId, 'embed', `${choice.winner.space}.npy`)));
  const samples = sampleSilhouettes(space, labels);

  const { segments, segmentIds, labelOf } = profileSegments(labels, samples, columns);
  const stabilities = segments.map((_, i) => choice.overlaps[labelOf[i]!]!);
  const election = electInsiders(segments, stabilities, rules);
  const named = describeAll(segments, stabilities, election, rules);
  const insiders = describeInsiders(named, election);
  const document: Profile<LeaderboardEntry> = {
    chosen: chosenOf(choice.winner),
    customers: ids.length,
    leaderboard: choice.leaderboard.map(leaderboardEntry),
    segments: named,
    insiders,
  };
  await io.store.write(runKey(runId, 'profile', 'profile.json'), JSON.stringify(document, null, 2));
  await io.store.write(
    runKey(runId, 'profile', 'members.csv'),
    membersCsv(ids, segmentIds, samples, mapOf(scaled), election),
  );
  await writeModel(
    io,
    { dataset, runId },
    {
      row: choice.winner,
      points: space,
      labels,
      segments: named.map(({ segmentId, name, isInsiders }, i) => ({
        segmentId,
        label: labelOf[i]!,
        name,
        isInsiders,
      })),
    },
  );
  const summary = `${segments.length} segments; ${insiders.customers} Insiders bring ${percent(insiders.revenueShare)} of the revenue`;
  return { dataset, runId, summary };
};

async function readCustomers(io: StepIo, runId: string): Promise<{ ids: string[]; columns: FeatureColumns }> {
  const path = await io.store.openFile(runKey(runId, 'featurize', 'customers.parquet'));
  return io.withEngine(async (engine) => {
    const rows = await engine.query<{ customer_id: string }>(`select customer_id from ${parquetTable(path)}`);
    const names = numericFeatures.map(({ name }) => name).join(', ');
    const columns = await engine.columns(`select ${names} from ${parquetTable(path)}`);
    return { ids: rows.map((row) => row.customer_id), columns };
  });
}

function describeAll(
  segments: readonly SegmentProfile[],
  stabilities: readonly number[],
  { segmentId: insidersId }: Election,
  { features }: Rules,
): NamedSegment[] {
  const names = nameSegments(segments, insidersId);
  return segments.map((segment, i) => {
    const marks = marksOf(segment, features.use);
    return {
      ...segment,
      name: names[i]!,
      description: describeSegment(segment, marks),
      marks,
      stability: stabilities[i]!,
      isInsiders: segment.segmentId === insidersId,
    };
  });
}

function describeInsiders(segments: readonly NamedSegment[], { reason }: Election): ElectedInsiders {
  const { segmentId, name, customers, customerShare, revenue, revenueShare } = segments.find(
    ({ isInsiders }) => isInsiders,
  )!;
  return { segmentId, name, customers, customerShare, revenue, revenueShare, reason };
}

const chosenOf = ({
  space,
  model,
  k,
  silhouette,
  silhouetteScaled,
  stability,
  score,
}: JudgedRow): Chosen => ({
  ...{ space, model, k, silhouette, silhouetteScaled },
  stability: stability!,
  score: score!,
});

/** A candidate as people see it: the verdict in words. */
const leaderboardEntry = ({ reason, verdict, ...row }: JudgedRow) => ({
  ...row,
  chosen: verdict === 'chosen',
  outcome: verdict,
  verdict: reason,
});
type LeaderboardEntry = ReturnType<typeof leaderboardEntry>;

/** The map that people look at: the first two principal components, whatever space won. */
function mapOf(scaled: Matrix): Matrix {
  return project(fitPca(scaled), scaled);
}

function membersCsv(
  ids: readonly string[],
  segmentIds: Int32Array,
  silhouette: Float64Array,
  map: Matrix,
  { segmentId: insidersId }: Election,
): string {
  const lines = ids.map((id, i) => {
    const x = map.data[i * map.cols]!;
    const y = map.cols > 1 ? map.data[i * map.cols + 1]! : 0;
    const fit = segmentIds[i] === 0 ? '' : silhouette[i];
    return `${[quotedCell(id), segmentIds[i], segmentIds[i] === insidersId, fit, x, y].join(',')}\n`;
  });
  return ['customer_id,segment_id,is_insider,silhouette,map_x,map_y\n', ...lines].join('');
}
