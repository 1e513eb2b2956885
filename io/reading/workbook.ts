import { type NumberKind, numberKind } from '../../core/reading/excel-number.js';
import { type CellContext, richText, rowCells } from '../../core/reading/sheet-row.js';
import { encodingOf } from '../../core/reading/text-encoding.js';
import {
  MalformedXml,
  XmlElementCutter,
  xmlAttribute,
  xmlElements,
} from '../../core/reading/xml-elements.js';
import { unpackedEntry, type ZipEntry, ZipTrouble, zipEntries } from './zip-entries.js';

export interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly part: string;
}

/** A row that is in the file; rows without cells may be missing. */
export interface SheetRow {
  /** From 1. */
  readonly number: number;
  /** As text, by column from 0; empty ones are holes. */
  readonly cells: readonly string[];
}

/** What a workbook may unpack to; memory is bounded by texts and by a row, a sheet is read as it comes. */
const most = {
  partMb: 32,
  textsMb: 256,
  texts: 5_000_000,
  sheetMb: 2048,
  textChars: 1 << 20,
  rowChars: 4 << 20,
  row: 1_048_576,
};

/** An Excel workbook (.xlsx), read part by part from the file. */
export class Workbook {
  readonly sheets: readonly Sheet[];
  readonly #path: string;
  readonly #entries: Map<string, ZipEntry>;
  readonly #parts: WorkbookParts;
  #context: Promise<CellContext> | undefined;

  private constructor(path: string, entries: Map<string, ZipEntry>, parts: WorkbookParts) {
    this.sheets = parts.sheets;
    this.#path = path;
    this.#entries = entries;
    this.#parts = parts;
  }

  /**
   * Reads what the workbook says of its sheets.
   * @returns what the zip file is if it is no workbook
   * @throws ZipTrouble
   */
  static async open(path: string): Promise<Workbook | { what: string }> {
    const entries = await zipEntries(path);
    const parts = await findParts(path, entries);
    return parts ? new Workbook(path, entries, parts) : { what: otherZip(entries) };
  }

  /**
   * The rows of a sheet that are in the file, in their order.
   * @throws ZipTrouble, MalformedXml
   */
  async *rows(sheet: Sheet): AsyncGenerator<SheetRow> {
    this.#context ??= readContext(this.#path, this.#entries, this.#parts);
    const context = await this.#context;
    const cutter = new XmlElementCutter('row', most.rowChars);
    let before = 0;
    for await (const piece of partText(this.#path, this.#entries, sheet.part, most.sheetMb)) {
      for (const row of cutter.push(piece)) {
        const number = Number(xmlAttribute(row, 'r') ?? before + 1);
        if (!(number > before)) throw new MalformedXml(`row ${number} comes after row ${before}`);
        if (number > most.row)
          throw new MalformedXml(`it has a row ${number}, and Excel's last is ${most.row}`);
        before = number;
        yield { number, cells: rowCells(row, context) };
      }
    }
    cutter.end();
  }
}

function otherZip(entries: Map<string, ZipEntry>): string {
  if (entries.has('xl/workbook.bin')) return 'a binary Excel workbook (.xlsb)';
  if (entries.has('content.xml')) return 'an OpenDocument file (.ods)';
  if (entries.has('word/document.xml')) return 'a Word document';
  return 'a zip file, but no Excel workbook';
}

interface WorkbookParts {
  readonly sheets: readonly Sheet[];
  readonly is1904: boolean;
  readonly texts: string | undefined;
  readonly styles: string | undefined;
}

async function findParts(path: string, entries: Map<string, ZipEntry>): Promise<WorkbookParts | null> {
  const [root] = (await relations(path, entries, '')).filter(({ type }) => type === 'officeDocument');
  const main = root?.part ?? 'xl/workbook.xml';
  if (!entries.has(main) || main.endsWith('.bin')) return null;
  const related = await relations(path, entries, main);
  const ofType = (type: string) => related.find((each) => each.type === type)?.part;
  const xml = await wholePart(path, entries, main);
  const sheets = xmlElements(xml, 'sheet').flatMap((sheet) => {
    const id = xmlAttribute(sheet, 'id');
    const found = related.find((each) => each.id === id && each.type === 'worksheet');
    const isHidden = /hidden/i.test(xmlAttribute(sheet, 'state') ?? '');
    // Sheets of a chart only are none of ours.
    return found ? [{ name: xmlAttribute(sheet, 'name') ?? '', isHidden, part: found.part }] : [];
  });
  const [properties] = xmlElements(xml, 'workbookPr');
  return {
    sheets,
    is1904: /^(1|true)$/.test((properties && xmlAttribute(properties, 'date1904')) ?? ''),
    texts: ofType('sharedStrings'),
    styles: ofType('styles'),
  };
}

/** What a part refers to: paths from the root of the zip file. */
async function relations(path: string, entries: Map<string, ZipEntry>, part: string) {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const name = `${folder}_rels/${part.slice(folder.length)}.rels`;
  if (!entries.has(name)) return [];
  const xml = await wholePart(path, entries, name);
  return xmlElements(xml, 'Relationship').map((relation) => ({
    id: xmlAttribute(relation, 'Id'),
    type: xmlAttribute(relation, 'Type')?.split('/').at(-1),
    part: partName(xmlAttribute(relation, 'Target') ?? '', folder),
  }));
}

/** A path, as the entries of the zip file are found by. */
function partName(target: string, folder: string): string {
  const { pathname } = new URL(encodeURI(decoded(target)), `zip://x/${folder}`);
  return decoded(pathname).slice(1).toLowerCase();
}

function decoded(text: string): string {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
}

async function readContext(
  path: string,
  entries: Map<string, ZipEntry>,
  { texts, styles, is1904 }: WorkbookParts,
): Promise<CellContext> {
  return {
    texts: texts && entries.has(texts) ? await sharedTexts(path, entries, texts) : [],
    numberKinds: styles && entries.has(styles) ? kindsOf(await wholePart(path, entries, styles)) : [],
    is1904,
  };
}

async function sharedTexts(path: string, entries: Map<string, ZipEntry>, part: string): Promise<string[]> {
  const texts: string[] = [];
  const cutter = new XmlElementCutter('si', most.textChars);
  for await (const piece of partText(path, entries, part, most.textsMb)) {
    for (const { content } of cutter.push(piece)) texts.push(richText(content));
    if (texts.length > most.texts) {
      const message = `it has more than ${most.texts / 1e6} million texts`;
      throw new ZipTrouble(message, { isTooLarge: true });
    }
  }
  cutter.end();
  return texts;
}

function kindsOf(styles: string): NumberKind[] {
  const codes = new Map(
    xmlElements(styles, 'numFmt').map((format) => [
      Number(xmlAttribute(format, 'numFmtId')),
      xmlAttribute(format, 'formatCode'),
    ]),
  );
  const [cellFormats] = xmlElements(styles, 'cellXfs');
  return xmlElements(cellFormats?.content ?? '', 'xf').map((format) => {
    const id = Number(xmlAttribute(format, 'numFmtId') ?? 0);
    return numberKind(id, codes.get(id));
  });
}

async function wholePart(path: string, entries: Map<string, ZipEntry>, part: string): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of partText(path, entries, part, most.partMb)) pieces.push(piece);
  return pieces.join('');
}

async function* partText(
  path: string,
  entries: Map<string, ZipEntry>,
  part: string,
  mostMb: number,
): AsyncGenerator<string> {
  const entry = entries.get(part);
  if (!entry) throw new ZipTrouble(`${part} is missing`);
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  for await (const chunk of unpackedEntry(path, entry, mostMb * 2 ** 20)) {
    decoder ??= new TextDecoder(encodingOf(chunk).encoding ?? 'utf-8');
    yield decoder.decode(chunk, { stream: true });
  }
  if (decoder) yield decoder.decode();
}
