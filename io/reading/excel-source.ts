import { UserError } from '../../core/errors/user-error.js';
import { MalformedXml } from '../../core/reading/xml-elements.js';
import type { ReadingRules } from '../../core/rules/rules.js';
import { countInWords } from '../../core/words/figures.js';
import { findSheets } from './find-sheets.js';
import type { TextSource } from './readable-text.js';
import { SheetText } from './sheet-text.js';
import { Workbook } from './workbook.js';
import { ZipTrouble } from './zip-entries.js';

/**
 * The orders of an Excel workbook as CSV, one line per row, so that line numbers are row numbers; where several
 * sheets of the same columns are one table, the rows of the next sheet count on from the last of the one before.
 * @throws UserError `UnknownSheet`, `NoSheetOfOrders`, `SeveralSheets`, `NoWorkbook`, `CorruptExcel`, `TooLarge`
 */
export async function excelSource(
  path: string,
  { file, rules: given }: { file: string; rules: ReadingRules },
): Promise<TextSource> {
  const rules: ReadingRules = { ...given, delimiter: ',', encoding: null };
  try {
    const book = await Workbook.open(path);
    if (!(book instanceof Workbook)) throw noWorkbook(file, book.what);
    const { parts, notes } = await findSheets(book, { file, rules });
    const text = new SheetText(book, parts);
    return {
      format: 'xlsx',
      compression: null,
      sheet: parts.map(({ sheet }) => sheet.name).join(', '),
      firstLine: 1,
      rules,
      async *read() {
        try {
          yield* text.read();
        } catch (cause) {
          throw unreadable(file, cause);
        }
      },
      encoding: () => null,
      notes: () => [...notes, ...strayNote(text.nStrayCells)],
      placeOf: (line) => text.placeOf(line),
    };
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

const strayNote = (nCells: number) =>
  nCells === 0 ? [] : [`Left out: ${countInWords(nCells, 'cell')} far to the right of the table.`];

const noWorkbook = (file: string, what: string) =>
  new UserError('NoWorkbook', `this is ${what}`, {
    remedy: what.startsWith('a zip')
      ? 'Unpack it, and give the file of orders in it.'
      : 'Open it and save the orders as .xlsx or CSV.',
    file,
  });

function unreadable(file: string, cause: unknown): unknown {
  if (!(cause instanceof ZipTrouble || cause instanceof MalformedXml)) return cause;
  if (cause.isTooLarge) {
    return new UserError('TooLarge', `the Excel file is too large: ${cause.message}`, {
      remedy: 'Save the sheet of orders alone as CSV, which is read at any length.',
      file,
      cause,
    });
  }
  return new UserError('CorruptExcel', `the Excel file is damaged: ${cause.message}`, {
    remedy: 'Copy it again, or open it in Excel and save it again.',
    file,
    cause,
  });
}
