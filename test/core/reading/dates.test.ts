import { DateEvidence } from '../../../core/reading/date-evidence.js';
import { dateShapeOf } from '../../../core/reading/date-format.js';
import { dateFormatsInWords } from '../../../core/reading/date-formats-in-words.js';
import { decideDates } from '../../../core/reading/decide-dates.js';

describe('the format of a date', () => {
  test.each([
    ['2016-11-29', '%Y-%m-%d', 'YYYY-MM-DD'],
    ['2016/1/9', '%Y/%m/%d', 'YYYY/MM/DD'],
    ['2016-11-29T08:26:00Z', '%Y-%m-%dT%H:%M:%S', 'YYYY-MM-DDThh:mm:ss'],
    ['2016-11-29 08:26:00.123+01:00', '%Y-%m-%d %H:%M:%S.%n', 'YYYY-MM-DD hh:mm:ss.fff'],
    ['20161129', '%Y%m%d', 'YYYYMMDD'],
    ['29/11/2016', '%d/%m/%Y', 'DD/MM/YYYY'],
    ['29.11.16 8:26', '%d.%m.%y %H:%M', 'DD.MM.YY hh:mm'],
    ['29-11-2016 08:26 PM', '%d-%m-%Y %I:%M %p', 'DD-MM-YYYY hh:mm am/pm'],
    ['29-Nov-16', '%d-%b-%y', 'DD-month-YY'],
    ['29 Nov 2016', '%d %b %Y', 'DD month YYYY'],
    ['29 November 2016, 08:26', '%d %B %Y, %H:%M', 'DD month YYYY, hh:mm'],
    ['Nov 29, 2016 8:26AM', '%b %d, %Y %I:%M%p', 'month DD, YYYY hh:mmam/pm'],
    ['Tue, 29 Nov 2016 08:26:00 GMT', '%a, %d %b %Y %H:%M:%S', 'weekday, DD month YYYY hh:mm:ss'],
  ])('of %s is %s, in words %s', (text, format, words) => {
    expect(dateShapeOf(text)?.format('dmy')).toBe(format);
    expect(dateFormatsInWords([format])).toBe(words);
  });

  test('in words is said once where formats differ in nothing that people see', () => {
    expect(dateFormatsInWords(['%d %b %Y', '%d %B %Y', '%Y-%m-%d'])).toBe('DD month YYYY or YYYY-MM-DD');
  });

  test.each(['', '17850', '2.55', 'yesterday', '536365', 'Marble', '1/2', '12345678', '29-Nob-16'])(
    "of '%s' is none",
    (text) => expect(dateShapeOf(text)).toBeNull(),
  );
});

function decide(values: readonly string[], dateOrder: 'dmy' | 'mdy' | 'ymd' | null = null) {
  const evidence = new DateEvidence();
  for (const value of values) {
    const bytes = Buffer.from(value);
    evidence.add(bytes, 0, bytes.length);
  }
  return decideDates(evidence, { dateOrder, file: 'orders.csv', column: 'Date' });
}

describe('day and month are told apart by the whole column', () => {
  test('a number above 12 in the first place is a day', () => {
    expect(decide(['01/02/2016', '13/02/2016'])).toMatchObject({ order: 'dmy', formats: ['%d/%m/%Y'] });
  });

  test('a number above 12 in the second place is a day', () => {
    expect(decide(['01/02/2016', '02/13/2016'])).toMatchObject({ order: 'mdy', formats: ['%m/%d/%Y'] });
  });

  test('where both occur, the file contradicts itself and the user is asked, but for a slip of the pen', () => {
    expect(() => decide(['13/02/2016', '14/02/2016', '02/13/2016'])).toThrow(
      expect.objectContaining({ name: 'AmbiguousDates', message: expect.stringContaining('contradict') }),
    );
    expect(decide([...Array(60).fill('13/02/2016'), '02/13/2016']).order).toBe('dmy');
  });

  test('each way of writing them is decided by itself, and one that is open follows the others', () => {
    expect(decide(['13.02.2016', '02/13/2016']).formats).toEqual(['%d.%m.%Y', '%m/%d/%Y']);
    expect(decide(['13.02.2016', '02/03/2016']).formats).toEqual(['%d.%m.%Y', '%d/%m/%Y']);
  });

  test('one value that tells among many that do not is a stray', () => {
    const open = Array.from({ length: 40 }, (_, i) => `0${1 + (i % 9)}/04/2016`);
    expect(() => decide([...open, '02/13/2016'])).toThrow(
      expect.objectContaining({ name: 'AmbiguousDates' }),
    );
  });

  test('ISO dates beside them do not count', () => {
    expect(decide(['2016-11-29', '02/13/2016'])).toMatchObject({
      order: 'mdy',
      formats: ['%Y-%m-%d', '%m/%d/%Y'],
    });
  });

  test('the rule decides before the values', () => {
    expect(decide(['01/02/2016'], 'mdy')).toMatchObject({ order: 'mdy', decidedBy: 'rule' });
  });

  test('a two-digit year comes before a four-digit one, which would take 16 for the year 16', () => {
    expect(decide(['13/02/2016', '13/02/16']).formats).toEqual(['%d/%m/%y', '%d/%m/%Y']);
  });

  test('two-digit years first show by many days in the third place', () => {
    const days = Array.from({ length: 28 }, (_, i) => `16-11-${String(i + 1).padStart(2, '0')}`);
    expect(decide(days)).toMatchObject({ order: 'ymd', formats: ['%y-%m-%d'] });
  });

  test('a month by name needs no decision', () => {
    expect(decide(['1-Feb-16'])).toMatchObject({ order: null, decidedBy: 'text' });
  });

  test('where no value tells, the user is asked, with the column and samples', () => {
    expect(() => decide(['01/02/2016', '03/04/2016'])).toThrow(
      expect.objectContaining({
        name: 'AmbiguousDates',
        message: expect.stringMatching(/'Date'.*'01\/02\/2016'/),
        remedy: expect.stringContaining('reading.dateOrder'),
        place: { file: 'orders.csv', column: 'Date' },
      }),
    );
  });
});
