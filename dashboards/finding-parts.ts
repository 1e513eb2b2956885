import type { Finding, Format } from './dashboard.js';

export interface FindingFigure {
  readonly column: string;
  readonly format: Format | undefined;
}

/** A finding's words and figures, in the order they are read. */
export function findingParts(text: string): (string | FindingFigure)[] {
  return text.split(/(\{\w+(?::\w+)?\})/).map((part) => {
    const [, column, format] = /^\{(\w+)(?::(\w+))?\}$/.exec(part) ?? [];
    return column === undefined ? part : { column, format: format as Format | undefined };
  });
}

export const findingFigures = (finding: Finding): FindingFigure[] =>
  [finding.text, finding.one ?? ''].flatMap(findingParts).filter((part) => typeof part !== 'string');
