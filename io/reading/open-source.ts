import type { ReadingRules } from '../../core/rules/rules.js';
import type { Engine } from '../engine.js';
import { fileKind } from './file-kind.js';
import { parquetSource } from './parquet-source.js';
import type { TextSource } from './readable-text.js';
import { textFileSource } from './text-source.js';

/**
 * Opens an upload of any format as text of records.
 * @param folder for what has to be converted first
 * @param mostRows rows that are enough for a look, where all would have to be converted
 * @throws UserError
 */
export async function openSource(
  path: string,
  options: { file: string; rules: ReadingRules; engine: Engine; folder: string; mostRows?: number },
): Promise<TextSource> {
  const kind = await fileKind(path, options.file);
  if (kind === 'parquet') return parquetSource(path, options);
  if (kind === 'zip') return (await import('./excel-source.js')).excelSource(path, options);
  return textFileSource(path, { isGzip: kind === 'gzip', ...options });
}
