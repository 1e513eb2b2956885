import type { FittedModel } from '../cluster/fitted-model.js';
import type { MapArrays, SpaceMap } from '../embed/fitted-space.js';
import type { Scaler } from '../embed/scale.js';
import type { Rule } from '../membership/rule.js';

/** A segment that customers are assigned to. */
export interface ModelSegment {
  /** As everywhere: from 1, the most valuable first. */
  readonly segmentId: number;
  /** What the fitted model calls those who are in it, from 0; none for the Insiders, whom the rule lets in. */
  readonly labels: readonly number[];
  /** Of whom the fitted model calls so, those who are gone are in this segment too. */
  readonly goneLabels: readonly number[];
  readonly name: string;
  readonly isInsiders: boolean;
}

/** Everything of a run that assigns a customer whom it has never seen: plain data, no code. */
export interface CustomerModel {
  readonly dataset: string;
  readonly runId: string;
  /** Its features' names are columns that a customer needs, beside those that the rule asks about. */
  readonly scaler: Scaler;
  readonly map: SpaceMap;
  readonly fitted: FittedModel;
  readonly segments: readonly ModelSegment[];
  /** Days since the last order after which a customer is gone; null where nobody came back, and nobody is. */
  readonly goneAfterDays: number | null;
  /** Who is an Insider; null where nobody is. */
  readonly enter: Rule | null;
  /**
   * The map's arrays; of a model that asks the neighbours (Ward, DBSCAN, HDBSCAN), also `points`
   * (nKnown × nDimensions), the customers that vote, and `labels` (nKnown).
   */
  readonly arrays: MapArrays;
}

/** An array beside the document. */
export interface StoredArray {
  readonly file: string;
  readonly bytes: number;
  /** SHA-256 of the file, hex. */
  readonly sha256: string;
}

/** A `CustomerModel` as `runs/<runId>/profile/model.json` holds it. */
export interface ModelDocument extends Omit<CustomerModel, 'arrays'> {
  /** Changes whenever an older reader would misunderstand the rest. */
  readonly formatVersion: number;
  readonly arrays: Readonly<Record<string, StoredArray>>;
  /** `hashDocument` of all the rest. */
  readonly checksum: string;
}

export const modelFormatVersion = 3;
