/** Where in a user's file the trouble is. Lines and columns count from 1. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly column?: string;
}

/**
 * Something the user can mend: a file, a rule, a word on the command line. `name` is stable: the
 * workflow catches it, the runbook lists it. Every other kind of error is a bug of ours.
 */
export class UserError extends Error {
  override readonly name: string;
  readonly remedy: string;
  readonly place: Place;

  /**
   * @param name stable name in PascalCase, for example `NoUsableColumns`
   * @param message one sentence that says what is wrong, with counts and a sample
   * @param remedy one sentence that says what to do
   */
  constructor(
    name: string,
    message: string,
    { remedy, cause, ...place }: { remedy: string; cause?: unknown } & Place,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = name;
    this.remedy = remedy;
    this.place = place;
  }
}
