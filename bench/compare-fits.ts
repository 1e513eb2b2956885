import type { Matrix } from '../core/matrix/matrix.js';
import { withinSumOfSquares } from '../core/metrics/within-sum-of-squares.js';
import { ks, type PeerModel, peerModels, runModel } from './peer-models.js';

/** What a run of the procedure has found, by model and for each k. */
export interface Found {
  readonly seed: number;
  /** On the map that the run has made. */
  readonly silhouettes: Record<PeerModel, readonly number[]>;
}

export interface FoundByPeer extends Found {
  /** The map, a row for each customer. */
  readonly places: readonly (readonly number[])[];
  readonly labels: Record<PeerModel, readonly (readonly number[])[]>;
  /** Mean per customer. */
  readonly logLikelihoods: readonly number[];
}

/** A difference that is only rounding: the peer computes k-means and mixtures in single precision. */
const rounding = 1e-4;

/**
 * Means over the runs, for each model and k: the silhouette of each side on its own map, and on the peer's maps,
 * where both can be compared, what the model seeks.
 */
export function compareFits(ours: readonly Found[], peers: readonly FoundByPeer[]) {
  return peerModels.flatMap((model) => {
    const there = peers.map((peer) => fitOnMapOf(peer, model));
    const silhouette = {
      peer: meanOf(peers.map((run) => run.silhouettes[model])),
      ours: meanOf(ours.map((run) => run.silhouettes[model])),
      there: meanOf(there.map((fit) => fit.silhouettes)),
    };
    const goal = {
      peer: meanOf(there.map((fit) => fit.peerGoals)),
      ours: meanOf(there.map((fit) => fit.goals)),
    };
    return ks.map((k, i) => ({
      model,
      k,
      'silhouette, Python': silhouette.peer[i]!.toFixed(3),
      ours: silhouette.ours[i]!.toFixed(3),
      'at least as good': yesOrNo(silhouette.ours[i]! - silhouette.peer[i]!),
      'goal on its maps, Python': goal.peer[i]!.toFixed(model === 'gmm' ? 4 : 0),
      'goal, ours': goal.ours[i]!.toFixed(model === 'gmm' ? 4 : 0),
      'goal at least as good': yesOrNo(
        model === 'gmm' ? goal.ours[i]! - goal.peer[i]! : 1 - goal.ours[i]! / goal.peer[i]!,
      ),
      'silhouette there, ours': silhouette.there[i]!.toFixed(3),
    }));
  });
}

/** The goal is the likelihood of a mixture, else the sum of squares within the clusters. */
function fitOnMapOf({ seed, places, labels, logLikelihoods }: FoundByPeer, model: PeerModel) {
  const map: Matrix = { data: Float64Array.from(places.flat()), rows: places.length, cols: 2 };
  const own = runModel(model, map, seed);
  const squares = (rows: readonly ArrayLike<number>[]) =>
    rows.map((row) => withinSumOfSquares(map, Int32Array.from(row)));
  return {
    silhouettes: own.silhouettes,
    goals: model === 'gmm' ? own.logLikelihoods : squares(own.labels),
    peerGoals: model === 'gmm' ? logLikelihoods : squares(labels[model]),
  };
}

const meanOf = (rows: readonly (readonly number[])[]) =>
  ks.map((_, i) => rows.reduce((sum, row) => sum + row[i]!, 0) / rows.length);

const yesOrNo = (gain: number) => (gain > -rounding ? 'yes' : 'no');
