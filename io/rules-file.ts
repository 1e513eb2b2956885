import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import {
  type Document,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml';
import { UserError } from '../core/errors/user-error.js';
import { features } from '../core/features/features.js';
import { defaultRules, type Rules } from '../core/rules/rules.js';
import { rulesSchema, textForms } from '../core/rules/rules-schema.js';
import { suggestWord } from '../core/rules/suggest-word.js';

type Path = readonly string[];

/** Reads rules written in YAML or JSON. @throws UserError `InvalidRules` with line and column */
export function parseRules(text: string, file: string): Rules {
  try {
    return parse(text, file);
  } catch (error) {
    if (error instanceof UserError) throw error;
    // Aliases without an anchor, in a circle or by the thousand, and what is nested too deep.
    throw invalidRules(`it cannot be understood: ${(error as Error).message.split('\n')[0]}`, file);
  }
}

function parse(text: string, file: string): Rules {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [syntaxError] = document.errors;
  if (syntaxError) {
    const { line, col } = lines.linePos(syntaxError.pos[0]);
    const [message] = syntaxError.message.split('\n');
    throw invalidRules(message!.replace(/ at line.*$/, ''), file, { line, column: col });
  }
  keepTextAsWritten(document);
  return completeRules(document.toJS() ?? {}, file, (path) => {
    const offset = nearestNode(document, path)?.range?.[0];
    if (offset === undefined) return undefined;
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  });
}

/** Fills in the defaults. @throws UserError `InvalidRules` naming the key */
export function completeRules(
  given: unknown,
  file?: string,
  placeOf: (path: Path) => { line: number; column: number } | undefined = () => undefined,
): Rules {
  const refuse = (message: string, path: Path) => {
    throw invalidRules(message, file, placeOf(path), path);
  };
  const isValid = validator();
  if (!isValid(given)) {
    const error = isValid.errors!.at(-1)!;
    refuse(describeError(error), pathOf(error));
  }
  const rules = withDefaults(defaultRules, given) as Rules;
  for (const { path, message } of contradictions(rules)) refuse(message, path);
  return rules;
}

let compiled: ValidateFunction | undefined;

/** Compiled once; whether the schema is one itself is a test's question, which takes as long again. */
function validator(): ValidateFunction {
  const options = { verbose: true, strict: false, meta: false, validateSchema: false } as const;
  compiled ??= new Ajv(options).compile(rulesSchema);
  return compiled;
}

/** Codes such as 0123 or 1E5 are numbers to YAML and text to a shop: lists of text keep what was written. */
function keepTextAsWritten(document: Document): void {
  visit(document, {
    Scalar(key, scalar, ancestors) {
      const isListItem = isSeq(ancestors.at(-1)) && key !== 'key';
      const names = ancestors.filter(isPair).map((pair) => String(pair.key));
      if (isListItem && !holdsNumbers(names) && typeof scalar.value !== 'string' && scalar.source)
        scalar.value = scalar.source;
    },
  });
}

type Schema = { properties?: Record<string, Schema>; items?: { type?: unknown } };

const holdsNumbers = (names: readonly string[]) =>
  names.reduce<Schema | undefined>((schema, name) => schema?.properties?.[name], rulesSchema)?.items?.type ===
  'integer';

function nearestNode(document: Document, path: Path): Node | undefined {
  for (let length = path.length; length > 0; length--) {
    const parent = document.getIn(path.slice(0, length - 1), true);
    const last = path[length - 1];
    const pair = isMap(parent)
      ? parent.items.find((item) => isScalar(item.key) && item.key.value === last)
      : undefined;
    if (pair) return pair.key as Node;
    const node = document.getIn(path.slice(0, length), true);
    if (node) return node as Node;
  }
  return document.contents ?? undefined;
}

function withDefaults(defaults: unknown, given: unknown): unknown {
  if (given === undefined) return defaults;
  const isSection = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isSection(defaults) || !isSection(given)) return given;
  const keys = new Set([...Object.keys(defaults), ...Object.keys(given)]);
  return Object.fromEntries([...keys].map((key) => [key, withDefaults(defaults[key], given[key])]));
}

function* contradictions(rules: Rules): Generator<{ path: Path; message: string }> {
  const { segmentation } = rules;
  const known = new Set(features.map((feature) => feature.name as string));
  const unknownFeature = (name: string) =>
    `there is no feature '${name}'${suggestWord(name, [...known]) || `; there are ${[...known].join(', ')}`}`;
  for (const [i, name] of rules.features.use.entries()) {
    if (!known.has(name)) yield { path: ['features', 'use', String(i)], message: unknownFeature(name) };
  }
  for (const name of Object.keys(rules.features.scale)) {
    if (!known.has(name)) yield { path: ['features', 'scale', name], message: unknownFeature(name) };
  }
  for (const [i, name] of rules.customers.requireFeatures.entries()) {
    if (!known.has(name))
      yield { path: ['customers', 'requireFeatures', String(i)], message: unknownFeature(name) };
  }
  if (segmentation.kFrom > segmentation.kTo) {
    const message = `kFrom (${segmentation.kFrom}) is larger than kTo (${segmentation.kTo})`;
    yield { path: ['segmentation', 'kFrom'], message };
  }
  if (segmentation.smallestShare >= segmentation.largestShare) {
    const message = 'smallestShare must be below largestShare';
    yield { path: ['segmentation', 'smallestShare'], message };
  }
  const days = [
    { path: ['asOf'], day: rules.asOf },
    { path: ['insiders', 'benefitsSince'], day: rules.insiders.benefitsSince },
    { path: ['experiment', 'started'], day: rules.experiment.started },
  ];
  for (const { path, day } of days) {
    if (day !== null && !isDay(day)) yield { path, message: `'${day}' is no date` };
  }
}

/** 31 February is read as 3 March otherwise. */
function isDay(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text.slice(0, 10));
}

function pathOf(error: ErrorObject): string[] {
  const path = error.instancePath.split('/').slice(1);
  const extra = error.params.additionalProperty ?? error.params.propertyName;
  return typeof extra === 'string' ? [...path, extra] : path;
}

function describeError(error: ErrorObject): string {
  const where = pathOf(error).join('.');
  const { additionalProperty, propertyName, allowedValues } = error.params;
  const extra = additionalProperty ?? propertyName;
  if (extra !== undefined) {
    const { properties, propertyNames } = error.parentSchema as {
      properties?: object;
      propertyNames?: { enum: string[] };
    };
    const known = propertyNames?.enum ?? Object.keys(properties ?? {});
    return `there is no rule '${where}'${suggestWord(extra, known) || `; there are ${known.join(', ')}`}`;
  }
  if (where === '') return 'these are no rules: one per line is expected, such as `currency: EUR`';
  const words = allowedValues?.map((value: unknown) => JSON.stringify(value)).join(', ');
  return `'${where}' must be ${words ? `one of ${words}` : wantedBy(error)}; got ${shortened(error.data)}`;
}

const types: Readonly<Record<string, string>> = {
  integer: 'a whole number',
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  array: 'a list, such as [a, b]',
  object: 'a section: names with values, one per line',
  null: 'null',
};

/** What the schema asks for, in words. */
function wantedBy({ keyword, message, params }: ErrorObject): string {
  switch (keyword) {
    case 'type':
      return [params.type]
        .flat()
        .map((type: string) => types[type] ?? type)
        .join(' or ');
    case 'minimum':
      return `${params.limit} or more`;
    case 'maximum':
      return `${params.limit} or less`;
    case 'minItems':
      return `a list of at least ${params.limit}`;
    case 'uniqueItems':
      return 'a list that names nothing twice';
    case 'pattern':
      return Object.values(textForms).find(({ pattern }) => pattern === params.pattern)!.inWords;
    default:
      return `right: ${message}`;
  }
}

function shortened(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

function invalidRules(
  message: string,
  file: string | undefined,
  place?: { line: number; column: number },
  path?: Path,
): UserError {
  return new UserError('InvalidRules', message, {
    remedy: '`insiders rules` prints every rule with its explanation.',
    ...(file === undefined ? {} : { file }),
    ...(place
      ? { line: place.line, column: String(place.column) }
      : path?.length
        ? { column: path.join('.') }
        : {}),
  });
}
