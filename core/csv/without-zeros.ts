/** PostgreSQL's text holds every character but this one. */
export const withoutZeros = (text: string): string => text.replaceAll('\0', '\uFFFD');

/** A value as JSON that PostgreSQL takes. */
export const jsonWithoutZeros = (value: unknown): string =>
  JSON.stringify(value, (_, inner) => (typeof inner === 'string' ? withoutZeros(inner) : inner));
