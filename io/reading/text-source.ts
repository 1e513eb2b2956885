import { UserError } from '../../core/errors/user-error.js';
import { tellEncoding } from '../../core/reading/encoding/tell-encoding.js';
import { startsAsJson } from '../../core/reading/json-value.js';
import { markupOf } from '../../core/reading/markup-of.js';
import { encodingOf, isBinary } from '../../core/reading/text-encoding.js';
import type { ReadingRules } from '../../core/rules/rules.js';

import { countInWords } from '../../core/words/figures.js';
import { jsonSource } from './json-source.js';
import type { TextSource } from './readable-text.js';
import { sourceBytes } from './source-bytes.js';
import { isSingleByte, type Repairs, utf8Text } from './utf8-text.js';

/**
 * A text file, or a gzipped one: records, or JSON.
 * @param folder for what has to be converted first
 */
export async function textFileSource(
  path: string,
  { isGzip, file, rules, folder }: { isGzip: boolean; file: string; rules: ReadingRules; folder: string },
): Promise<TextSource> {
  const head = await firstBytes(sourceBytes(path, { isGzip, file }));
  const { encoding: recognised, bomBytes } = encodingOf(head);
  const encoding = rules.encoding ?? recognised;
  if (isBinary(head, encoding)) throw notText(file, isGzip);
  const beginning = new TextDecoder(encoding ?? 'utf-8').decode(head.subarray(0, 1024));
  if (startsAsJson(beginning)) return jsonSource(path, { isGzip, file, rules, encoding, folder });
  const markup = markupOf(beginning);
  if (markup)
    throw new UserError('UnsupportedFormat', `this is ${markup.what}`, { remedy: markup.remedy, file });
  const told = tellEncoding(head);
  // Letters of several bytes are the whole file's; of single bytes each line has its own say.
  const whole = encoding ?? (isSingleByte(told) ? null : told);
  const otherwise = isSingleByte(told) ? told : undefined;
  let repairs: Repairs = { lines: 0 };
  return {
    format: 'csv',
    compression: isGzip ? 'gzip' : null,
    sheet: null,
    firstLine: 1,
    rules,
    read(onRead) {
      repairs = { lines: 0 };
      const open = () =>
        withoutFirst(bomBytes, sourceBytes(path, { isGzip, file, ...(onRead && { onRead }) }));
      return utf8Text(open, { encoding: whole, ...(otherwise && { otherwise }), repairs, file });
    },
    encoding: () => whole ?? (repairs.lines > 0 ? told : 'utf-8'),
    notes: () =>
      repairs.lines > 0
        ? [`${countInWords(repairs.lines, 'line')} not in UTF-8: taken for ${told} (rule reading.encoding).`]
        : whole !== encoding
          ? [`The file is not in UTF-8: taken for ${told} (rule reading.encoding).`]
          : [],
    placeOf: (line) => `line ${line}`,
  };
}

async function firstBytes(source: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  for await (const chunk of source) return chunk.subarray(0, 65_536);
  return new Uint8Array(0);
}

async function* withoutFirst(nBytes: number, source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let left = nBytes;
  for await (const chunk of source) {
    const skipped = Math.min(left, chunk.length);
    left -= skipped;
    yield chunk.subarray(skipped);
  }
}

const notText = (file: string, isGzip: boolean) =>
  new UserError('UnsupportedFormat', `${isGzip ? 'what is packed in it' : 'the file'} is no text`, {
    remedy: 'Export the orders as CSV, Excel (.xlsx) or Parquet, and pack nothing but CSV.',
    file,
  });
