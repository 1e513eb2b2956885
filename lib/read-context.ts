/** Where values are looked up by their key: a node of CDK, or what stands in for one. */
export interface Context {
  tryGetContext(key: string): unknown;
}

/** On the command line every value is a text. */
export function readNumber(
  node: Context,
  key: string,
  fallback: number,
  isAllowed: (value: number) => boolean,
  allowed: string,
): number {
  const given = node.tryGetContext(key) ?? fallback;
  const value = given === '' ? Number.NaN : Number(given);
  check(key, given, isAllowed(value), allowed);
  return value;
}

export function readText(
  node: Context,
  key: string,
  fallback: string,
  isAllowed: (value: string) => boolean,
  allowed: string,
): string {
  const value = String(node.tryGetContext(key) ?? fallback);
  check(key, value, isAllowed(value), allowed);
  return value;
}

export const readSwitch = (node: Context, key: string, fallback: boolean): boolean =>
  readText(node, key, `${fallback}`, (value) => /^(true|false)$/.test(value), 'true or false') === 'true';

/** @throws Error that names the key and what it may be */
export function check(key: string, given: unknown, isAllowed: boolean, allowed: string): void {
  if (!isAllowed) throw new Error(`context '${key}' must be ${allowed}; got ${JSON.stringify(given)}`);
}
