import { createRandom } from '../../../core/random/random.js';
import { RecordScanner } from '../../../core/reading/record-scanner.js';

interface Scan {
  records: [line: number, ...fields: string[]][];
  broken: [line: number, reason: string, raw: string][];
}

/** Scans a text of three columns, the last one a date, in windows of so many bytes. */
function scan(text: string, { windowBytes = 1 << 20, delimiter = ',' } = {}): Scan {
  const bytes = Buffer.from(text);
  const found: Scan = { records: [], broken: [] };
  const dialect = {
    delimiter: delimiter.charCodeAt(0),
    columns: 3,
    required: 3,
    dateColumn: 2,
    firstLine: 1,
  };
  const scanner = new RecordScanner(dialect, {
    record: ({ line, bytes: held, bounds, nFields }) => {
      const field = (f: number) => Buffer.from(held.subarray(bounds[2 * f], bounds[2 * f + 1])).toString();
      found.records.push([line, ...Array.from({ length: nFields }, (_, f) => field(f))]);
    },
    broken: (reason, { line, window, from, to }) => {
      found.broken.push([line, reason, Buffer.from(window.subarray(from, to)).toString()]);
    },
  });
  let rest: Uint8Array = new Uint8Array(0);
  for (let at = 0; at < bytes.length; at += windowBytes) {
    const window = Buffer.concat([rest, bytes.subarray(at, at + windowBytes)]);
    rest = window.subarray(scanner.scan(window, false));
  }
  scanner.scan(rest, true);
  return found;
}

describe('fields', () => {
  test('a quoted field holds delimiters, doubled quotes and line breaks', () => {
    expect(scan('a,"b, ""c""\nd",2016\ne,f,2017\n').records).toEqual([
      [1, 'a', 'b, "c"\nd', '2016'],
      [3, 'e', 'f', '2017'],
    ]);
  });

  test('a quote within an unquoted field is text', () => {
    expect(scan('a,12" RULER,2016').records).toEqual([[1, 'a', '12" RULER', '2016']]);
  });

  test('a single quote within a quoted field is text', () => {
    expect(scan('a,"12" RULER",2016').records).toEqual([[1, 'a', '12" RULER', '2016']]);
  });

  test('blanks may stand around quotes', () => {
    expect(scan('a, "b, c" ,2016').records).toEqual([[1, 'a', 'b, c', '2016']]);
  });

  test('an empty quoted field at the end of the text is a field', () => {
    expect(scan('a,b,""').records).toEqual([[1, 'a', 'b', '']]);
  });

  test('a tab is a delimiter even beside a quoted field', () => {
    expect(scan('"a"\t\t"2016"', { delimiter: '\t' }).records).toEqual([[1, 'a', '', '2016']]);
  });

  test('runs of blanks part fields, and blanks at both ends do not', () => {
    expect(scan('  a   b 2016 \n', { delimiter: ' ' }).records).toEqual([[1, 'a', 'b', '2016']]);
  });
});

describe('lines', () => {
  test.each(['\n', '\r\n', '\r'])('end with %j', (end) => {
    expect(scan(['a,b,1', 'c,d,2', ''].join(end)).records).toEqual([
      [1, 'a', 'b', '1'],
      [2, 'c', 'd', '2'],
    ]);
  });

  test('that are blank, or hold empty fields only, count but are no records', () => {
    expect(scan('a,b,1\n\n , ,\n  \nc,d,2')).toEqual({
      records: [
        [1, 'a', 'b', '1'],
        [5, 'c', 'd', '2'],
      ],
      broken: [],
    });
  });

  test('with too few or too many fields are broken, empty ones at the end aside', () => {
    expect(scan('a,b\na,b,1,,\na,b,1,x\n')).toEqual({
      records: [[2, 'a', 'b', '1', '', '']],
      broken: [
        [1, 'WrongFieldCount', 'a,b'],
        [3, 'WrongFieldCount', 'a,b,1,x'],
      ],
    });
  });

  test('longer than a million bytes are broken', () => {
    const { records, broken } = scan(`a,${'b'.repeat(1_000_001)},1\nc,d,2\n`);
    expect(records).toEqual([[2, 'c', 'd', '2']]);
    expect(broken.map(([line, reason]) => [line, reason])).toEqual([[1, 'LineTooLong']]);
  });
});

describe('a record over several lines', () => {
  test('is one where its first field holds line breaks, and its last line looks like a record', () => {
    const text = '"Smith\nHigh Street 1\nLondon",b,1\n"Jones\nLow Street 2\nYork",d,2\ne,f,3\n';
    expect(scan(text)).toEqual({
      records: [
        [1, 'Smith\nHigh Street 1\nLondon', 'b', '1'],
        [4, 'Jones\nLow Street 2\nYork', 'd', '2'],
        [7, 'e', 'f', '3'],
      ],
      broken: [],
    });
  });

  test('may hold one line that looks like a record itself', () => {
    expect(scan('a,"said:\nx,y,1\nthanks",2\n').records).toEqual([[1, 'a', 'said:\nx,y,1\nthanks', '2']]);
  });

  test('may have hundreds of lines, and hundreds of thousands of bytes', () => {
    const note = Array.from({ length: 900 }, (_, i) => `${'word '.repeat(100)}${i}`).join('\n');
    expect(scan(`a,"${note}",2\nc,d,3`, { windowBytes: 100_000 }).records).toEqual([
      [1, 'a', note, '2'],
      [901, 'c', 'd', '3'],
    ]);
  });

  test('comes back whatever is in its fields, if no line of it looks like a record', () => {
    const random = createRandom(11);
    const pick = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)]!;
    const text = () => {
      const nLines = pick([1, 1, 1, 2, 3]);
      const line = () =>
        pick(['a', 'b c', '12" x', '""', 'it is 5', '', ...(nLines === 1 ? ['d, e, 5'] : [])]);
      return Array.from({ length: nLines }, line).join('\n');
    };
    for (let round = 0; round < 300; round++) {
      const rows = Array.from({ length: 20 }, () => [text(), text(), pick(['2016', '2017'])]);
      const isAlways = random() < 0.5;
      const cell = (value: string) =>
        isAlways || /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
      const table = rows.map((row) => row.map(cell).join(',')).join('\n');
      expect(scan(table).records.map(([, ...fields]) => fields)).toEqual(rows);
    }
  });
});

test('a record of many thousands of fields is one if those that are too many are empty', () => {
  const { records, broken } = scan(
    `a,b,1${','.repeat(10_000)}\na,b,1${','.repeat(10_000)}x\n"a",b,1${','.repeat(9000)}\n`,
  );
  expect(records.map(([line, ...fields]) => [line, ...fields.slice(0, 3)])).toEqual([
    [1, 'a', 'b', '1'],
    [3, 'a', 'b', '1'],
  ]);
  expect(broken.map(([line, reason]) => [line, reason])).toEqual([[2, 'WrongFieldCount']]);
});

describe('a quote that is never closed costs its own line only', () => {
  const good = ['a,b,1', 'c,d,2', 'e,f,3'];
  const bad = 'x,"y,9';

  test.each([0, 1, 2, 3])('at line %d of the text', (index) => {
    const { records, broken } = scan(good.toSpliced(index, 0, bad).join('\n'));
    expect(records.map(([, ...fields]) => fields.join())).toEqual(good);
    expect(broken).toEqual([[index + 1, 'UnterminatedQuote', bad]]);
  });

  test.each<[string, string[]]>([
    ['quoted fields', ['"a","b","1"', '"c","d","2"']],
    ['a quoted field with a delimiter', ['a,"b, c",1']],
    ['empty quoted fields', ['"","b","1"', '"c","","2"']],
    ['a measure in inches', ['a,b,1', 'c,12",2']],
    ['a field with a line break', ['a,"b\nc",1']],
    ['many more lines', [...Array.from({ length: 50 }, (_, i) => `a,b,${i}`), 'c,12",2']],
  ])('before lines with %s', (_, lines) => {
    const { records, broken } = scan([bad, ...lines].join('\n'));
    expect(records).toHaveLength(lines.length);
    expect(broken).toEqual([[1, 'UnterminatedQuote', bad]]);
  });

  test('where the last field lacks it', () => {
    expect(scan('"a","b","1\n"c","d","2"\n')).toEqual({
      records: [[2, 'c', 'd', '2']],
      broken: [[1, 'UnterminatedQuote', '"a","b","1']],
    });
  });

  test('even if the next quote is far away', () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => `a${i},b,1`);
    const { records, broken } = scan([bad, ...lines].join('\n'));
    expect(records).toHaveLength(20_000);
    expect(broken).toHaveLength(1);
  });
});

test('any size of window gives the same records', () => {
  const text = 'a,"b\r\n""c""",1\r\n\r\nx,"y,9\r\nd,12" e,2\rf, "g" ,3\n,,\nh\n"i","j","4"';
  const whole = scan(text);
  expect(whole.records).toHaveLength(4);
  for (let windowBytes = 1; windowBytes < text.length; windowBytes++) {
    expect(scan(text, { windowBytes })).toEqual(whole);
  }
});

test('every line of noise is a record, broken or blank: none is lost', () => {
  const random = createRandom(7);
  const pieces = ['a', '1', ',', ',', '"', '\n', '\n', ' '];
  for (let round = 0; round < 500; round++) {
    const text = Array.from({ length: 60 }, () => pieces[Math.floor(random() * pieces.length)]).join('');
    const lines = text.split('\n');
    const { records, broken } = scan(text);
    const startsAt = [...records, ...broken].map(([line]) => line).sort((a, b) => a - b);
    const filled = lines.flatMap((line, i) => (/[a1]/.test(line) ? [i + 1] : []));
    const within = records.flatMap(([line, ...fields]) =>
      Array.from({ length: fields.join('').split('\n').length - 1 }, (_, i) => line + i + 1),
    );
    expect(filled.filter((line) => !startsAt.includes(line) && !within.includes(line))).toEqual([]);
    expect(new Set(startsAt).size).toBe(startsAt.length);
  }
});
