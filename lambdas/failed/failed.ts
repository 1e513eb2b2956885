import type { Step } from '../../io/step-io.js';
import type { FailedInput } from './failure-notice.js';
import { messageOf } from './failure-notice.js';
import { leaveNoTrace } from './leave-no-trace.js';

/**
 * Writes down what failed and why. `published_at` and the run's rows stay: where the same run has succeeded before,
 * its results remain to be seen. Otherwise nothing that it has read counts for later runs. Without a dataset there is
 * no run to write about, and only the message.
 */
export const failed: Step<FailedInput, { summary: string }> = async (input, io) => {
  const { dataset, execution, state, error } = input;
  const message = messageOf(input.cause);
  if (!dataset) return { summary: `${execution} failed in ${state}: ${error}: ${message}` };
  const runId = input.runId ?? `${dataset}-${execution}`;
  const database = await io.database();
  const [row] = await database.query<{ published_at: string | null }>(
    `insert into runs (run_id, dataset, status, finished_at, failed_step, error_name, error_message)
    values (:runId, :dataset, 'failed', now(), :state, :error, :message)
    on conflict (run_id) do update set
      status = excluded.status,
      finished_at = excluded.finished_at,
      failed_step = excluded.failed_step,
      error_name = excluded.error_name,
      error_message = excluded.error_message
    returning published_at`,
    { runId, dataset, state, error, message },
  );
  if (input.runId && row!.published_at === null) {
    await leaveNoTrace(io.store, { ...input, dataset, runId: input.runId });
  }
  return { summary: `${runId} failed in ${state}: ${error}: ${message}` };
};
