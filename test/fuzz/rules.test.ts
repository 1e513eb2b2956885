import { stringify } from 'yaml';
import { UserError } from '../../core/errors/user-error.js';
import { createRandom, type Random } from '../../core/random/random.js';
import { annotatedRules } from '../../core/rules/annotated-rules.js';
import { defaultRules, type Rules } from '../../core/rules/rules.js';
import { parseRules } from '../../io/rules-file.js';
import { between, pick } from '../exports/generate/shop-table.js';
import { fuzzing } from './fuzzing.js';

/** Rules as people and programs spoil them: they are complete rules, or a refusal that names the place. */
const { seeds, longestMs } = fuzzing(400);

const values: readonly unknown[] = [
  ...[null, true, '', ' ', 'x', 0, -1, 0.5, 1, 7, 1e9, 1e300, -0, [], [[]], {}, { a: 1 }, [null], ['x', 'x']],
  ...[
    '2017-02-31',
    '2017-02-28',
    'EUR',
    'kmeans',
    'recency_days',
    '__proto__',
    'a\0b',
    '$1',
    "'; --",
    '<b>',
    '\ud800',
  ],
  ...[Number.NaN, Number.POSITIVE_INFINITY, 'x'.repeat(5000), Array.from({ length: 300 }, (_, i) => i)],
];

type Tree = Record<string, unknown>;
const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One value, at any depth, is another one, has another name, or is gone. */
function withOdd(random: Random, tree: Tree): Tree {
  const key = pick(random, Object.keys(tree));
  const value = tree[key];
  if (isTree(value) && Object.keys(value).length > 0 && random() < 0.85)
    return { ...tree, [key]: withOdd(random, value) };
  const { [key]: _, ...others } = tree;
  switch (between(random, 0, 3)) {
    case 0:
      return { ...others, [`${key}s`]: value };
    case 1:
      return { ...others, [pick(random, ['__proto__', 'constructor', '', '1', key.toUpperCase()])]: value };
    default:
      return { ...tree, [key]: pick(random, values) };
  }
}

const signs = [
  '\t',
  '\0',
  ':',
  '- ',
  '{',
  '[',
  '}',
  '"',
  "'",
  '&a ',
  '*a',
  '!!js/function ',
  '<<: ',
  '#',
  '\r',
  '\n',
  '%',
  '|',
  '>',
];

/** The text with a few of its characters gone, doubled or changed. */
function withOddText(random: Random, text: string): string {
  let changed = text;
  for (let i = between(random, 1, 3); i > 0; i--) {
    const at = between(random, 0, changed.length);
    const length = pick(random, [0, 0, 1, 5, 200]);
    changed = changed.slice(0, at) + pick(random, signs) + changed.slice(at + length);
  }
  return changed;
}

function drawRules(seed: string): string {
  const random = createRandom(`rules ${seed}`);
  if (random() < 0.4) return withOddText(random, annotatedRules());
  let tree = JSON.parse(JSON.stringify(defaultRules)) as Tree;
  for (let i = between(random, 1, 3); i > 0; i--) tree = withOdd(random, tree);
  return random() < 0.5 ? JSON.stringify(tree) : stringify(tree);
}

test(
  `${seeds.length} documents are rules, or are refused with their place`,
  () => {
    const outcomes = { accepted: 0, refused: 0 };
    for (const seed of seeds) {
      const text = drawRules(seed);
      const from = performance.now();
      const outcome = read(text);
      expect([seed, performance.now() - from < 2000]).toEqual([seed, true]);
      if (outcome instanceof Error) {
        outcomes.refused++;
        expect([seed, outcome instanceof UserError, outcome.name]).toEqual([seed, true, 'InvalidRules']);
        expect([seed, outcome.message.length < 1000]).toEqual([seed, true]);
        continue;
      }
      outcomes.accepted++;
      // What was understood, written out, is understood the same.
      expect([seed, read(JSON.stringify(outcome))]).toEqual([seed, outcome]);
    }
    if (seeds.length < 100) return;
    expect(outcomes.accepted).toBeGreaterThan(0);
    expect(outcomes.refused).toBeGreaterThan(0);
  },
  longestMs,
);

function read(text: string): Rules | Error {
  try {
    return parseRules(text, 'rules.yaml');
  } catch (error) {
    return error as Error;
  }
}
