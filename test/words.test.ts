import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dashboard } from '../dashboards/dashboard.js';
import { dashboards } from '../dashboards/dashboards.js';

/** Words that only we would say, and what is said instead: docs/glossary.md. */
const dropped: readonly (readonly [RegExp, string])[] = [
  [/\bthe door\b/i, 'membership'],
  [/\bfound again\b/i, 'stability'],
  [/\bdealt again\b/i, 'reshuffled'],
  [/\bby lot\b/i, 'picked at random'],
  [/\bwhat marks\b/i, 'what sets them apart'],
  [/\b(the|a|an|each|every|one|two|several|more) drops?\b/i, 'upload'],
];
/** The name of a step is for those who run it. */
const ofThePage: typeof dropped = [...dropped, [/\bstud(y|ies)\b/i, 'analysis']];

const findIn = (text: string, words: typeof dropped) =>
  words.flatMap(([word, instead]) => {
    const match = word.exec(text);
    return match
      ? [`“${match[0]}” (say ${instead}): …${text.slice(Math.max(0, match.index - 40), match.index + 60)}…`]
      : [];
  });

const wordsOf = ({ title, description, panels }: Dashboard): string[] => [
  title,
  description,
  ...panels.flatMap((panel) => [
    ...[
      panel.title,
      panel.description,
      panel.empty ?? '',
      panel.finding?.text ?? '',
      panel.finding?.one ?? '',
    ],
    ...panel.columns.map((column) => column.title),
  ]),
];

test('a word that was dropped is found', () => {
  expect(findIn('Who is near the door?', dropped)).toHaveLength(1);
  expect(findIn('Two drops are one run.', dropped)).toHaveLength(1);
  expect(findIn('Customers who drop out, and the drop-out rate', ofThePage)).toHaveLength(1);
});

test.each(dashboards.map((dashboard) => [dashboard.name, dashboard] as const))(
  'the tab %s has no word that was dropped',
  (_, dashboard) => {
    expect(wordsOf(dashboard).flatMap((text) => findIn(text, ofThePage))).toEqual([]);
  },
);

/** TypeScript files with their text, comments taken out: these are for us. */
const sources = (folder: string): (readonly [string, string])[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      return [join(folder, file), text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')] as const;
    });

test.each([
  ...['report', 'bin', 'metabase', 'core/answers', 'core/door', 'core/promise', 'core/portfolio'],
  ...[
    'core/segments',
    'core/movers',
    'core/hypotheses',
    'core/forecast',
    'core/campaign',
    'core/effect',
    'lambdas/study',
  ],
])('what %s says has no word that was dropped', (folder) => {
  const said = sources(folder);
  expect(said.length).toBeGreaterThan(0);
  expect(said.flatMap(([file, text]) => findIn(text, dropped).map((found) => `${file}: ${found}`))).toEqual(
    [],
  );
});

test('neither have the comments of views, which Metabase shows', () => {
  const folder = 'sql/postgres/views';
  const comments = readdirSync(folder).flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/^comment on .*? is '(.*)';$/gm)].map(
      ([, text]) => [file, text!] as const,
    ),
  );
  expect(comments.length).toBeGreaterThan(100);
  expect(
    comments.flatMap(([file, text]) => findIn(text, ofThePage).map((found) => `${file}: ${found}`)),
  ).toEqual([]);
});

test('neither have the documents; names of the API and of files, in code type, are what they are', () => {
  const files = [
    'README.md',
    ...readdirSync('docs')
      .filter((file) => file.endsWith('.md'))
      .map((file) => `docs/${file}`),
  ];
  const found = files
    .filter((file) => file !== 'docs/glossary.md')
    .flatMap((file) => {
      const text = readFileSync(file, 'utf8').replaceAll(/```[\s\S]*?```|`[^`]*`/g, '');
      return findIn(text, dropped).map((one) => `${file}: ${one}`);
    });
  expect(found).toEqual([]);
});

test('every word that is refused stands in the glossary, as what is not said', () => {
  const glossary = readFileSync('docs/glossary.md', 'utf8');
  for (const word of [
    'the door',
    'found again',
    'dealt again',
    'by lot',
    'what marks them',
    'a drop',
    'studies',
  ]) {
    expect(glossary).toMatch(new RegExp(`\\|[^|\\n]*${word}[^|\\n]*\\|$`, 'm'));
  }
});
