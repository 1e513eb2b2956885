import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { UserError } from '../../core/errors/user-error.js';
import { dateFormatsInWords } from '../../core/reading/date-formats-in-words.js';
import { moneyInWords } from '../../core/reading/mapping-in-words.js';
import type { Recognised } from '../../core/reading/recognised.js';
import type { ReadingRules } from '../../core/rules/rules.js';
import { withDuckdb } from '../../io/duckdb-engine.js';
import { checkFile } from '../../io/put-upload.js';
import { type Inspected, inspectFile } from '../../io/reading/inspect-file.js';
import { withJoined } from '../joined-files.js';
import { parseOptions } from '../parse-options.js';
import { readRules } from '../read-rules.js';
import { formatTable } from '../terminal/format-table.js';

export const help = `usage: insiders inspect FILE… [--rules FILE] [--json]

Shows what a file of orders is recognised as, and its first lines, before anything runs. Tables that are orders only
together (lines, orders, customers) are joined on their keys, as run and upload do.

  --rules FILE   rules whose section "reading" says what cannot be recognised
  --json         everything that was recognised, as JSON; of several files, a list
`;

export async function run(words: string[]): Promise<number> {
  const { values, positionals } = parseOptions('inspect', words, {
    rules: { type: 'string' },
    json: { type: 'boolean' },
  });
  if (positionals.length === 0) {
    throw new UserError('WrongUsage', 'inspect takes one file or more', {
      remedy: 'For example: insiders inspect orders.csv',
    });
  }
  for (const file of positionals) await checkFile(file);
  const { reading } = await readRules(values.rules);
  // What is for a program is not mixed with what is for people.
  const options = values.json ? { report: () => {} } : {};
  await withJoined(positionals, reading, (files) => inspectAll(files, reading, values.json), options);
  return 0;
}

async function inspectAll(
  files: readonly string[],
  rules: ReadingRules,
  isJson: boolean | undefined,
): Promise<void> {
  const all: Inspected[] = [];
  for (const file of files) {
    const inspected = await withDuckdb((engine) =>
      inspectFile(file, { file: basename(file), rules, engine, lastYear: new Date().getUTCFullYear() + 1 }),
    );
    all.push(inspected);
    if (isJson) continue;
    const { size } = await stat(file);
    process.stdout.write(`${all.length > 1 ? '\n' : ''}${describe(inspected, size)}`);
  }
  if (isJson) process.stdout.write(`${JSON.stringify(all.length === 1 ? all[0] : all, null, 2)}\n`);
}

const names: Record<string, string> = { '\t': 'tab', ' ': 'blanks' };

function describe(recognised: Inspected, size: number): string {
  const { format, compression, encoding, delimiter, sheet, headerLine, dates, numbers } = recognised;
  const facts: [string, string | null][] = [
    ['is', recognised.platform ?? 'no export that is known by name'],
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
    ['money', moneyInWords(recognised)],
    ['currency', recognised.currency],
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
  const runnersUp = recognised.runnersUp
    .slice(0, 8)
    .map(({ field, column, why }) => ({ field, not: column, because: why }));
  return `${[...lines, ...recognised.notes.map((note) => `note      ${note}`)].join('\n')}

${formatTable(columns)}
${runnersUp.length > 0 ? `\n${formatTable(runnersUp)}\n` : ''}
${formatTable(recognised.sample.map(withoutEmpty(recognised.sample)))}
`;
}

/** Columns that are empty on every line that is shown say nothing. */
const withoutEmpty =
  (sample: Recognised['sample']) =>
  (line: Recognised['sample'][number]): Record<string, string | null> =>
    Object.fromEntries(
      Object.entries(line).filter(
        ([column]) =>
          column !== 'part_no' && column !== 'is_refund' && sample.some((each) => each[column] !== null),
      ),
    );

/** Dates without a time are read as midnight. */
const withoutMidnight = (moment: string | null) => `${moment}`.replace(/ 00:00:00$/, '');

function describeNumbers({ decimal, thousands, decidedBy }: Recognised['numbers']): string {
  const grouped = thousands.length > 0 ? `, thousands ${thousands.map((sign) => `'${sign}'`).join(' ')}` : '';
  return `decimal '${decimal}'${grouped}${decidedBy === 'convention' ? ' (the values leave it open)' : ''}`;
}

function describeLines({ read, kept, rejected, rejectedBy, notOrderLines, isSample }: Recognised): string {
  const reasons = Object.entries(rejectedBy).map(([reason, lines]) => `${lines} ${reason}`);
  const around = notOrderLines > 0 ? `, ${notOrderLines.toLocaleString('en')} around them that are none` : '';
  const first = isSample ? 'of the first part of the file ' : '';
  const counts = `${first}${read.toLocaleString('en')} read, ${kept.toLocaleString('en')} kept${around}`;
  return rejected === 0
    ? counts
    : `${counts}, ${rejected.toLocaleString('en')} rejected: ${reasons.join(', ')}`;
}
