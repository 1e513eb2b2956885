/** A state failed, in the words that Retry and Catch know: a case-sensitive name and a cause. */
export class StateError extends Error {
  override readonly name = 'StateError';
  readonly error: string;
  /** What was thrown where the failure began, if it began in our own code. */
  readonly original: unknown;

  constructor(error: string, cause: string, original?: unknown) {
    super(cause);
    this.error = error;
    this.original = original;
  }

  get output(): { Error: string; Cause: string } {
    return { Error: this.error, Cause: this.message };
  }
}

/** What Step Functions makes of an error that a Lambda's handler throws. */
export function lambdaError(thrown: unknown): StateError {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const cause = JSON.stringify({ errorType: error.name, errorMessage: error.message, trace: [] });
  return new StateError(error.name, cause, thrown);
}

/** Errors that no wildcard matches; the first can be caught by its name, the second not at all. */
const dataLimitExceeded = 'States.DataLimitExceeded';
const runtime = 'States.Runtime';

/** Whether an `ErrorEquals` list matches the error. */
export function matchesError(errorEquals: readonly string[], error: string): boolean {
  if (error === runtime) return false;
  if (errorEquals.includes(error)) return true;
  if (error === dataLimitExceeded) return false;
  return (
    errorEquals.includes('States.ALL') ||
    (errorEquals.includes('States.TaskFailed') && error !== 'States.Timeout')
  );
}
