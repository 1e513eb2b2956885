var __defProp = Object.defineProperty;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __esm = (fn, res, err) => function __init() {
  if (err) throw err[0];
  try {
    return fn && (res = (0, fn[__getOwnPropNames(fn)[0]])(fn = 0)), res;
  } catch (e) {
    throw err = [e], e;
  }
};
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};

// core/user-error.ts
var UserError;
var init_user_error = __esm({
  "core/user-error.ts"() {
    "use strict";
    UserError = class extends Error {
      name;
      remedy;
      place;
      /**
       * @param name stable name in PascalCase, for example `NoUsableColumns`
       * @param message one sentence that says what is wrong, with counts and a sample
       * @param remedy one sentence that says what to do
       */
      constructor(name, message, { remedy, cause, ...place }) {
        super(message, cause === void 0 ? void 0 : { cause });
        this.name = name;
        this.remedy = remedy;
        this.place = place;
      }
    };
  }
});

// core/csv/csv-line.ts
var quotedCell;
var init_csv_line = __esm({
  "core/csv/csv-line.ts"() {
    "use strict";
    quotedCell = (text) => /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }
});

// io/reading/excel-source.ts
var excel_source_exports = {};
__export(excel_source_exports, {
  excelSource: () => excelSource
});
import { readFile } from "node:fs/promises";
import { readXlsx, streamXlsxRows } from "hucre/xlsx";
async function excelSource(path, { file, rules }) {
  const workbook = await readFile(path);
  const sheets = await sheetNames(workbook).catch((cause) => {
    throw unreadable(workbook, file, cause);
  });
  const sheet = rules.sheet ?? sheets[0] ?? "";
  if (!sheets.includes(sheet)) throw unknownSheet(sheet, sheets, file);
  return {
    format: "xlsx",
    compression: null,
    sheet,
    firstLine: 1,
    rules: { ...rules, delimiter: ",", encoding: null },
    async *read(onRead = () => {
    }) {
      try {
        yield* sheetText(workbook, sheet);
      } catch (cause) {
        throw unreadable(workbook, file, cause);
      }
      onRead(workbook.length);
    },
    encoding: () => null
  };
}
async function sheetNames(workbook) {
  const names = [];
  const note = ({ name }) => {
    names.push(name);
    return false;
  };
  await readXlsx(workbook, { sheets: note });
  return names;
}
async function* sheetText(workbook, sheet) {
  let lines = [];
  let nextRow = 0;
  let width = 0;
  for await (const { index, values } of streamXlsxRows(workbook, { sheet })) {
    width = Math.max(width, values.length);
    const missingCells = ",".repeat(width - values.length);
    lines.push("\n".repeat(index - nextRow), values.map(cellText).join(","), missingCells, "\n");
    nextRow = index + 1;
    if (lines.length < 4 * rowsPerChunk) continue;
    yield Buffer.from(lines.join(""));
    lines = [];
  }
  yield Buffer.from(lines.join(""));
}
function cellText(value) {
  if (value instanceof Date)
    return value.toISOString().replace("T", " ").replace(/(\.000)?Z$/, "");
  return quotedCell(String(value ?? "").replace(/[\r\n]+/g, " "));
}
function unreadable(workbook, file, cause) {
  if (!workbook.includes("xl/workbook")) {
    return new UserError("NoWorkbook", "this is a zip file, but no Excel workbook", {
      remedy: "Unpack it, and give the file of orders in it.",
      file,
      cause
    });
  }
  return new UserError("CorruptExcel", `the Excel file is damaged: ${cause.message}`, {
    remedy: "Copy it again, or open it in Excel and save it again.",
    file,
    cause
  });
}
var rowsPerChunk, unknownSheet;
var init_excel_source = __esm({
  "io/reading/excel-source.ts"() {
    "use strict";
    init_csv_line();
    init_user_error();
    rowsPerChunk = 1e3;
    unknownSheet = (sheet, sheets, file) => new UserError("UnknownSheet", `there is no sheet '${sheet}'; the sheets are ${sheets.join(", ")}`, {
      remedy: "Correct the rule reading.sheet.",
      file
    });
  }
});

// io/reading/file-kind.ts
init_user_error();
import { open, stat } from "node:fs/promises";
var headBytes = 4096;
async function fileKind(path, file) {
  const head = await readHead(path, file);
  if (head.length === 0) throw refused("EmptyFile", "the file is empty", "Export the orders again.", file);
  const starts = (...bytes) => bytes.every((byte, i) => head[i] === byte);
  if (starts(31, 139)) return "gzip";
  if (starts(80, 75, 3, 4) || starts(80, 75, 5, 6)) return "zip";
  if (starts(80, 65, 82, 49)) return "parquet";
  const other = otherFormats.find(({ magic }) => starts(...magic));
  if (other) throw refused("UnsupportedFormat", `this is ${other.what}`, other.remedy, file);
  return "text";
}
var otherFormats = [
  {
    what: "an old Excel file (.xls), or one with a password",
    magic: [208, 207, 17, 224],
    remedy: "Save it as .xlsx without a password."
  },
  { what: "packed with zstd", magic: [40, 181, 47, 253], remedy: "Unpack it, or pack it with gzip." },
  { what: "packed with bzip2", magic: [66, 90, 104], remedy: "Unpack it, or pack it with gzip." },
  { what: "packed with xz", magic: [253, 55, 122, 88], remedy: "Unpack it, or pack it with gzip." },
  { what: "a PDF", magic: [37, 80, 68, 70], remedy: "Export the orders as CSV or Excel." }
];
async function readHead(path, file) {
  const found = await stat(path).catch((cause) => {
    if (cause.code !== "ENOENT") throw cause;
    throw new UserError("FileNotFound", "there is no such file", { remedy: "Check the path.", file, cause });
  });
  if (found.isDirectory()) throw refused("NotAFile", "this is a folder", "Name the files in it.", file);
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
var refused = (name, message, remedy, file) => new UserError(name, message, { remedy, file });

// io/reading/parquet-source.ts
init_user_error();
import { join } from "node:path";

// io/parquet.ts
var quotedPath = (path) => `'${path.replaceAll("'", "''")}'`;
var parquetTable = (path) => `read_parquet(${quotedPath(path)})`;

// io/reading/source-bytes.ts
init_user_error();
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
var chunkBytes = 1 << 20;
async function* sourceBytes(path, { isGzip, file, onRead = () => {
} }) {
  let nBytes = 0;
  const packed = createReadStream(path, { highWaterMark: chunkBytes });
  packed.on("data", (chunk) => {
    nBytes += chunk.length;
    onRead(nBytes);
  });
  try {
    yield* isGzip ? unpacked(packed) : packed;
  } catch (error) {
    throw gzipError(error, file, nBytes);
  } finally {
    packed.destroy();
  }
}
var unpacked = (packed) => pipeline(packed, createGunzip({ chunkSize: chunkBytes }), () => {
});
function gzipError(error, file, nBytes) {
  const { code } = error;
  if (code === "Z_BUF_ERROR") {
    return new UserError("TruncatedGzip", `the gzip file ends too early, after ${nBytes} bytes`, {
      remedy: "Copy it again: a part of it is missing.",
      file,
      cause: error
    });
  }
  if (!code?.startsWith("Z_")) return error;
  return new UserError("CorruptGzip", "the gzip file is damaged", {
    remedy: "Copy it again, or pack it again.",
    file,
    cause: error
  });
}

// io/reading/parquet-source.ts
async function parquetSource(path, { file, rules, engine, folder }) {
  const table = parquetTable(path);
  const csv = join(folder, "parquet.csv");
  try {
    const columns = await engine.query(
      `describe from ${table}`
    );
    const cells = columns.map(({ column_name, column_type }) => cellSql(column_name, column_type));
    await engine.run(
      `copy (select ${cells.join(", ")} from ${table}) to ${quotedPath(csv)} (format csv, header true, delimiter ',')`
    );
  } catch (cause) {
    throw new UserError("CorruptParquet", `the Parquet file cannot be read: ${cause.message}`, {
      remedy: "Copy it again, or write it again.",
      file,
      cause
    });
  }
  return {
    format: "parquet",
    compression: null,
    sheet: null,
    firstLine: 0,
    rules: { ...rules, delimiter: ",", header: true, encoding: null },
    read: () => sourceBytes(csv, { isGzip: false, file }),
    encoding: () => null
  };
}
function cellSql(name, type) {
  const column = `"${name.replaceAll('"', '""')}"`;
  const text = `cast(${column} as varchar)`;
  return type === "VARCHAR" ? `translate(${text}, chr(10) || chr(13), '  ') as ${column}` : `${text} as ${column}`;
}

// core/reading/text-encoding.ts
function encodingOf(head) {
  if (head[0] === 239 && head[1] === 187 && head[2] === 191) return { encoding: null, bomBytes: 3 };
  if (head[0] === 255 && head[1] === 254) return { encoding: "utf-16le", bomBytes: 2 };
  if (head[0] === 254 && head[1] === 255) return { encoding: "utf-16be", bomBytes: 2 };
  return { encoding: utf16WithoutBom(head), bomBytes: 0 };
}
function utf16WithoutBom(head) {
  const pairs = Math.min(head.length >> 1, 2048);
  if (pairs < 2) return null;
  let evenZeros = 0;
  let oddZeros = 0;
  for (let i = 0; i < pairs; i++) {
    if (head[2 * i] === 0) evenZeros++;
    if (head[2 * i + 1] === 0) oddZeros++;
  }
  if (oddZeros > 0.7 * pairs && evenZeros < 0.1 * pairs) return "utf-16le";
  if (evenZeros > 0.7 * pairs && oddZeros < 0.1 * pairs) return "utf-16be";
  return null;
}
function isBinary(head, encoding) {
  if (encoding === "utf-16le" || encoding === "utf-16be") return false;
  let nControls = 0;
  for (const byte of head) if (byte < 9 || byte > 13 && byte < 27) nControls++;
  return nControls > head.length / 100;
}

// io/reading/text-source.ts
init_user_error();

// io/reading/utf8-text.ts
import { isUtf8 } from "node:buffer";

// core/reading/bytes.ts
var byteOf = {
  tab: 9,
  newline: 10,
  carriageReturn: 13,
  blank: 32,
  quote: 34
};
var isLineEnd = (byte) => byte === byteOf.newline || byte === byteOf.carriageReturn;
var isBlank = (byte) => byte === byteOf.blank || byte === byteOf.tab;
function skipBlanks(bytes, from) {
  let i = from;
  while (bytes[i] === byteOf.blank) i++;
  return i;
}
function endOfLine(bytes, from) {
  let i = from;
  while (i < bytes.length && !isLineEnd(bytes[i])) i++;
  return i;
}
function afterLineEnd(bytes, at) {
  return bytes[at] === byteOf.carriageReturn && bytes[at + 1] === byteOf.newline ? at + 2 : at + 1;
}

// core/reading/single-byte-text.ts
var windows1252 = "\u20AC\x81\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\x8D\u017D\x8F\x90\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\x9D\u017E\u0178";
function utf8Of(bytes, encoding) {
  const utf8 = new Uint8Array(3 * bytes.length);
  let n = 0;
  for (const byte of bytes) {
    const code = encoding === "windows-1252" && byte >= 128 && byte < 160 ? windows1252.charCodeAt(byte - 128) : byte;
    if (code < 128) utf8[n++] = code;
    else if (code < 2048) {
      utf8[n++] = 192 | code >> 6;
      utf8[n++] = 128 | code & 63;
    } else {
      utf8[n++] = 224 | code >> 12;
      utf8[n++] = 128 | code >> 6 & 63;
      utf8[n++] = 128 | code & 63;
    }
  }
  return utf8.subarray(0, n);
}
var blockBytes = 1024;
function repairUtf8(text, isUtf82) {
  if (isUtf82(text)) return { text, repairedLines: 0 };
  const parts = [];
  let repairedLines = 0;
  let done = 0;
  for (let at = 0; at < text.length; ) {
    const blockEnd = Math.min(at + blockBytes, text.length);
    if (isUtf82(text.subarray(at, blockEnd))) {
      at = blockEnd;
      continue;
    }
    while (text[at] < 128) at++;
    const start = startOfLine(text, at);
    const end = endOfLine(text, at);
    const line = text.subarray(start, end);
    if (!isUtf82(line)) {
      parts.push(text.subarray(done, start), utf8Of(line, "windows-1252"));
      repairedLines++;
      done = end;
    }
    at = end;
  }
  parts.push(text.subarray(done));
  return { text: joined(parts), repairedLines };
}
function startOfLine(text, at) {
  let start = at;
  while (start > 0 && !isLineEnd(text[start - 1])) start--;
  return start;
}
function joined(parts) {
  const whole = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

// io/reading/utf8-text.ts
init_user_error();
var longestLine = 16 << 20;
async function* utf8Text(source, { encoding, repairs, file }) {
  if (encoding === "utf-16le" || encoding === "utf-16be" || encoding === "utf-8") {
    yield* wholeLines(decoded(source, encoding), file);
    return;
  }
  for await (const text of wholeLines(source, file)) {
    if (encoding) yield utf8Of(text, encoding);
    else {
      const repaired = repairUtf8(text, isUtf8);
      repairs.lines += repaired.repairedLines;
      yield repaired.text;
    }
  }
}
async function* decoded(source, encoding) {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of source) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}
async function* wholeLines(source, file) {
  let rest = new Uint8Array(0);
  for await (const chunk of source) {
    const text = rest.length > 0 ? Buffer.concat([rest, chunk]) : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    const end = Math.max(text.lastIndexOf(byteOf.newline), text.lastIndexOf(byteOf.carriageReturn)) + 1;
    rest = text.subarray(end);
    if (end > 0) yield text.subarray(0, end);
    if (rest.length > longestLine) throw lineTooLong(file);
  }
  if (rest.length > 0) yield rest;
}
var lineTooLong = (file) => new UserError(
  "LineTooLong",
  `a line is longer than ${longestLine >> 20} MB, so this is no table of orders`,
  {
    remedy: "Export the orders as CSV, one line each.",
    file
  }
);

// io/reading/text-source.ts
async function textFileSource(path, { isGzip, file, rules }) {
  const head = await firstBytes(sourceBytes(path, { isGzip, file }));
  const { encoding: recognised, bomBytes } = encodingOf(head);
  const encoding = rules.encoding ?? recognised;
  if (isBinary(head, encoding)) throw notText(file, isGzip);
  let repairs = { lines: 0 };
  return {
    format: "csv",
    compression: isGzip ? "gzip" : null,
    sheet: null,
    firstLine: 1,
    rules,
    read(onRead) {
      repairs = { lines: 0 };
      const bytes = withoutFirst(bomBytes, sourceBytes(path, { isGzip, file, ...onRead && { onRead } }));
      return utf8Text(bytes, { encoding, repairs, file });
    },
    encoding: () => encoding ?? (repairs.lines > 0 ? "windows-1252" : "utf-8")
  };
}
async function firstBytes(source) {
  for await (const chunk of source) return chunk.subarray(0, 65536);
  return new Uint8Array(0);
}
async function* withoutFirst(nBytes, source) {
  let left = nBytes;
  for await (const chunk of source) {
    const skipped = Math.min(left, chunk.length);
    left -= skipped;
    yield chunk.subarray(skipped);
  }
}
var notText = (file, isGzip) => new UserError("UnsupportedFormat", `${isGzip ? "what is packed in it" : "the file"} is no text`, {
  remedy: "Export the orders as CSV, Excel (.xlsx) or Parquet, and pack nothing but CSV.",
  file
});

// io/reading/open-source.ts
async function openSource(path, options) {
  const kind = await fileKind(path, options.file);
  if (kind === "parquet") return parquetSource(path, options);
  if (kind === "zip") return (await Promise.resolve().then(() => (init_excel_source(), excel_source_exports))).excelSource(path, options);
  return textFileSource(path, { isGzip: kind === "gzip", ...options });
}

// core/reading/quoted-record.ts
var quoteReach = { bytes: 65536, lineBreaks: 100 };
var QuotedRecordReader = class {
  #delimiter;
  #bounds;
  /** The fields without their quotes. */
  bytes = new Uint8Array(quoteReach.bytes);
  nFields = 0;
  /** Where the record ends in the window: its line end, or the window's length. */
  end = 0;
  /** Line breaks within quotes. */
  lineBreaks = 0;
  #length = 0;
  /** @param bounds receives start and end of each field in `bytes` */
  constructor(delimiter, bounds) {
    this.#delimiter = delimiter;
    this.#bounds = bounds;
  }
  read(window, from, isLast) {
    const limit = Math.min(window.length, from + quoteReach.bytes);
    const textEnds = isLast && limit === window.length;
    const outOfReach = isLast || limit < window.length ? "unterminated" : "incomplete";
    this.nFields = 0;
    this.lineBreaks = 0;
    this.#length = 0;
    let at = from;
    for (; ; ) {
      const fieldStart = this.#length;
      const opening = skipBlanks(window, at);
      if (opening < limit && window[opening] === byteOf.quote) {
        at = this.#readQuotedField(window, opening + 1, limit, textEnds);
        if (at === mistaken) return "unterminated";
        if (at === unclosed) return outOfReach;
      } else {
        while (at < limit && !this.#endsField(window[at])) this.bytes[this.#length++] = window[at++];
      }
      this.#addField(fieldStart);
      if (at >= limit && !textEnds) return outOfReach;
      if (at >= limit || isLineEnd(window[at])) break;
      at++;
    }
    this.end = at;
    return "complete";
  }
  /** Returns the position of the delimiter or line end after the closing quote. */
  #readQuotedField(window, from, limit, textEnds) {
    const breaksBefore = this.lineBreaks;
    let hasStrayQuote = false;
    let at = from;
    while (at < limit) {
      const byte = window[at];
      if (byte === byteOf.quote) {
        const after = skipBlanks(window, at + 1);
        if (after >= limit ? textEnds : this.#endsField(window[after])) return after;
        if (after >= limit) return unclosed;
        if (window[at + 1] === byteOf.quote) at++;
        else hasStrayQuote = true;
        this.bytes[this.#length++] = byte;
        at++;
      } else {
        const next = isLineEnd(byte) ? afterLineEnd(window, at) : at + 1;
        if (isLineEnd(byte)) this.lineBreaks++;
        while (at < next) this.bytes[this.#length++] = window[at++];
      }
      if (this.lineBreaks > quoteReach.lineBreaks) return mistaken;
      if (hasStrayQuote && this.lineBreaks > breaksBefore) return mistaken;
    }
    return unclosed;
  }
  #endsField(byte) {
    return byte === this.#delimiter || isLineEnd(byte);
  }
  #addField(start) {
    if (2 * this.nFields + 1 < this.#bounds.length) {
      this.#bounds[2 * this.nFields] = start;
      this.#bounds[2 * this.nFields + 1] = this.#length;
    }
    this.nFields++;
  }
};
var unclosed = -1;
var mistaken = -2;

// core/reading/record-scanner.ts
var longestRecord = 1e6;
var mostFields = 4096;
var incomplete = -1;
var RecordScanner = class {
  #dialect;
  #visitor;
  #quoted;
  /** 1 for the bytes that mean something to the fast path. */
  #special = new Uint8Array(256);
  #record = {
    bytes: new Uint8Array(0),
    bounds: new Int32Array(2 * mostFields),
    nFields: 0,
    line: 1,
    window: new Uint8Array(0),
    from: 0,
    to: 0
  };
  constructor(dialect, visitor) {
    this.#dialect = dialect;
    this.#visitor = visitor;
    this.#record.line = dialect.firstLine;
    this.#quoted = new QuotedRecordReader(dialect.delimiter, this.#record.bounds);
    const separating = dialect.delimiter === byteOf.blank ? [] : [dialect.delimiter, byteOf.quote];
    for (const byte of [byteOf.newline, byteOf.carriageReturn, ...separating]) this.#special[byte] = 1;
  }
  /**
   * Visits every record that ends within the window.
   * @param isLast the text ends with this window
   * @returns bytes consumed; the rest must come again at the start of the next window
   */
  scan(text, isLast) {
    const window = new Uint8Array(text.buffer, text.byteOffset, text.length);
    this.#record.window = window;
    let at = 0;
    while (at < window.length) {
      const next = this.#readRecord(window, at, isLast);
      if (next === incomplete) break;
      at = next;
    }
    return at;
  }
  #readRecord(window, from, isLast) {
    const special = this.#special;
    const { delimiter } = this.#dialect;
    const { bounds } = this.#record;
    let nFields = 0;
    let fieldStart = from;
    let at = from;
    for (; at < window.length; at++) {
      const byte = window[at];
      if (special[byte] === 0) continue;
      if (byte === delimiter) {
        setBounds(bounds, nFields++, fieldStart, at);
        fieldStart = at + 1;
      } else if (byte === byteOf.quote) {
        if (skipBlanks(window, fieldStart) === at) return this.#readQuotedRecord(window, from, isLast);
      } else break;
    }
    if (isCut(window, at, isLast)) return incomplete;
    setBounds(bounds, nFields++, fieldStart, at);
    this.#record.bytes = window;
    this.#record.nFields = delimiter === byteOf.blank ? splitAtBlanks(window, from, at, bounds) : nFields;
    this.#visit(from, at);
    this.#record.line++;
    return afterLineEnd(window, at);
  }
  #readQuotedRecord(window, from, isLast) {
    const quoted = this.#quoted;
    const outcome = quoted.read(window, from, isLast);
    if (outcome === "incomplete") return incomplete;
    if (outcome === "unterminated") return this.#breakLine(window, from, isLast);
    if (isCut(window, quoted.end, isLast)) return incomplete;
    this.#record.bytes = quoted.bytes;
    this.#record.nFields = quoted.nFields;
    if (quoted.lineBreaks > 0 && (!this.#fits() || this.#swallowsRecords(window, from, quoted.end))) {
      return this.#breakLine(window, from, isLast);
    }
    this.#visit(from, quoted.end);
    this.#record.line += quoted.lineBreaks + 1;
    return afterLineEnd(window, quoted.end);
  }
  /** Gives up the one physical line in which a quote is never closed. */
  #breakLine(window, from, isLast) {
    const end = endOfLine(window, from);
    if (isCut(window, end, isLast)) return incomplete;
    this.#refuse("UnterminatedQuote", from, end);
    this.#record.line++;
    return afterLineEnd(window, end);
  }
  #visit(from, to) {
    const record = this.#record;
    if (isEmpty(record)) return;
    if (to - from > longestRecord) this.#refuse("LineTooLong", from, to);
    else if (!this.#fits()) this.#refuse("WrongFieldCount", from, to);
    else {
      record.from = from;
      record.to = to;
      this.#visitor.record(record);
    }
  }
  #refuse(reason, from, to) {
    this.#record.from = from;
    this.#record.to = to;
    this.#visitor.broken(reason, this.#record);
  }
  /** Whether the record has the right number of fields, empty ones at its end taken off. */
  #fits() {
    const { columns, required } = this.#dialect;
    const { bounds, nFields } = this.#record;
    if (columns === null) return true;
    let n = nFields;
    while (n > columns && n <= mostFields && bounds[2 * n - 2] === bounds[2 * n - 1]) n--;
    return n >= required && n <= columns;
  }
  /**
   * Whether a later line of a record that goes over several lines is a record itself: as many fields, and
   * a digit in the date. Then the first line lacks its closing quote, and the others must not be lost with it.
   */
  #swallowsRecords(window, from, to) {
    const { delimiter, columns, required, dateColumn } = this.#dialect;
    let start = afterLineEnd(window, endOfLine(window, from));
    while (start < to) {
      const end = Math.min(endOfLine(window, start), to);
      const line = window.subarray(start, end);
      const nFields = countByte(line, delimiter) + 1;
      const isFull = columns !== null && nFields >= required && nFields <= columns;
      if (isFull && (dateColumn === null || hasDigit(line, delimiter, dateColumn))) return true;
      start = afterLineEnd(window, end);
    }
    return false;
  }
};
function isCut(window, end, isLast) {
  if (isLast) return false;
  return end === window.length || window[end] === byteOf.carriageReturn && end + 1 === window.length;
}
function setBounds(bounds, field, start, end) {
  if (field >= mostFields) return;
  bounds[2 * field] = start;
  bounds[2 * field + 1] = end;
}
function splitAtBlanks(window, from, to, bounds) {
  let nFields = 0;
  for (let at = from; at < to; at++) {
    if (isBlank(window[at])) continue;
    const start = at;
    while (at < to && !isBlank(window[at])) at++;
    setBounds(bounds, nFields++, start, at);
  }
  return nFields;
}
function isEmpty({ bytes, bounds, nFields }) {
  for (let f2 = 0; f2 < Math.min(nFields, mostFields); f2++) {
    for (let i = bounds[2 * f2]; i < bounds[2 * f2 + 1]; i++) if (!isBlank(bytes[i])) return false;
  }
  return true;
}
function countByte(bytes, byte) {
  let count = 0;
  for (const each of bytes) if (each === byte) count++;
  return count;
}
function hasDigit(line, delimiter, field) {
  let f2 = 0;
  for (const byte of line) {
    if (byte === delimiter) f2++;
    else if (f2 === field && byte >= 48 && byte <= 57) return true;
  }
  return false;
}

// core/reading/sample-records.ts
var delimiterByte = (delimiter) => delimiter.charCodeAt(0);
var mostRecords = 500;
function sampleRecords(head, { delimiter, isWhole, firstLine = 1 }) {
  const records = [];
  const decoder = new TextDecoder();
  const scanner = new RecordScanner(
    { delimiter: delimiterByte(delimiter), columns: null, required: 0, dateColumn: null, firstLine },
    {
      record({ bytes, bounds, nFields, line }) {
        if (records.length === mostRecords) return;
        const fields2 = Array.from(
          { length: nFields },
          (_, f2) => decoder.decode(bytes.subarray(bounds[2 * f2], bounds[2 * f2 + 1])).trim()
        );
        records.push({ line, fields: fields2 });
      },
      broken() {
      }
    }
  );
  scanner.scan(head, isWhole);
  return records;
}
function usualFieldCount(records) {
  const counts = /* @__PURE__ */ new Map();
  for (const { fields: fields2 } of records) counts.set(fields2.length, (counts.get(fields2.length) ?? 0) + 1);
  const [usual] = [...counts].sort(([a, timesA], [b, timesB]) => timesB - timesA || b - a)[0] ?? [0];
  return usual;
}

// core/reading/order-records.ts
var dialectOf = (layout, firstLine) => ({
  delimiter: delimiterByte(layout.delimiter),
  columns: layout.nColumns,
  required: layout.nRequired,
  dateColumn: layout.mapping.ordered_at.position - 1,
  firstLine
});
function orderRecords({ headerLine, headers, mapping }, visitor) {
  const isAbove = (line) => headerLine !== null && line <= headerLine;
  const dateColumn = mapping.ordered_at.position - 1;
  return {
    record(record) {
      if (isAbove(record.line)) return;
      trimFields(record);
      const isHeader = headers !== null && !hasDigit2(record, dateColumn) && repeats(headers, record);
      if (isHeader) visitor.broken("RepeatedHeader", record);
      else visitor.record(record);
    },
    broken(reason, record) {
      if (!isAbove(record.line)) visitor.broken(reason, record);
    }
  };
}
function trimFields({ bytes, bounds, nFields }) {
  for (let f2 = 0; f2 < nFields; f2++) {
    let start = bounds[2 * f2];
    let end = bounds[2 * f2 + 1];
    while (start < end && bytes[start] <= 32) start++;
    while (end > start && bytes[end - 1] <= 32) end--;
    bounds[2 * f2] = start;
    bounds[2 * f2 + 1] = end;
  }
}
function hasDigit2({ bytes, bounds }, field) {
  for (let i = bounds[2 * field]; i < bounds[2 * field + 1]; i++) {
    if (bytes[i] >= 48 && bytes[i] <= 57) return true;
  }
  return false;
}
function repeats(headers, { bytes, bounds, nFields }) {
  const decoder = new TextDecoder();
  return headers.every((name, f2) => {
    const text = f2 < nFields ? decoder.decode(bytes.subarray(bounds[2 * f2], bounds[2 * f2 + 1])) : "";
    return text.trim() === name;
  });
}

// io/reading/scan-source.ts
async function scanSource(source, { layout, visitor, onRead }) {
  const scanner = new RecordScanner(dialectOf(layout, source.firstLine), orderRecords(layout, visitor));
  let rest = new Uint8Array(0);
  for await (const chunk of source.read(onRead)) {
    const window = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    rest = window.subarray(scanner.scan(window, false));
  }
  scanner.scan(rest, true);
}
async function headOf(source) {
  const chunks = [];
  let nBytes = 0;
  for await (const chunk of source.read()) {
    if (nBytes >= headBytes2) return { head: Buffer.concat(chunks), isWhole: false };
    chunks.push(chunk.subarray(0, headBytes2));
    nBytes += chunk.length;
  }
  return { head: Buffer.concat(chunks), isWhole: nBytes <= headBytes2 };
}
var headBytes2 = 262144;

// io/reading/write-cells.ts
import { closeSync, openSync, writeSync } from "node:fs";

// core/reading/date-evidence.ts
var mostShapes = 64;
var DateEvidence = class {
  #shapes = /* @__PURE__ */ new Map();
  #lastHash = 0;
  #lastShape;
  get shapes() {
    return [...this.#shapes.values()];
  }
  /** Returns false if the value has no digit at all. */
  add(bytes, start, end) {
    let hash = 17;
    let nNumbers = 0;
    let first = 0;
    let second = 0;
    let third = 0;
    let i = start;
    while (i < end) {
      const byte = bytes[i];
      const from = i++;
      if (isDigit(byte)) {
        let number = byte - 48;
        while (i < end && isDigit(bytes[i])) number = number * 10 + bytes[i++] - 48;
        nNumbers++;
        if (nNumbers === 1) first = number;
        else if (nNumbers === 2) second = number;
        else if (nNumbers === 3) third = number;
        hash = Math.imul(hash, 31) + 256 + Math.max(2, i - from);
      } else if (isLetter(byte)) {
        while (i < end && isLetter(bytes[i])) i++;
        hash = Math.imul(hash, 31) + 512 + i - from;
      } else hash = Math.imul(hash, 31) + byte;
    }
    if (nNumbers === 0) return false;
    if (hash !== this.#lastHash) this.#turnTo(hash, bytes, start, end);
    if (this.#lastShape) weigh(this.#lastShape, first, second, third);
    return true;
  }
  #turnTo(hash, bytes, start, end) {
    this.#lastHash = hash;
    this.#lastShape = this.#shapes.get(hash);
    if (this.#lastShape || this.#shapes.size >= mostShapes || end - start > 64) return;
    const sample = new TextDecoder().decode(bytes.subarray(start, end));
    this.#lastShape = {
      sample,
      values: 0,
      firstIsDay: 0,
      secondIsDay: 0,
      firstIsYear: 0,
      firstNumbers: 0,
      thirdNumbers: 0
    };
    this.#shapes.set(hash, this.#lastShape);
  }
};
function weigh(shape, first, second, third) {
  shape.values++;
  if (first > 31) shape.firstIsYear++;
  else {
    shape.firstNumbers |= 1 << first;
    if (first > 12 && second <= 12) shape.firstIsDay++;
    else if (second > 12 && second <= 31 && first <= 12) shape.secondIsDay++;
  }
  if (third <= 31) shape.thirdNumbers |= 1 << third;
}
var isDigit = (byte) => byte >= 48 && byte <= 57;
var isLetter = (byte) => (byte | 32) >= 97 && (byte | 32) <= 122;

// core/reading/number-evidence.ts
var NumberEvidence = class {
  /** Values that hold a comma (a point). */
  commas = 0;
  points = 0;
  /** Values that only a decimal comma explains: `12,5`, `0,125`, `1.234,56`, `1.234.567`. */
  decimalCommas = 0;
  /** Values that only a decimal point explains: `12.5`, `0.125`, `1,234.56`, `1,234,567`. */
  decimalPoints = 0;
  /** Values that hold something besides digits, one leading sign, commas and points. */
  decorated = 0;
  #otherThousands = /* @__PURE__ */ new Set();
  /** Blanks and apostrophes seen between groups of digits. */
  get otherThousands() {
    return [...this.#otherThousands].sort();
  }
  add(bytes, start, end) {
    let commas = 0;
    let points = 0;
    let firstDigit = -1;
    let lastDigit = -1;
    let lastSign = -1;
    let isDecorated = false;
    for (let i = start; i < end; i++) {
      const byte = bytes[i];
      if (byte >= 48 && byte <= 57) {
        if (firstDigit < 0) firstDigit = i;
        lastDigit = i;
      } else if (byte === comma || byte === point) {
        if (byte === comma) commas++;
        else points++;
        lastSign = i;
      } else if (i > start || byte !== minus && byte !== plus) isDecorated = true;
    }
    if (isDecorated) this.#addDecorated(bytes, start, end);
    if (lastSign < 0) return;
    if (commas > 0) this.commas++;
    if (points > 0) this.points++;
    const lastIsComma = bytes[lastSign] === comma;
    if (commas + points === 1) {
      const before = firstDigit < 0 ? 0 : lastSign - firstDigit;
      const mayGroup = lastDigit - lastSign === 3 && before >= 1 && before <= 3 && bytes[firstDigit] !== 48;
      if (!mayGroup) this.#prove(lastIsComma);
    } else this.#prove(commas > 0 && points > 0 ? lastIsComma : !lastIsComma);
  }
  #prove(isDecimalComma) {
    if (isDecimalComma) this.decimalCommas++;
    else this.decimalPoints++;
  }
  #addDecorated(bytes, start, end) {
    this.decorated++;
    if (end - start > 64) return;
    const signs = new TextDecoder().decode(bytes.subarray(start, end)).matchAll(/(?<=\d)([ \u00a0\u2009\u202f'’])(?=\d{3})/g);
    for (const [, sign] of signs) this.#otherThousands.add(sign);
  }
};
var comma = 44;
var point = 46;
var minus = 45;
var plus = 43;

// core/reading/cell-writer.ts
var cellSeparator = 31;
var bufferBytes = 1 << 20;
var CellWriter = class {
  dates = new DateEvidence();
  numbers = new NumberEvidence();
  written = 0;
  broke = 0;
  #nColumns;
  #dateColumn;
  #numberColumns;
  #write;
  #buffer = new Uint8Array(bufferBytes);
  #length = 0;
  /** @param write takes bytes that are overwritten once it returns */
  constructor({ nColumns, mapping }, write) {
    this.#nColumns = nColumns;
    this.#dateColumn = mapping.ordered_at.position - 1;
    this.#numberColumns = [mapping.quantity, mapping.unit_price, mapping.amount].flatMap(
      (column) => column ? [column.position - 1] : []
    );
    this.#write = write;
  }
  record(record) {
    const { bytes, bounds } = record;
    this.dates.add(bytes, bounds[2 * this.#dateColumn], bounds[2 * this.#dateColumn + 1]);
    for (const f2 of this.#numberColumns) this.numbers.add(bytes, bounds[2 * f2], bounds[2 * f2 + 1]);
    this.#writeRecord(record);
    this.written++;
  }
  broken() {
    this.broke++;
  }
  /** Hands on what is left in the buffer. */
  flush() {
    this.#write(this.#buffer.subarray(0, this.#length));
    this.#length = 0;
  }
  #writeRecord({ bytes, bounds, nFields, line, from, to }) {
    this.#reserve(to - from + this.#nColumns + 24);
    const buffer = this.#buffer;
    let at = writeNumber(buffer, this.#length, line);
    for (let f2 = 0; f2 < this.#nColumns; f2++) {
      buffer[at++] = cellSeparator;
      if (f2 >= nFields) continue;
      const end = bounds[2 * f2 + 1];
      for (let i = bounds[2 * f2]; i < end; i++) {
        const byte = bytes[i];
        buffer[at++] = byte < byteOf.blank ? byteOf.blank : byte;
      }
    }
    buffer[at++] = byteOf.newline;
    this.#length = at;
  }
  #reserve(nBytes) {
    if (this.#length + nBytes <= this.#buffer.length) return;
    this.flush();
    if (nBytes > this.#buffer.length) this.#buffer = new Uint8Array(nBytes);
  }
};
function writeNumber(buffer, at, number) {
  let nDigits = 1;
  for (let limit = 10; number >= limit; limit *= 10) nDigits++;
  let rest = number;
  for (let i = at + nDigits - 1; i >= at; i--) {
    const tens = Math.floor(rest / 10);
    buffer[i] = 48 + rest - 10 * tens;
    rest = tens;
  }
  return at + nDigits;
}

// io/reading/write-cells.ts
async function writeCells(source, { layout, path, onRead }) {
  const descriptor = openSync(path, "w");
  try {
    const writer = new CellWriter(layout, (bytes) => writeWhole(descriptor, bytes));
    await scanSource(source, { layout, visitor: writer, onRead });
    writer.flush();
    return writer;
  } finally {
    closeSync(descriptor);
  }
}
function writeWhole(descriptor, bytes) {
  for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
}

// core/reading/recognise-layout.ts
init_user_error();

// core/reading/date-format.ts
var time = /[T ,]+(\d{1,2}):(\d{2})(:\d{2})?([.,]\d{1,9})?(\s?[AaPp][Mm])?\s?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/;
function dateShapeOf(text) {
  const clock = time.exec(text);
  const day = dayShapeOf(clock ? text.slice(0, clock.index) : text);
  if (!day || !clock) return day;
  const [, , , seconds, fraction, halfDay, offset] = clock;
  const gap = /^[T ,]+/.exec(clock[0])[0];
  const suffix = [
    gap,
    halfDay ? "%I:%M" : "%H:%M",
    seconds ? ":%S" : "",
    fraction ? `${fraction[0]}%n` : "",
    halfDay ? halfDay.length === 3 ? `${halfDay[0]}%p` : "%p" : ""
  ].join("");
  return { ...day, hasOffset: offset !== void 0, format: (order) => day.format(order) + suffix };
}
var weekdays = /^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,? /i;
function dayShapeOf(text) {
  const weekday = weekdays.exec(text)?.[0];
  if (weekday) {
    const rest = dayShapeOf(text.slice(weekday.length));
    const name = weekday.replace(/[a-z]+/i, (word) => word.length === 3 ? "%a" : "%A");
    return rest && { ...rest, format: (order) => name + rest.format(order) };
  }
  return numericShape(text) ?? monthNameShape(text);
}
function numericShape(text) {
  if (/^(19|20|21)\d{6}$/.test(text)) return fixed("%Y%m%d");
  const yearFirst = /^\d{4}([-/.])\d{1,2}\1\d{1,2}$/.exec(text);
  if (yearFirst) return fixed(["%Y", "%m", "%d"].join(yearFirst[1]));
  const yearLast = /^\d{1,2}([-/. ])\d{1,2}\1(\d{2}|\d{4})$/.exec(text);
  if (!yearLast) return null;
  const [, separator, year] = yearLast;
  const hasCentury = year.length === 4;
  return {
    order: hasCentury ? "dayOrMonthFirst" : "anyFirst",
    hasOffset: false,
    format: (order) => partsInOrder(order, hasCentury ? "%Y" : "%y").join(separator)
  };
}
var partsInOrder = (order, year) => ({ dmy: ["%d", "%m", year], mdy: ["%m", "%d", year], ymd: [year, "%m", "%d"] })[order];
var monthNames = /jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec/i;
function monthNameShape(text) {
  if (!monthNames.test(text) || !/^[A-Za-z0-9 ,./-]+$/.test(text)) return null;
  const words = text.match(/[A-Za-z]+|\d+|[^A-Za-z\d]+/g);
  const numbers = words.filter((word) => /\d/.test(word));
  if (numbers.length !== 2 || words.filter((word) => /[A-Za-z]/.test(word)).length !== 1) return null;
  const yearFirst = numbers[0].length === 4;
  const year = numbers[yearFirst ? 0 : 1];
  const day = numbers[yearFirst ? 1 : 0];
  if (day.length > 2 || year.length !== 2 && year.length !== 4) return null;
  let nth = 0;
  const format = words.map((word) => {
    if (/[A-Za-z]/.test(word)) return word.length === 3 ? "%b" : "%B";
    if (!/\d/.test(word)) return word;
    if (nth++ === 0 !== yearFirst) return "%d";
    return year.length === 4 ? "%Y" : "%y";
  });
  return fixed(format.join(""));
}
var fixed = (format) => ({ order: "fixed", hasOffset: false, format: () => format });

// core/reading/infer-columns.ts
function inferColumns(records, nColumns) {
  const positions = Array.from({ length: nColumns }, (_, i) => i + 1);
  const kinds = positions.map((position) => kindOf(valuesAt(records, position)));
  const ofKind = (kind) => positions.filter((position) => kinds[position - 1] === kind);
  const [date] = ofKind("date");
  const decimals = ofKind("decimal");
  const texts = ofKind("text");
  const emails = ofKind("email");
  if (!date || decimals.length !== 1 || texts.length > 1 || emails.length > 1) return {};
  const quantity = ofKind("integer").filter((position) => isSmall(valuesAt(records, position))).at(-1);
  const customer = emails[0] ?? [...ofKind("integer"), ...texts].filter((each) => each !== quantity).sort(byNumber)[0];
  if (!customer) return {};
  const column = (position) => ({ header: null, position, matchedBy: "values" });
  return {
    customer_id: column(customer),
    ordered_at: column(date),
    amount: column(decimals[0]),
    ...quantity ? { quantity: column(quantity) } : {}
  };
}
var byNumber = (a, b) => a - b;
var valuesAt = (records, position) => records.map(({ fields: fields2 }) => fields2[position - 1] ?? "").filter((value) => value !== "");
var tests = [
  ["date", (value) => dateShapeOf(value) !== null],
  ["integer", (value) => /^-?\d+$/.test(value)],
  ["decimal", (value) => isNumber(value)],
  ["email", (value) => /^[^@\s]+@[^@\s]+$/.test(value)]
];
function kindOf(values) {
  if (values.length === 0) return "empty";
  const fits = (test) => values.filter(test).length >= 0.9 * values.length;
  return tests.find(([, test]) => fits(test))?.[0] ?? "text";
}
var isSmall = (values) => values.every((value) => !/^0\d/.test(value)) && values.filter((value) => value.replace("-", "").length <= 2).length >= 0.9 * values.length;
var isNumber = (value) => /^[-+(]?\s?(\p{Sc}|[A-Z]{3})?\s?-?[\d.,'’\s]*\d[\d.,]*\s?(\p{Sc}|[A-Z]{3})?[-)]?$/u.test(value);

// core/order-line.ts
var fields = [
  "invoice_id",
  "stock_code",
  "description",
  "quantity",
  "ordered_at",
  "unit_price",
  "amount",
  "customer_id",
  "country"
];

// core/reading/match-columns.ts
init_user_error();

// core/reading/header-words.ts
var list = (text) => text.trim().split(/\s+/);
var headerWords = {
  customer_id: {
    names: list(`customerid customernumber customerno customernr customercode customerkey custid custno cid clientid
      clientnumber clientno clientcode buyerid userid memberid shopperid accountid contactid visitorid householdid
      customeruniqueid customer client buyer user member shopper customeremail emailaddress email mail
      customername clientname buyername username`),
    words: list(
      "customer cust client buyer shopper purchaser consumer member user email mail account household"
    ),
    except: list(`country city state zip postcode postal address street phone gender sex age birth segment type group
      date time since price amount total status region channel count number_of lifetime`)
  },
  ordered_at: {
    names: list(`invoicedate orderdate orderedat ordereddate purchasedate purchasedat transactiondate transactiondatetime
      transdate txndate saledate salesdate orderdatetime ordertime invoicedatetime datetime timestamp createdat
      createddate created orderpurchasetimestamp date day placedat`),
    words: list("date datetime timestamp time day created ordered purchased placed"),
    except: list(`birth dob due ship shipped shipping deliver delivered delivery update updated modified cancel
      cancelled canceled return returned expiry expiration registration joined number_of count`)
  },
  unit_price: {
    names: list(
      "unitprice priceperunit pricepiece pieceprice itemprice productprice lineitemprice priceeach price"
    ),
    words: list("price"),
    except: list("total list discount sum subtotal extended line shipping")
  },
  quantity: {
    names: list(`quantity qty quantityordered orderquantity orderqty lineitemquantity itemquantity itemqty units unitssold
      pieces pcs itemcount numberofitems numberofunits numitems`),
    words: list("quantity qty units pieces pcs number_of"),
    except: list("price amount value date order_number")
  },
  amount: {
    names: list(`amount totalamount orderamount lineamount linetotal ordertotal totalprice totalsales totalvalue
      invoiceamount invoicetotal transactionamount ordervalue grandtotal total revenue sales salesamount netsales
      netamount turnover dollarvalue dollars value spend spent amountspent paymentvalue subtotal extendedprice`),
    words: list("amount total revenue sales value spend spent turnover subtotal paid dollars price"),
    except: list(`tax vat discount shipping freight fee quantity qty units items count type method currency date rep
      channel status region number_of`)
  },
  invoice_id: {
    names: list(`invoiceno invoiceid invoicenumber invoicenr invoice orderid orderno ordernumber ordernr order
      transactionid transactionno transactionnumber transaction receiptid receiptno receiptnumber receipt basketid
      billno billid ticketid ticketno documentno saleid salesorder salesordernumber txnid`),
    words: list("invoice order transaction receipt basket bill ticket txn voucher"),
    except: list(`date time day status type amount total value price quantity qty line item source channel country
      payment method priority number_of count`)
  },
  stock_code: {
    names: list(`stockcode sku productid productcode productno productnumber productkey itemid itemcode itemno itemnumber
      articleid articlecode articleno articlenumber lineitemsku variantsku skuid asin ean upc gtin isbn product item
      article partno partnumber`),
    words: list("sku stock product item article asin ean upc gtin isbn part"),
    except: list(`name description desc title category price amount total quantity qty type group count size color
      colour status brand cost line number_of`)
  },
  description: {
    names: list(`description productdescription itemdescription stockdescription productname itemname articlename
      lineitemname producttitle title desc`),
    words: list("description desc"),
    except: list("category status")
  },
  country: {
    names: list(
      "country customercountry shipcountry shippingcountry billingcountry shiptocountry countryname countrycode nation"
    ),
    words: list("country nation"),
    except: []
  }
};

// core/reading/match-columns.ts
function matchHeaders(headers, claimed = {}) {
  const mapping = { ...claimed };
  const isFree = (position) => Object.values(mapping).every((column) => column.position !== position);
  const claim = (field, index, matchedBy) => {
    mapping[field] = { header: headers[index], position: index + 1, matchedBy };
  };
  const open2 = () => Object.keys(headerWords).filter((field) => !mapping[field]);
  const squashed = headers.map((header) => wordsOf(header).join(""));
  for (const field of open2()) {
    for (const name of headerWords[field].names) {
      const index = squashed.findIndex((each, i) => each === name && isFree(i + 1));
      if (index < 0) continue;
      claim(field, index, "name");
      break;
    }
  }
  for (const field of open2()) {
    const { words, except } = headerWords[field];
    const index = headers.findIndex((header, i) => {
      const said = wordsOf(header);
      if (/number of|no of|count of/.test(said.join(" "))) said.push("number_of");
      return isFree(i + 1) && said.some((word) => words.includes(word)) && !said.some((word) => except.includes(word));
    });
    if (index >= 0) claim(field, index, "word");
  }
  return mapping;
}
function wordsOf(header) {
  return header.normalize("NFKD").replace(/([a-z\d])([A-Z])/g, "$1 $2").toLowerCase().split(/[^\p{L}\d]+/u).filter((word) => word !== "");
}
function columnsByRule(rules, { headers, nColumns, file }) {
  const mapping = {};
  for (const field of fields) {
    const wanted = rules[field];
    if (wanted === void 0) continue;
    const index = typeof wanted === "number" ? wanted - 1 : (headers ?? []).indexOf(wanted.trim());
    if (!Number.isInteger(index) || index < 0 || index >= nColumns)
      throw noSuchColumn(file, field, wanted, headers, nColumns);
    mapping[field] = { header: headers?.[index] ?? null, position: index + 1, matchedBy: "rule" };
  }
  return mapping;
}
function noSuchColumn(file, field, wanted, headers, nColumns) {
  const found = headers ? `its headers are ${quotedList(headers)}` : "it has no header";
  return new UserError(
    "NoSuchColumn",
    `there is no column ${typeof wanted === "number" ? wanted : `'${wanted}'`}: the file has ${nColumns} columns, ${found}`,
    { remedy: `Correct the rule reading.columns.${field}.`, file, column: String(wanted) }
  );
}
var quotedList = (names) => names.map((name) => `'${name}'`).join(", ");
function missingMeanings(mapping) {
  return [
    ...mapping.customer_id ? [] : ["customer"],
    ...mapping.ordered_at ? [] : ["date"],
    ...mapping.amount || mapping.quantity && mapping.unit_price ? [] : ["money (an amount, or quantity and unit price)"]
  ];
}

// core/reading/recognise-delimiter.ts
function recogniseDelimiter(head, isWhole) {
  const announced = /^sep=([,;\t|])\r?$/im.exec(
    new TextDecoder().decode(head.subarray(0, 16)).split("\n")[0]
  )?.[1];
  if (announced) return announced;
  const scored = [",", ";", "	", "|"].map((delimiter) => ({ delimiter, score: evenness(sampleRecords(head, { delimiter, isWhole })) })).sort((a, b) => b.score - a.score);
  const best = scored[0];
  if (best.score >= Math.log(3) / 2) return best.delimiter;
  return evenness(sampleRecords(head, { delimiter: " ", isWhole })) > best.score ? " " : best.delimiter;
}
function evenness(records) {
  const usual = usualFieldCount(records);
  if (usual < 2) return 0;
  return records.filter(({ fields: fields2 }) => fields2.length === usual).length / records.length * Math.log(usual);
}

// core/reading/recognise-layout.ts
var headerWithin = 20;
function recogniseLayout(head, { rules, file, isWhole, firstLine }) {
  const delimiter = rules.delimiter ?? recogniseDelimiter(head, isWhole);
  const records = sampleRecords(head, { delimiter, isWhole, firstLine }).filter(
    ({ fields: fields2 }) => !/^sep=/i.test(fields2[0])
  );
  if (records.length === 0) throw emptyFile(file);
  const header = rules.header === false ? void 0 : findHeader(records, rules, file);
  return header ? withHeader(records, header, delimiter, rules, file) : withoutHeader(records, delimiter, rules, file);
}
function findHeader(records, rules, file) {
  if (rules.header) return records[0];
  const named = Object.values(rules.columns).filter((column) => typeof column === "string");
  const candidates = records.slice(0, headerWithin).filter(looksLikeHeader);
  const complete = candidates.find(({ fields: fields2 }) => {
    if (!named.every((name) => fields2.includes(name.trim()))) return false;
    return missingMeanings(mappingOf(fields2, fields2.length, rules, file)).length === 0;
  });
  return complete ?? (looksLikeHeader(records[0]) ? records[0] : void 0);
}
function looksLikeHeader({ fields: fields2 }) {
  const names = fields2.filter((field) => field !== "");
  return names.length >= 2 && names.every((name) => !isNumber(name) && dateShapeOf(name) === null && !name.includes("@"));
}
function mappingOf(headers, nColumns, rules, file) {
  return matchHeaders(headers, columnsByRule(rules.columns, { headers, nColumns, file }));
}
function withHeader(records, { line, fields: fields2 }, delimiter, rules, file) {
  const below = records.filter((record) => record.line > line);
  const isWider = below.filter((record) => record.fields.length > fields2.length).length > below.length / 2;
  const nColumns = isWider ? Math.max(fields2.length, usualFieldCount(below)) : fields2.length;
  const mapping = mappingOf(fields2, nColumns, rules, file);
  const missing = missingMeanings(mapping);
  if (missing.length > 0) {
    throw noUsableColumns(
      file,
      missing,
      `the headers are ${quotedList(fields2.filter((name) => name !== ""))}`,
      "'Client'"
    );
  }
  const lastNamed = fields2.findLastIndex((name) => name !== "") + 1;
  const nRequired = Math.max(lastNamed, ...Object.values(mapping).map((column) => column.position));
  return { delimiter, headerLine: line, headers: fields2, nColumns, nRequired, ...withOneMoney(mapping) };
}
function withoutHeader(records, delimiter, rules, file) {
  const nColumns = usualFieldCount(records);
  const named = columnsByRule(rules.columns, { headers: null, nColumns, file });
  const mapping = missingMeanings(named).length === 0 ? named : { ...inferColumns(records, nColumns), ...named };
  const missing = missingMeanings(mapping);
  if (missing.length > 0) {
    const first = records[0].fields.slice(0, 12);
    throw noUsableColumns(
      file,
      missing,
      `it has no header, and its first line reads ${quotedList(first)}`,
      "1"
    );
  }
  return {
    delimiter,
    headerLine: null,
    headers: null,
    nColumns,
    nRequired: nColumns,
    ...withOneMoney(mapping)
  };
}
function withOneMoney(mapping) {
  const { amount, unit_price, ...others } = mapping;
  if (!amount || !unit_price) return { mapping, ignoredAmount: null };
  const isAmountWanted = amount.matchedBy === "rule" && unit_price.matchedBy !== "rule";
  if (!others.quantity || isAmountWanted) return { mapping: { ...others, amount }, ignoredAmount: null };
  return { mapping: { ...others, unit_price }, ignoredAmount: amount.header ?? String(amount.position) };
}
var emptyFile = (file) => new UserError("EmptyFile", "the file is empty: there is no line to read", {
  remedy: "Export the orders again.",
  file
});
var noUsableColumns = (file, missing, found, example) => new UserError("NoUsableColumns", `there is no column for ${missing.join(" and ")}: ${found}`, {
  remedy: `Name the columns in the rules, for example reading: { columns: { ${exampleField(missing)}: ${example} } }.`,
  file
});
var exampleField = ([first]) => first === "customer" ? "customer_id" : first === "date" ? "ordered_at" : "amount";

// core/rules.ts
var defaultRules = {
  seed: 42,
  currency: null,
  asOf: null,
  reading: {
    columns: {},
    header: null,
    delimiter: null,
    encoding: null,
    decimal: null,
    dateOrder: null,
    sheet: null
  },
  cleaning: {
    duplicates: "keep",
    requireComplete: false,
    requireDescription: false,
    minimumPrice: 0.01,
    notGoods: [
      "POST",
      "DOT",
      "D",
      "M",
      "m",
      "S",
      "B",
      "C2",
      "PADS",
      "CRUK",
      "AMAZONFEE",
      "BANK CHARGES",
      "DCGSSBOY",
      "DCGSSGIRL"
    ],
    lettersOnlyAreNotGoods: false,
    excludeCountries: ["European Community", "Unspecified"],
    excludeInvoices: [],
    excludeCustomers: [],
    anonymous: "drop",
    cancelledWithinDays: 1
  },
  customers: { requireFeatures: [], maximumReturnsRatio: null, extreme: "show", extremeThreshold: 6 },
  features: {
    use: ["gross_revenue", "recency_days", "invoices"],
    scale: {}
  },
  segmentation: {
    spaces: ["scaled", "pca"],
    models: ["kmeans"],
    kFrom: 2,
    kTo: 11,
    starts: 10,
    smallestShare: 0.01,
    largestShare: 0.6,
    choose: { space: null, model: null, k: null }
  },
  insiders: { largestShare: 0.1 }
};

// ../../tmp/ing/stages.ts
var f = process.argv[2];
var t = performance.now();
var c = process.cpuUsage();
var lap = (s) => {
  const u = process.cpuUsage(c);
  console.log(s.padEnd(20), (performance.now() - t).toFixed(0), "ms wall", ((u.user + u.system) / 1e3).toFixed(0), "cpu");
  t = performance.now();
  c = process.cpuUsage();
};
for (let k = 0; k < 3; k++) {
  let n = 0;
  for await (const x of sourceBytes(f, { isGzip: f.endsWith("gz"), file: f })) n += x.length;
  lap("bytes");
  const source = await openSource(f, { file: f, rules: defaultRules.reading, engine: null, folder: "" });
  const { head, isWhole } = await headOf(source);
  lap("head");
  const layout = recogniseLayout(head, { rules: defaultRules.reading, file: f, isWhole, firstLine: 1 });
  lap("layout");
  n = 0;
  for await (const x of source.read()) n += x.length;
  lap("utf8");
  let r = 0;
  const sc = new RecordScanner(dialectOf(layout, 1), { record() {
    r++;
  }, broken() {
  } });
  let rest = new Uint8Array(0);
  for await (const x of source.read()) {
    const w = rest.length ? Buffer.concat([rest, x]) : x;
    rest = w.subarray(sc.scan(w, false));
  }
  lap("+scan");
  await scanSource(source, { layout, visitor: { record() {
    r++;
  }, broken() {
  } } });
  lap("+trim");
  await writeCells(source, { layout, path: "/tmp/ing/cells.csv", onRead() {
  } });
  lap("+cells");
}
