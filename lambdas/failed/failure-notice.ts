import type { Notice } from '../../io/lambda-notices.js';

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

/** What people are told of a failed execution. */
export function failureNotice({ dataset, runId, execution, state, error, cause }: FailedInput): Notice {
  const asked = `{"dataset": "${dataset ?? 'shop'}"}`;
  return {
    subject: `Insiders: ${dataset ?? 'an execution without a dataset'} failed in ${state}`,
    text: [
      dataset
        ? `The run of the dataset '${dataset}' failed in the step ${state}.`
        : `An execution that was started without a dataset failed in the step ${state}.`,
      `${error}: ${messageOf(cause)}`,
      'The results of the last run that succeeded are still shown. Once this is mended, drop the file again,' +
        ` or start the state machine by hand with ${asked}.`,
      `Where to look: the execution ${execution} in Step Functions; in the logs, the step ${state}` +
        `${runId ? ` of the run ${runId}` : ''}; the table runs.`,
      'What else to do: docs/runbook.md#failed-executions',
    ].join('\n\n'),
  };
}

/** The message in what Step Functions makes of a Lambda's error, and any other cause as it is. */
export function messageOf(cause: string): string {
  try {
    return String(JSON.parse(cause).errorMessage ?? cause);
  } catch {
    return cause;
  }
}
