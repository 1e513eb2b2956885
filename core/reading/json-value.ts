export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

export const isJsonObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a text begins as JSON does that holds objects, one of them or a list. */
export const startsAsJson = (head: string) => /^\ufeff?\s*(\[\s*[[{\]]|\{\s*("[^"]*"\s*:|\}))/.test(head);

/**
 * JSON with whole numbers kept to the last digit: those of 16 digits and more, which are ids, become texts.
 * @throws SyntaxError
 */
export function parseJson(text: string): Json {
  if (!/[:[,]\s*-?\d{16}/.test(text)) return JSON.parse(text);
  return JSON.parse(
    text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d{16,}(?![\d.eE])/g, (found) =>
      found.startsWith('"') ? found : `"${found}"`,
    ),
  );
}
