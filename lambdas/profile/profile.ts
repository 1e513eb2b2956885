import type { ChoiceDocument } from '../../core/choice/choice-document.js';
import type { JudgedRow } from '../../core/choice/choose-segmentation.js';
import { customerParts } from '../../core/customer-parts.js';
import { numericFeatures } from '../../core/features.js';
import { runKey } from '../../core/keys.js';
import { decodeNpy } from '../../core/npy.js';
import type { Plan } from '../../core/plan.js';
import type { Chosen, ElectedInsiders, NamedSegment, Profile } from '../../core/profile.js';
import type { Rules } from '../../core/rules.js';
import { describeSegment, marksOf, percent } from '../../core/segments/describe-segment.js';
import { type Election, electInsiders } from '../../core/segments/elect-insiders.js';
import { nameSegments } from '../../core/segments/name-segments.js';
import { profileSegments, type SegmentProfile } from '../../core/segments/profile-segments.js';
import { countInWords } from '../../core/words/figures.js';
import { customerTable } from '../../io/customers/customer-table.js';
import { readJson } from '../../io/read-json.js';
import type { Step, StepIo } from '../../io/step-io.js';
import { writeMembers } from './write-members.js';
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
  const choice = await readJson<ChoiceDocument>(io.store, runKey(runId, 'choose', 'choice.json'));
  const path = await io.store.openFile(runKey(runId, 'featurize', 'customers.parquet'));
  return io.withEngine(async (engine) => {
    const table = customerTable(engine, path);
    const { labels, silhouettes } = await readAssigned(io, runId, await table.count());
    const names = numericFeatures.map(({ name }) => name);
    const profiled = await profileSegments(labels, silhouettes, names, table.column);

    const { segments, segmentIds, labelOf } = profiled;
    const stabilities = labelOf.map((label) => choice.overlaps[label]!);
    const election = electInsiders(segments, stabilities, rules);
    const named = describeAll(segments, stabilities, election, rules);
    const insiders = describeInsiders(named, election);
    const document: Profile<LeaderboardEntry> = {
      chosen: chosenOf(choice.winner),
      customers: labels.length,
      leaderboard: choice.leaderboard.map((row) => leaderboardEntry(row, choice.measuredOn, labels.length)),
      segments: named,
      insiders,
    };
    await io.store.write(runKey(runId, 'profile', 'profile.json'), JSON.stringify(document, null, 2));
    await writeMembers(io, runId, table, { segmentIds, silhouettes, insidersId: election.segmentId });
    const modelSegments = named.map(({ segmentId, name, isInsiders }, i) => ({
      segmentId,
      label: labelOf[i]!,
      name,
      isInsiders,
    }));
    await writeModel(io, { dataset, runId }, modelSegments);
    const summary = `${countInWords(segments.length, 'segment')}; ${countInWords(insiders.customers, 'Insider')} ${insiders.customers === 1 ? 'brings' : 'bring'} ${percent(insiders.revenueShare)} of the revenue`;
    return { dataset, runId, summary };
  });
};

/** Labels and silhouettes of all customers, from those of their parts. */
async function readAssigned({ store }: StepIo, runId: string, nCustomers: number) {
  const labels = new Int32Array(nCustomers);
  const silhouettes = new Float64Array(nCustomers);
  for (const { from } of customerParts(nCustomers)) {
    const read = async (name: string) =>
      decodeNpy(await store.read(runKey(runId, 'assign', `${from}-${name}.npy`))).data;
    labels.set(await read('labels'), from);
    silhouettes.set(await read('silhouettes'), from);
  }
  return { labels, silhouettes };
}

function describeAll(
  segments: readonly SegmentProfile[],
  stabilities: readonly number[],
  { segmentId: insidersId }: Election,
  { features, currency }: Rules,
): NamedSegment[] {
  const names = nameSegments(segments, insidersId);
  return segments.map((segment, i) => {
    const marks = marksOf(segment, features.use, { currency });
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
const leaderboardEntry = ({ reason, verdict, ...row }: JudgedRow, measuredOn: number, all: number) => ({
  ...row,
  chosen: verdict === 'chosen',
  outcome: verdict,
  verdict:
    measuredOn === all ? reason : `${reason}; on a sample of ${measuredOn.toLocaleString('en')} customers`,
});
type LeaderboardEntry = ReturnType<typeof leaderboardEntry>;
