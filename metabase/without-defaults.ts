/**
 * The object without what the server may add by itself, at every depth: keys that are null, false, or an empty list
 * or map. Applied to both sides before they are compared.
 */
export function withoutDefaults<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, plain(inner)] as const)
      .filter(([, inner]) => !isDefault(inner)),
  ) as Partial<T>;
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  return value !== null && typeof value === 'object' ? withoutDefaults(value) : value;
}

const isDefault = (value: unknown) =>
  value === null ||
  value === undefined ||
  value === false ||
  (typeof value === 'object' && Object.keys(value).length === 0);
