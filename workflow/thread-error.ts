import { type Place, UserError } from '../core/errors/user-error.js';

/** An error as plain data: cloning between threads keeps neither our classes nor their fields. */
export interface ThreadError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly cause?: ThreadError;
  /** Only a UserError has it. */
  readonly mend?: { readonly remedy: string; readonly place: Place };
}

export function packError(thrown: unknown): ThreadError {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  return {
    name: error.name,
    message: error.message,
    ...(error.stack !== undefined && { stack: error.stack }),
    ...(error.cause !== undefined && { cause: packError(error.cause) }),
    ...(error instanceof UserError && { mend: { remedy: error.remedy, place: error.place } }),
  };
}

export function unpackError({ name, message, stack, cause, mend }: ThreadError): Error {
  const options = cause ? { cause: unpackError(cause) } : {};
  const error = mend
    ? new UserError(name, message, { remedy: mend.remedy, ...mend.place, ...options })
    : Object.assign(new Error(message, options), { name });
  if (stack !== undefined) error.stack = stack;
  return error;
}
