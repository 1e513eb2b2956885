import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultRules, type ReadingRules } from '../../../core/rules/rules.js';
import { withDuckdb } from '../../../io/duckdb-engine.js';
import { openSource } from '../../../io/reading/open-source.js';
import type { TextSource } from '../../../io/reading/readable-text.js';

export interface SourceRead {
  /** The whole text. */
  readonly text: string;
  readonly lines: readonly string[];
  readonly notes: readonly string[];
  readonly sheet: string | null;
  readonly encoding: string | null;
  readonly placeOf: TextSource['placeOf'];
}

/** The text that the content of a file is read as. */
export async function readSource(
  content: Uint8Array | string,
  rules: Partial<ReadingRules> = {},
  file = 'orders',
): Promise<SourceRead> {
  const folder = await mkdtemp(join(tmpdir(), 'insiders-test-'));
  try {
    const path = join(folder, file);
    await writeFile(path, content);
    return await withDuckdb(async (engine) => {
      const complete = { ...defaultRules.reading, ...rules };
      const source = await openSource(path, { file, rules: complete, engine, folder });
      const chunks: Uint8Array[] = [];
      for await (const chunk of source.read()) chunks.push(Buffer.from(chunk));
      const text = Buffer.concat(chunks).toString();
      return {
        text,
        lines: text.split('\n'),
        notes: source.notes(),
        sheet: source.sheet,
        encoding: source.encoding(),
        placeOf: (line) => source.placeOf(line),
      };
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
