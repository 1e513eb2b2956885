import { readFile } from 'node:fs/promises';
import { type CellValue, readXlsx, streamXlsxRows } from 'hucre/xlsx';
import { quotedCell } from '../../core/csv/csv-line.js';
import type { ReadingRules } from '../../core/rules.js';
import { UserError } from '../../core/user-error.js';
import type { TextSource } from './text-source.js';

const rowsPerChunk = 1000;

/**
 * A sheet of an Excel workbook as CSV, one line per row, so that line numbers are row numbers.
 * @throws UserError `UnknownSheet`, `NoWorkbook`, `CorruptExcel`
 */
export async function excelSource(
  path: string,
  { file, rules }: { file: string; rules: ReadingRules },
): Promise<TextSource> {
  const workbook = await readFile(path);
  const sheets = await sheetNames(workbook).catch((cause) => {
    throw unreadable(workbook, file, cause);
  });
  const sheet = rules.sheet ?? sheets[0] ?? '';
  if (!sheets.includes(sheet)) throw unknownSheet(sheet, sheets, file);
  return {
    format: 'xlsx',
    compression: null,
    sheet,
    firstLine: 1,
    rules: { ...rules, delimiter: ',', encoding: null },
    async *read(onRead = () => {}) {
      try {
        yield* sheetText(workbook, sheet);
      } catch (cause) {
        throw unreadable(workbook, file, cause);
      }
      onRead(workbook.length);
    },
    encoding: () => null,
  };
}

/** Asks for no sheet, and so is told of every one without reading any. */
async function sheetNames(workbook: Uint8Array): Promise<string[]> {
  const names: string[] = [];
  const note = ({ name }: { name: string }) => {
    names.push(name);
    return false;
  };
  await readXlsx(workbook, { sheets: note });
  return names;
}

async function* sheetText(workbook: Uint8Array, sheet: string): AsyncGenerator<Uint8Array> {
  let lines: string[] = [];
  let nextRow = 0;
  let width = 0;
  for await (const { index, values } of streamXlsxRows(workbook, { sheet })) {
    width = Math.max(width, values.length);
    const missingCells = ','.repeat(width - values.length);
    // Rows without cells are not in the file; their lines keep the numbering.
    lines.push('\n'.repeat(index - nextRow), values.map(cellText).join(','), missingCells, '\n');
    nextRow = index + 1;
    if (lines.length < 4 * rowsPerChunk) continue;
    yield Buffer.from(lines.join(''));
    lines = [];
  }
  yield Buffer.from(lines.join(''));
}

function cellText(value: CellValue): string {
  if (value instanceof Date)
    return value
      .toISOString()
      .replace('T', ' ')
      .replace(/(\.000)?Z$/, '');
  return quotedCell(String(value ?? '').replace(/[\r\n]+/g, ' '));
}

const unknownSheet = (sheet: string, sheets: readonly string[], file: string) =>
  new UserError('UnknownSheet', `there is no sheet '${sheet}'; the sheets are ${sheets.join(', ')}`, {
    remedy: 'Correct the rule reading.sheet.',
    file,
  });

function unreadable(workbook: Buffer, file: string, cause: unknown): UserError {
  if (!workbook.includes('xl/workbook')) {
    return new UserError('NoWorkbook', 'this is a zip file, but no Excel workbook', {
      remedy: 'Unpack it, and give the file of orders in it.',
      file,
      cause,
    });
  }
  return new UserError('CorruptExcel', `the Excel file is damaged: ${(cause as Error).message}`, {
    remedy: 'Copy it again, or open it in Excel and save it again.',
    file,
    cause,
  });
}
