import { isUtf8 } from 'node:buffer';
import { recogniseDelimiter } from '../../../core/reading/recognise-delimiter.js';
import { repairUtf8, utf8Of } from '../../../core/reading/single-byte-text.js';
import { encodingOf, isBinary, singleByteOf } from '../../../core/reading/text-encoding.js';

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString();

describe('encodings', () => {
  test('every byte of Windows-1252 and ISO-8859-1 becomes its character', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    expect(textOf(utf8Of(bytes, 'iso-8859-1'))).toBe(Buffer.from(bytes).toString('latin1'));
    expect(textOf(utf8Of(Uint8Array.of(0x80, 0x92, 0x9f, 0xe9), 'windows-1252'))).toBe('€’Ÿé');
  });

  test('lines that are UTF-8 stay, others are taken for Windows-1252, wherever they stand', () => {
    const lines = Array.from({ length: 300 }, (_, i) => (i % 7 === 0 ? `café ${i}` : `tea ${i}`));
    const mixed = Buffer.concat(
      lines.map((line, i) => Buffer.from(`${line}\n`, i % 14 === 0 ? 'latin1' : 'utf8')),
    );
    const { text, repairedLines } = repairUtf8(mixed, isUtf8);
    expect(textOf(text)).toBe(`${lines.join('\n')}\n`);
    expect(repairedLines).toBe(22);
  });

  test('a character on the edge of a block is not torn', () => {
    const text = `${'a'.repeat(1023)}é${'b'.repeat(2000)}\ncaf`;
    const bytes = Buffer.concat([Buffer.from(text), Buffer.of(0xe9)]);
    expect(textOf(repairUtf8(bytes, isUtf8).text)).toBe(`${text}é`);
  });

  test('every byte of Mac-Roman becomes its character', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    expect(textOf(utf8Of(bytes, 'macintosh'))).toBe(new TextDecoder('macintosh').decode(bytes));
  });

  /** The bytes of a text in an encoding, found by what each byte means there. */
  const encoded = (text: string, encoding: string) => {
    const decoder = new TextDecoder(encoding);
    const byteFor = new Map(
      Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]),
    );
    return Uint8Array.from(text, (letter) => byteFor.get(letter)!);
  };

  const western = 'Café Müller, São João, Señor Núñez, Zoë Brandström, Crème brûlée, Łódź'.replace(
    /[Łź]/g,
    'l',
  );

  test.each([
    ['western names in Mac-Roman', 'macintosh', 'macintosh', `a,b\n${western}\n`],
    ['the same in Windows-1252', 'windows-1252', 'windows-1252', `a,b\n${western}\n`],
    ['one letter where lines end with CR alone', 'macintosh', 'macintosh', 'a,b\rCafé Große,1\r'],
    [
      'lines that end with CR alone, and letters of Windows-1252',
      'windows-1252',
      'windows-1252',
      'a\rCafé Müller\r',
    ],
    [
      'quotes and dashes of Windows-1252',
      'windows-1252',
      'windows-1252',
      'it’s – don’t, can’t, won’t… “a”\n',
    ],
    [
      'carons of Windows-1252',
      'windows-1252',
      'windows-1252',
      'Žižek, Šimić, Miloš, Božena, Aleš, Saša, Ružena\n',
    ],
    ['plain letters', 'windows-1252', 'windows-1252', 'a,b\n1,2\n'],
  ])('%s: %s', (_, encoding, expected, text) => {
    expect(singleByteOf(encoded(text.replace(/ć/g, 'c'), encoding))).toBe(expected);
  });

  test('UTF-16 shows by its zeros, and short or ordinary text does not look like it', () => {
    expect(encodingOf(Buffer.from('a,b,c\n', 'utf16le')).encoding).toBe('utf-16le');
    expect(encodingOf(Buffer.from('a,b,c\n')).encoding).toBeNull();
  });

  test('zeros are no text', () => {
    expect(isBinary(Buffer.alloc(100), null)).toBe(true);
    expect(isBinary(Buffer.from('a,b\tc\r\n'), null)).toBe(false);
  });
});

describe('the delimiter', () => {
  test.each([
    [',', 'a,b,c\n1,"x;y;z",3\n'],
    [';', 'a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n'],
    ['\t', 'a\tb\tc, d\n1\t2\t3, 4\n'],
    ['|', 'a|b|c\n2016-11-29 08:26|2|3\n'],
    [' ', ' 00004 19970101  2   29.33\n 00004 19970118  2   29.73\n'],
    [',', 'customer,date,amount\nA B C,29 Nov 2016,1\n'],
    ['|', 'sep=|\na|b,c\n'],
  ])('is %j', (delimiter, text) => expect(recogniseDelimiter(Buffer.from(text), true)).toBe(delimiter));
});
