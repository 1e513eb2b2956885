import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { dateFormatsInWords } from '../../core/reading/date-formats-in-words.js';
import type { Recognised } from '../../core/reading/recognised.js';
import { UserError } from '../../core/user-error.js';
import { withDuckdb } from '../../io/duckdb-engine.js';
import { checkFile } from '../../io/put-upload.js';
import { type Inspected, inspectFile } from '../../io/reading/inspect-file.js';
import { parseOptions } from '../parse-options.js';
import { readRules } from '../read-rules.js';
import { formatTable } from '../terminal/format-table.js';

export const help = `usage: insiders inspect FILE [--rules FILE] [--json]

Shows what a file of orders is recognised as, and its first lines, before anything runs.

  --rules FILE   rules whose section "reading" says what cannot be recognised
  --json         everything that was recognised, as JSON
`;

export async function run(words: string[]): Promise<number> {
  const { values, positionals } = parseOptions('inspect', words, {
    rules: { type: 'string' },
    json: { type: 'boolean' },
  });
  const [file, ...more] = positionals;
  if (!file || more.length > 0) {
    throw new UserError('WrongUsage', 'inspect takes one file', {
      remedy: 'For example: insiders inspect orders.csv',
    });
  }
  await checkFile(file);
  const { reading } = await readRules(values.rules);
  const recognised = await withDuckdb((engine) =>
    inspectFile(file, {
      file: basename(file),
      rules: reading,
      engine,
      lastYear: new Date().getUTCFullYear() + 1,
    }),
  );
  const { size } = await stat(file);
  process.stdout.write(values.json ? `${JSON.stringify(recognised, null, 2)}\n` : describe(recognised, size));
  return 0;
}

const names: Record<string, string> = { '\t': 'tab', ' ': 'blanks' };

function describe(recognised: Inspected, size: number): string {
  const { format, compression, encoding, delimiter, sheet, headerLine, dates, numbers } = recognised;
  const facts: [string, string | null][] = [
    ['file', `${recognised.file}, ${size.toLocaleString('en')} bytes`],
    ['format', [format, compression, sheet && `sheet ${sheet}`].filter(Boolean).join(', ')],
    ['encoding', encoding],
    ['delimiter', delimiter && (names[delimiter] ?? delimiter)],
    ['header', headerLine === null ? 'none' : `line ${headerLine}`],
    ['dates', `${dateFormatsInWords(dates.formats)}${dates.example ? `, such as ${dates.example}` : ''}`],
    ['numbers', describeNumbers(numbers)],
    ['lines', describeLines(recognised)],
    ...recognised.firstRejects.map((reject): [string, string] => ['', reject]),
    ['period', [recognised.from, recognised.to].map(withoutMidnight).join(' to ')],
    ['not used', recognised.ignoredColumns.map((column) => column || '(no name)').join(', ') || null],
    ['not there', recognised.missingFields.join(', ') || null],
  ];
  const lines = facts.flatMap(([name, text]) => (text ? [`${name.padEnd(10)}${text}`] : []));
  const columns = Object.entries(recognised.columns).map(([field, { header, position, matchedBy }]) => ({
    field,
    column: header ?? '',
    position,
    'matched by': matchedBy,
  }));
  return `${[...lines, ...recognised.notes.map((note) => `note      ${note}`)].join('\n')}

${formatTable(columns)}

${formatTable(recognised.sample)}
`;
}

/** Dates without a time are read as midnight. */
const withoutMidnight = (moment: string | null) => `${moment}`.replace(/ 00:00:00$/, '');

function describeNumbers({ decimal, thousands, decidedBy }: Recognised['numbers']): string {
  const grouped = thousands.length > 0 ? `, thousands ${thousands.map((sign) => `'${sign}'`).join(' ')}` : '';
  return `decimal '${decimal}'${grouped}${decidedBy === 'convention' ? ' (the values leave it open)' : ''}`;
}

function describeLines({ read, kept, rejected, rejectedBy }: Recognised): string {
  const reasons = Object.entries(rejectedBy).map(([reason, lines]) => `${lines} ${reason}`);
  const counts = `${read.toLocaleString('en')} read, ${kept.toLocaleString('en')} kept`;
  return rejected === 0
    ? counts
    : `${counts}, ${rejected.toLocaleString('en')} rejected: ${reasons.join(', ')}`;
}
