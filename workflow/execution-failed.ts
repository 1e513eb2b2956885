/** The execution ended in failure; `cause` is the error that a step threw, where that is how it began. */
export class ExecutionFailed extends Error {
  override readonly name = 'ExecutionFailed';
  readonly error: string;

  constructor(error: string, message: string, original: unknown) {
    super(message, original === undefined ? undefined : { cause: original });
    this.error = error;
  }
}
