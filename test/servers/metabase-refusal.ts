/** An answer that is an error. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    super(JSON.stringify(body));
    this.status = status;
    this.body = body;
  }
}

export const notFound = () => new Refusal(404, 'Not found.');
export const forbidden = () => new Refusal(403, "You don't have permissions to do that.");
export const invalid = (field: string, problem: string) =>
  new Refusal(400, { errors: { [field]: problem }, 'specific-errors': { [field]: [problem] } });

/** @throws Refusal 404 */
export function found<T>(thing: T | undefined): T {
  if (thing === undefined) throw notFound();
  return thing;
}
