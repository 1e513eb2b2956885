import Ajv from 'ajv';
import { UserError } from '../../core/errors/user-error.js';
import { annotatedRules } from '../../core/rules/annotated-rules.js';
import { defaultRules } from '../../core/rules/rules.js';
import { rulesSchema } from '../../core/rules/rules-schema.js';
import { completeRules, parseRules } from '../../io/rules-file.js';

const refusal = (text: string): UserError => {
  try {
    parseRules(text, 'rules.yaml');
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('the rules were accepted');
};

test('the schema of the rules is a JSON schema', () => {
  const ajv = new Ajv();
  expect(ajv.validateSchema(rulesSchema)).toBe(true);
  expect(ajv.validateSchema({ ...rulesSchema, type: 'nothing' })).toBe(false);
});

test('the annotated file says exactly the defaults', () => {
  expect(parseRules(annotatedRules(), 'rules.yaml')).toEqual(defaultRules);
});

test('every rule has an explanation above it', () => {
  const lines = annotatedRules().split('\n');
  const keys = lines.filter((line) => /^\s*\w+:/.test(line));
  const unexplained = keys.filter((key) => !/^\s*# \S/.test(lines[lines.indexOf(key) - 1]!));
  expect(keys.length).toBeGreaterThan(35);
  expect(unexplained).toEqual([]);
});

test('what is left out keeps its default, whatever the depth', () => {
  const rules = parseRules('segmentation: { choose: { k: 4 } }', 'rules.yaml');
  expect(rules.segmentation.choose).toEqual({ space: null, model: null, k: 4 });
  expect(rules.segmentation.kTo).toBe(defaultRules.segmentation.kTo);
});

test('an empty file is the defaults, and JSON is YAML', () => {
  expect(parseRules('', 'rules.yaml')).toEqual(defaultRules);
  expect(parseRules('{"seed": 7}', 'rules.json').seed).toBe(7);
});

test('a list replaces the default list', () => {
  expect(parseRules('cleaning: { notGoods: [POST] }', 'rules.yaml').cleaning.notGoods).toEqual(['POST']);
});

test('codes in lists stay as they were written', () => {
  const rules = parseRules('cleaning: { notGoods: [0123, 1E5, 22423, null, "M"] }', 'rules.yaml');
  expect(rules.cleaning.notGoods).toEqual(['0123', '1E5', '22423', 'null', 'M']);
});

test.each([
  ['cleaning:\n  minimumPrise: 1', 2, '3', "did you mean 'minimumPrice'?"],
  ['seed: 1\nsegmentation:\n  kFrom: 1', 3, '3', "'segmentation.kFrom' must be 2 or more; got 1"],
  ['cleaning:\n  anonymous: maybe', 2, '3', 'must be one of "drop", "perInvoice"'],
  ['reading:\n  columns:\n    client: 3', 3, '5', "there is no rule 'reading.columns.client'; there are "],
  ['segmentation:\n  kFrom: 9\n  kTo: 4', 2, '3', 'kFrom (9) is larger than kTo (4)'],
  ['features:\n  use: [gross_revenue, recensy_days]', 2, undefined, "did you mean 'recency_days'?"],
  ['asOf: 2011-13-45', 1, '1', "'2011-13-45' is no date"],
  ['currency: pounds', 1, '1', 'must be three capital letters, such as EUR; got "pounds"'],
  ['asOf: 31.12.2024', 1, '1', "'asOf' must be a date such as 2024-12-31; got"],
  ['seed: abc', 1, '1', `'seed' must be a whole number; got "abc"`],
  ['features: { use: [] }', 1, '13', "'features.use' must be a list of at least 1; got []"],
  ['- a', 1, undefined, 'these are no rules'],
  ['seed: [1', 1, undefined, ''],
])('%j is refused with line, column and what to do', (text, line, column, message) => {
  const error = refusal(text);
  expect(error.name).toBe('InvalidRules');
  expect(error.place).toMatchObject({ file: 'rules.yaml', line, ...(column ? { column } : {}) });
  expect(error.message).toContain(message);
  expect(error.remedy).toContain('insiders rules');
});

test('rules that come as JSON are checked too, and the key is named', () => {
  expect(() => completeRules({ segmentation: { starts: 0 } })).toThrow(
    "'segmentation.starts' must be 1 or more; got 0",
  );
});

test('months in a list are numbers', () => {
  expect(parseRules('forecast: { horizonMonths: [2, 4] }', 'rules.yaml').forecast.horizonMonths).toEqual([
    2, 4,
  ]);
});
