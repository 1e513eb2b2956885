import type { Step } from '../../io/step-io.js';
import { messageOf } from './failure-notice.js';

export interface FailedInput {
  /** Missing where the execution was started without one. */
  readonly dataset?: string;
  /** Null where the run was not named yet. */
  readonly runId?: string | null;
  /** The execution's name. */
  readonly execution: string;
  /** The step that failed. */
  readonly state: string;
  /** The error's name. */
  readonly error: string;
  /** A text, or what Step Functions makes of a Lambda's error: JSON with `errorMessage`. */
  readonly cause: string;
}

/**
 * Writes down what failed and why. `published_at` and the run's rows stay: where the same run has succeeded before,
 * its results remain to be seen. Without a dataset there is no run to write about, and only the message.
 */
export const failed: Step<FailedInput, { summary: string }> = async (input, io) => {
  const { dataset, execution, state, error } = input;
  const message = messageOf(input.cause);
  if (!dataset) return { summary: `${execution} failed in ${state}: ${error}: ${message}` };
  const runId = input.runId ?? `${dataset}-${execution}`;
  const database = await io.database();
  await database.query(
    `insert into runs (run_id, dataset, status, finished_at, failed_step, error_name, error_message)
    values (:runId, :dataset, 'failed', now(), :state, :error, :message)
    on conflict (run_id) do update set
      status = excluded.status,
      finished_at = excluded.finished_at,
      failed_step = excluded.failed_step,
      error_name = excluded.error_name,
      error_message = excluded.error_message`,
    { runId, dataset, state, error, message },
  );
  return { summary: `${runId} failed in ${state}: ${error}: ${message}` };
};
