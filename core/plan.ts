import type { Model, Rules, Space } from './rules.js';

/** An upload that a run reads: where it lies, and the identity that its content gives it. */
export interface PlannedFile {
  readonly key: string;
  readonly uploadId: string;
}

/** What a run is: everything its rows depend on. Stored as `runs/<runId>/plan/plan.json`. */
export interface Plan {
  readonly dataset: string;
  readonly runId: string;
  readonly rules: Rules;
  /** SHA-256 of the complete rules, 12 hex digits. */
  readonly rulesHash: string;
  readonly engineVersion: string;
  /** ISO time at which the execution started. */
  readonly startedAt: string;
  /** Every upload of the dataset, in order of arrival: those of the manifest, then the new ones. */
  readonly uploads: readonly string[];
  /** What this run has to read. */
  readonly files: readonly PlannedFile[];
  /** The run that this one is compared with; null where it is the dataset's first. */
  readonly previousRunId: string | null;
}

/** Changes whenever the same uploads and rules would give other rows. */
export const engineVersion = '8';

export interface SpaceTask {
  readonly dataset: string;
  readonly runId: string;
  readonly space: Space;
}

export interface ModelTask extends SpaceTask {
  readonly model: Model;
}
