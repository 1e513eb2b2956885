import type { ChoiceDocument } from '../../core/choice/choice-document.js';
import type { JudgedRow } from '../../core/choice/choose-segmentation.js';
import type { Receipt } from '../../core/cleaning/receipt.js';
import { customerParts } from '../../core/features/customer-parts.js';
import { numericFeatures } from '../../core/features/features.js';
import { decodeNpy } from '../../core/matrix/npy.js';
import { countClusters } from '../../core/metrics/cluster-sizes.js';
import { describeElection } from '../../core/promise/describe-election.js';
import type { PastPromise } from '../../core/promise/promise.js';
import type { Rules } from '../../core/rules/rules.js';
import { runKey } from '../../core/runs/keys.js';
import type { Plan } from '../../core/runs/plan.js';
import {
  type Chosen,
  type ElectedInsiders,
  type NamedSegment,
  nobodyId,
  type Profile,
} from '../../core/runs/profile.js';
import { shownCurrency } from '../../core/runs/run-notes.js';
import { describeSegment, marksOf, percent } from '../../core/segments/describe-segment.js';
import { mostValuableCluster } from '../../core/segments/most-valuable-cluster.js';
import { nameSegments } from '../../core/segments/name-segments.js';
import { medianOf, sortKnown } from '../../core/segments/profile-feature.js';
import { profileSegments, type SegmentProfile } from '../../core/segments/profile-segments.js';
import { seatGone } from '../../core/segments/seat-gone.js';
import { type Seated, seatMembers } from '../../core/segments/seat-members.js';
import { countInWords } from '../../core/words/figures.js';
import { customerTable } from '../../io/customers/customer-table.js';
import { readJson } from '../../io/read-json.js';
import type { Step, StepIo } from '../../io/step-io.js';
import { electMembers } from './elect-members.js';
import { readMergeEffect } from './read-merge-effect.js';
import { writeMembers } from './write-members.js';
import type { ProfileInput } from './write-model.js';
import { writeModel } from './write-model.js';

export interface ProfileOutput extends ProfileInput {
  readonly summary: string;
}

/** Describes and names the segments of the segmentation that was chosen, and elects the Insiders. */
export const profile: Step<ProfileInput, ProfileOutput> = async ({ dataset, runId }, io) => {
  const plan = await readJson<Plan>(io.store, runKey(runId, 'plan', 'plan.json'));
  const { rules } = plan;
  const receipt = await readJson<Receipt>(io.store, runKey(runId, 'clean', 'receipt.json'));
  const currency = shownCurrency(receipt);
  const choice = await readJson<ChoiceDocument>(io.store, runKey(runId, 'choose', 'choice.json'));
  const path = await io.store.openFile(runKey(runId, 'featurize', 'customers.parquet'));
  return io.withEngine(async (engine) => {
    const table = customerTable(engine, path);
    const { labels: clusters, silhouettes } = await readAssigned(io, runId, await table.count());
    const revenue = await table.column('gross_revenue');
    const best = mostValuableCluster(clusters, revenue);
    const bestGroup = clusters.filter((cluster) => cluster === best).length;
    io.progress('choosing the Insiders, today and on days of the past');
    const elected = await electMembers(io, engine, {
      ...{ runId, plan, asOf: receipt.asOf },
      ...{ table, path, bestGroup },
    });
    const fewest = Math.max(fewestInGroup, Math.ceil(rules.segmentation.smallestShare * clusters.length));
    const seated = seatMembers(clusters, elected.isMember, revenue, fewest);

    const names = numericFeatures.map(({ name }) => name);
    const { membersLabel } = seated;
    const gone = seatGone(seated.labels, membersLabel, {
      revenue,
      recencyDays: await table.column('recency_days'),
      usualGapDays: medianOf(sortKnown(await table.column('avg_gap_days'))),
    });
    const { labels } = gone;
    io.progress('describing the segments');
    const profiled = await profileSegments(labels, silhouettes, membersLabel, names, table.column);
    const { segments, segmentIds, labelOf } = profiled;
    const insidersId = membersLabel === null ? nobodyId : 1;
    const stabilities = labelOf.map((label) =>
      label === membersLabel ? elected.overlap : choice.overlaps[label]!,
    );
    const named = describeAll(segments, stabilities, insidersId, rules.features, currency);
    const reason = describeElection(elected, currency, countClusters(clusters));
    const insiders = describeInsiders(named, reason);
    const { rule, redrawn, promise } = elected;
    const { isMember } = elected;
    const merge = await readMergeEffect(io, engine, { runId, path, isMember, enter: rule?.enter ?? null });
    const document: Profile<LeaderboardEntry> = {
      chosen: chosenOf(choice.winner),
      customers: labels.length,
      leaderboard: choice.leaderboard.map((row) => leaderboardEntry(row, choice.measuredOn, labels.length)),
      segments: named,
      ...{ insiders, rule, redrawn, promise, merge },
    };
    await io.store.write(runKey(runId, 'profile', 'profile.json'), JSON.stringify(document, null, 2));
    await writeMembers(io, runId, table, { segmentIds, silhouettes, insidersId });
    const modelSegments = named.map(({ segmentId, name, isInsiders }, i) => ({
      ...{ segmentId, name, isInsiders },
      labels: isInsiders ? [] : clustersAt(seated, (label) => label === labelOf[i]),
      goneLabels: isInsiders ? [] : clustersAt(seated, (label) => gone.goneLabelOf[label] === labelOf[i]),
    }));
    await writeModel(
      io,
      { dataset, runId },
      {
        ...{ segments: modelSegments, goneAfterDays: gone.goneAfterDays },
        enter: rule?.enter ?? null,
      },
    );
    return { dataset, runId, summary: summaryOf(named.length, insiders, promise) };
  });
};

/** Fewer customers are no group beside the Insiders. */
const fewestInGroup = 5;

/** The clusters whose customers are put at such a label. */
const clustersAt = ({ labelOf }: Seated, isAsked: (label: number) => boolean) =>
  labelOf.flatMap((target, cluster) => (isAsked(target) ? [cluster] : []));

function summaryOf(nSegments: number, insiders: ElectedInsiders, { verdict }: PastPromise): string {
  const groups = countInWords(nSegments, 'segment');
  if (insiders.customers === 0) return `${groups}; nobody is elected`;
  const bring = insiders.customers === 1 ? 'brings' : 'bring';
  return `${groups}; ${countInWords(insiders.customers, 'Insider')} ${bring} ${percent(insiders.revenueShare)} of the revenue; promise: ${verdict}`;
}

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
  insidersId: number,
  { use }: Rules['features'],
  currency: string | null,
): NamedSegment[] {
  const names = nameSegments(segments, insidersId);
  return segments.map((segment, i) => {
    const marks = marksOf(segment, use, { currency });
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

function describeInsiders(segments: readonly NamedSegment[], reason: string): ElectedInsiders {
  const elected = segments.find(({ isInsiders }) => isInsiders);
  if (!elected) {
    const none = { customers: 0, customerShare: 0, revenue: 0, revenueShare: 0 };
    return { segmentId: nobodyId, name: 'Insiders', ...none, reason };
  }
  const { segmentId, name, customers, customerShare, revenue, revenueShare } = elected;
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
