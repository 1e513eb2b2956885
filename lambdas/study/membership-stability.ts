import type { ClusterDocument } from '../../core/cluster/cluster-document.js';
import type { TableRows } from '../../core/csv/table-csv.js';
import { runKey } from '../../core/keys.js';
import type { StabilityFindings } from '../../core/membership-findings.js';
import { decodeMatrix, decodeNpy } from '../../core/npy.js';
import { createRandom } from '../../core/random.js';
import { certaintyOf } from '../../core/stability/certainty.js';
import { type ChosenSegmentation, memberStability } from '../../core/stability/member-stability.js';
import { medianOfSorted } from '../../core/statistics/describe.js';
import { readJson } from '../../io/read-json.js';
import type { StepIo } from '../../io/step-io.js';
import type { StudiedCustomers } from './studied-customers.js';
import type { StudyContext } from './study-context.js';

interface Stability {
  readonly tables: TableRows[];
  readonly findings: StabilityFindings;
}

/** How often each customer that the models were fitted to is an Insider when the segmentation is made anew. */
export async function findStability(
  context: StudyContext,
  io: StepIo,
  customers: StudiedCustomers,
): Promise<Stability> {
  const { rules } = context.plan;
  const { rows, chosen } = await readChosen(context, io, customers);
  const { nResamples, nDrawn, timesMember, jaccard, withoutSegments } = memberStability(
    chosen,
    rules.segmentation,
    createRandom(`${rules.seed}/stability`),
  );
  const certainties = Array.from(timesMember, (times) => certaintyOf(times / nResamples));
  const members = timesMember.filter((_, i) => chosen.isMember[i] === 1);
  const findings: StabilityFindings = {
    ...{ resamples: nResamples, drawn: nDrawn, members: members.length, jaccard, withoutSegments },
    medianTimes: Math.floor(medianOfSorted(Float64Array.from(members).sort())),
    certainMembers: certainties.filter((word, i) => word === 'certain member' && chosen.isMember[i] === 1)
      .length,
  };
  return {
    findings,
    tables: [
      {
        table: 'customer_stability',
        columns: ['customer_id', 'resamples', 'times_member', 'certainty'],
        rows: Array.from(rows, (row, i) => ({
          ...{
            customerId: customers.ids[row]!,
            resamples: nResamples,
            timesMember: timesMember[i]!,
            certainty: certainties[i]!,
          },
        })),
      },
      {
        table: 'insiders_stability',
        columns: ['resamples', 'drawn', 'jaccard', 'median_times', 'certain_members', 'without_segments'],
        rows: [findings],
      },
    ],
  };
}

/** What was chosen, of the customers that the models were fitted to: all, or of many a sample. */
async function readChosen(
  { runId, profile }: StudyContext,
  { store }: StepIo,
  { columns, isMember }: StudiedCustomers,
): Promise<{ readonly rows: Int32Array; readonly chosen: ChosenSegmentation }> {
  const { space, model, k } = profile.chosen;
  const read = (file: string) => store.read(runKey(runId, 'embed', file));
  const rows = decodeNpy(await read('sample.npy')).data as Int32Array;
  const { fitted } = await readJson<ClusterDocument>(
    store,
    runKey(runId, 'cluster', `${space}-${model}.json`),
  );
  return {
    rows,
    chosen: {
      fitted: fitted.find((fit) => fit.k === k)!,
      points: decodeMatrix(await read(`${space}.npy`)),
      revenue: Float64Array.from(rows, (row) => columns.gross_revenue![row]!),
      isMember: Uint8Array.from(rows, (row) => isMember[row]!),
    },
  };
}
