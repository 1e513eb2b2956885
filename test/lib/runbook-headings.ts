import { readFileSync } from 'node:fs';

/** The headings of the runbook, as links name them. */
export const runbookHeadings = (): string[] =>
  [...readFileSync('docs/runbook.md', 'utf8').matchAll(/^## (.*)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replaceAll(/[^a-z ]/g, '')
      .replaceAll(' ', '-'),
  );
