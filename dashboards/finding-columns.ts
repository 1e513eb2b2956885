/** `{column}` in the text of a finding. */
const placeholder = /\{(\w+)\}/g;

/** The columns that a finding's text names. */
export const findingColumns = (text: string): string[] => [...text.matchAll(placeholder)].map(([, name]) => name!);

/** The text with each `{column}` replaced. */
export const fillFinding = (text: string, figureOf: (column: string) => string): string =>
  text.replaceAll(placeholder, (_, name: string) => figureOf(name));
